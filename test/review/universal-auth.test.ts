import type { FindingKind } from "../../src/review/finding";
import { plainText } from "../../src/review/phrase";
import { reviewPlans } from "../../src/review/review-plans";
import { planOf, type PlannedResource } from "./fixtures/plan-json";
import { universalAuth } from "./fixtures/universal-auth";

/** What is said, as "kinds: sentence", of one universal auth. */
function said(
  resource: Omit<PlannedResource, "name" | "type">,
  of: "findings" | "drift" = "findings",
): string[] {
  const review = reviewPlans([
    planOf([{ ...resource, name: "a", type: "infisicalaccess_universal_auth_config" }]),
  ]);
  return review[of].map(({ kinds, predicate }) => `${kinds.join("+")}: ${plainText(predicate)}`);
}

type Change = [attribute: string, from: unknown, to: unknown, kind: FindingKind, sentence: string];

describe("a change of universal auth", () => {
  const changes: Change[] = [
    ["access_token_ttl", 3600, 7200, "prolonged", "gets tokens that live 2 h (had: 1 h)"],
    ["access_token_ttl", 3600, 60, "shortened", "gets tokens that live 1 min (had: 1 h)"],
    ["access_token_ttl", 3600, 0, "permanent", "gets tokens that live up to their maximum (had: 1 h)"],
    [
      "access_token_max_ttl",
      3600,
      7200,
      "prolonged",
      "gets tokens that can be renewed up to 2 h (had: up to 1 h)",
    ],
    [
      "access_token_max_ttl",
      3600,
      0,
      "permanent",
      "gets tokens that can be renewed without a maximum (had: up to 1 h)",
    ],
    ["access_token_num_uses_limit", 5, 9, "widened", "gets tokens that can be used 9 times (had: 5 times)"],
    [
      "access_token_num_uses_limit",
      5,
      0,
      "widened",
      "gets tokens that can be used any number of times (had: 5 times)",
    ],
    [
      "access_token_num_uses_limit",
      0,
      1,
      "narrowed",
      "gets tokens that can be used once (had: any number of times)",
    ],
    [
      "access_token_trusted_ips",
      ["10.0.0.0/8"],
      ["10.0.0.0/7"],
      "widened",
      "gets tokens that are accepted from 10.0.0.0/7 (had: 10.0.0.0/8)",
    ],
    [
      "client_secret_trusted_ips",
      ["0.0.0.0/0", "::/0"],
      ["::1"],
      "narrowed",
      "gets client secrets that are accepted from ::1 (had: any address)",
    ],
    [
      "access_token_period",
      0,
      3600,
      "permanent",
      "gets tokens that can be renewed without end, every 1 h (had: are not periodic)",
    ],
    ["lockout_enabled", true, false, "widened", "is no longer locked out after failed logins"],
    ["lockout_enabled", false, true, "narrowed", "is locked out after failed logins (had: no lockout)"],
    ["lockout_threshold", 3, 30, "widened", "is locked out after 30 failed logins (had: 3)"],
    ["lockout_duration_seconds", 300, 60, "widened", "is locked out for 1 min (had: 5 min)"],
    [
      "lockout_counter_reset_seconds",
      30,
      60,
      "narrowed",
      "gets failed logins forgotten after 1 min (had: 30 s)",
    ],
  ];
  test.each(changes)("of %s from %j to %j is %s", (attribute, from, to, kind, sentence) => {
    const resource = {
      before: universalAuth({ [attribute]: from }),
      after: universalAuth({ [attribute]: to }),
    };
    expect(said(resource)).toEqual([`${kind}: ${sentence}`]);
  });

  test("of networks that opens some and closes others is both", () => {
    const networks = (list: string[]) => universalAuth({ access_token_trusted_ips: list });
    expect(said({ before: networks(["10.0.0.0/8"]), after: networks(["192.168.0.0/16"]) })).toEqual([
      "widened+narrowed: gets tokens that are accepted from 192.168.0.0/16 (had: 10.0.0.0/8)",
    ]);
  });

  test("of spelling alone is none", () => {
    const networks = (list: string[]) => universalAuth({ access_token_trusted_ips: list });
    expect(
      said({ before: networks(["10.0.0.0/8", "::1"]), after: networks(["0:0::1/128", "10.9.9.9/8"]) }),
    ).toEqual([]);
  });

  test("of what is known only after the apply may widen", () => {
    const resource = {
      before: universalAuth({}),
      after: universalAuth({}),
      unknown: { access_token_ttl: true },
    };
    expect(said(resource)).toEqual([
      "may-widen: gets token lifetimes that are not in the plan, because they are known only after the apply or marked sensitive",
    ]);
  });

  test("of what was marked sensitive may widen", () => {
    const resource = {
      before: universalAuth({ access_token_ttl: 60 }),
      sensitiveBefore: { access_token_ttl: true },
      after: universalAuth({ access_token_ttl: 3600 }),
    };
    expect(said(resource)).toEqual([
      "may-widen: gets token lifetimes that may be more than before: what they were is not in the plan, because it is known only after the apply or marked sensitive",
    ]);
  });

  test("is none where Terraform changes nothing, although it does not show the value", () => {
    const values = universalAuth({});
    const sensitive = { access_token_ttl: true };
    const resource = { before: values, after: values, sensitiveBefore: sensitive, sensitiveAfter: sensitive };
    expect(said({ ...resource, actions: ["no-op"] })).toEqual([]);
  });
});

describe("a universal auth", () => {
  const description =
    "tokens for 1 h (at most 1 h), any number of uses, from 10.0.0.0/8; client secrets from 10.0.0.0/8";
  const rows: [title: string, resource: Omit<PlannedResource, "name">, findings: string[]][] = [
    [
      "that is attached",
      { after: universalAuth({}) },
      [`gained: can log in with universal auth: ${description}`],
    ],
    [
      "without a lockout that is attached",
      { after: universalAuth({ lockout_enabled: false }) },
      [`gained: can log in with universal auth: ${description}; no lockout after failed logins`],
    ],
    [
      "whose tokens never end that is attached",
      { after: universalAuth({ access_token_period: 3600 }) },
      [`gained: can log in with universal auth: ${description}; tokens can be renewed without end`],
    ],
    [
      "that may be adopted",
      { after: universalAuth({ adopt_existing: true }) },
      [`gained: can log in with universal auth (one that is attached already is taken over): ${description}`],
    ],
    [
      "that was detached outside and is attached again",
      { recorded: universalAuth({}), before: null, after: universalAuth({}) },
      [
        `regranted: can log in again with universal auth, which was removed outside Terraform: ${description}`,
      ],
    ],
    [
      "that is detached",
      { before: universalAuth({}), after: null },
      ["lost: can no longer log in with universal auth: every client secret and token of it is revoked"],
    ],
    [
      "that is replaced",
      { before: universalAuth({}), after: universalAuth({}), actions: ["delete", "create"] },
      ["lost: gets another client id: every client secret and token of it is revoked"],
    ],
  ];
  test.each(rows)("%s", (_title, resource, findings) => {
    expect(said(resource)).toEqual(findings);
  });

  test("that somebody opened outside is drift, which the apply undoes", () => {
    const resource = {
      recorded: universalAuth({}),
      before: universalAuth({ lockout_enabled: false }),
      after: universalAuth({}),
    };
    expect(said(resource, "drift")).toEqual([
      "widened: was no longer locked out after failed logins; this apply changes it back",
    ]);
  });
});
