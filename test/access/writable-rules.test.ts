import type { PermissionRule } from "../../src/access/permission-rule";
import { unwritable, writableRules, writableSpelling } from "../../src/access/writable-rules";

function secrets(
  actions: string[],
  conditions: PermissionRule["conditions"] = null,
  inverted = false,
): PermissionRule {
  return { actions, subject: "secrets", conditions, inverted };
}

describe("a rule that API v1 can't write is named with the reason", () => {
  test.each<[string, PermissionRule, string]>([
    ["inverted", secrets(["read"], null, true), "is inverted, and API v1 writes only rules that allow."],
    [
      "half of read",
      secrets(["edit", "readValue"]),
      'has the action "readValue", and API v1 writes only read, create, edit, delete.',
    ],
    [
      "a newer action",
      secrets(["lease"]),
      'has the action "lease", and API v1 writes only read, create, edit, delete.',
    ],
    [
      "$ne",
      secrets(["read"], { environment: { $ne: "prod" } }),
      'has the condition {"environment":{"$ne":"prod"}}, and API v1 writes "environment" only as one plain string.',
    ],
    [
      "$in of two",
      secrets(["read"], { environment: { $in: ["a", "b"] } }),
      'has the condition {"environment":{"$in":["a","b"]}}, and API v1 writes "environment" only as one plain string.',
    ],
    [
      "a list of environments",
      secrets(["read"], { environment: ["a"] }),
      'has the condition {"environment":["a"]}, and API v1 writes "environment" only as one plain string.',
    ],
    [
      "an exact path",
      secrets(["read"], { secretPath: "/app" }),
      'has the condition {"secretPath":"/app"}, and API v1 writes "secretPath" only as {"$glob":"…"}.',
    ],
    [
      "a key beside the glob, which the server would drop",
      secrets(["read"], { secretPath: { $glob: "/", $eq: "/" } }),
      'has the condition {"secretPath":{"$glob":"/","$eq":"/"}}, and API v1 writes "secretPath" only as {"$glob":"…"}.',
    ],
    [
      "a field beside the environment, which the server would drop",
      secrets(["read"], { environment: "a", secretName: "K" }),
      'has the condition {"secretName":"K"}, and API v1 writes only "environment" and "secretPath".',
    ],
    ["conditions that are no object", secrets(["read"], ["odd"]), "has conditions that are no JSON object."],
  ])("%s", (_, rule, reason) => {
    expect(unwritable([secrets(["create"]), rule]).map(({ index, reason: said }) => [index, said])).toEqual([
      [1, reason],
    ]);
  });

  test("but not when it has a spelling that API v1 takes", () => {
    expect(
      unwritable([
        secrets(["describeSecret"], { environment: "a" }),
        secrets(["readValue"], { environment: { $eq: "a" } }),
      ]),
    ).toEqual([]);
    expect(unwritable([{ ...secrets(["read"], {}), subject: "quantum-keys" }])).toEqual([]);
  });
});

test("half of read is writable where another rule has the other half, or read", () => {
  expect(unwritable([secrets(["read"]), secrets(["readValue"])])).toEqual([]);
  expect(unwritable([secrets(["read"]), secrets(["readValue"], {})]).map(({ index }) => index)).toEqual([1]);
});

describe("a rule is sent in the spelling of API v1", () => {
  test("read for its halves, a text for $eq and $in of one", () => {
    expect(
      writableSpelling(secrets(["readValue", "edit", "describeSecret"], { environment: { $in: ["prod"] } })),
    ).toEqual(secrets(["read", "edit"], { environment: "prod" }));
  });

  test("together with what means the same subject and conditions", () => {
    const prod = { environment: "prod", secretPath: { $glob: "/**" } };
    const respelled = { secretPath: { $glob: "/**" }, environment: { $eq: "prod" } };
    expect(
      writableRules([
        secrets(["readValue"], prod),
        secrets(["edit"], respelled),
        secrets(["describeSecret"], prod),
      ]),
    ).toEqual([secrets(["read", "edit"], prod)]);
  });
});
