import { startSimulator, type Simulator } from "../../src/simulator/start-simulator";
import { call, listPath, privilegePath, readDev, type Answer } from "./call";

let simulator: Simulator;
let identityId: string;
beforeEach(async () => {
  simulator = await startSimulator();
  identityId = simulator.world.targets[0]?.identityId ?? "";
});
afterEach(() => simulator.close());

const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
  call(simulator, method, path, body);
const where = (): { identityId: string; projectSlug: string } => ({ identityId, projectSlug: "payments" });
const create = (slug: string, more: object = { privilegePermission: readDev }): Promise<Answer> =>
  send("POST", `${privilegePath}/permanent`, { ...where(), slug, ...more });
const patch = (privilegeSlug: string, privilegeDetails?: object): Promise<Answer> =>
  send("PATCH", privilegePath, { ...where(), privilegeSlug, privilegeDetails });
const slugs = async (): Promise<unknown[]> => {
  const { body } = await send("GET", listPath(identityId, "payments"));
  return (body["privileges"] as { slug: string }[]).map(({ slug }) => slug);
};
const privilege = ({ body }: Answer): Record<string, unknown> => body["privilege"] as Record<string, unknown>;

describe("permissions (p03)", () => {
  test("privilegePermission wins over permissions, which is validated all the same", async () => {
    const both = { privilegePermission: readDev, permissions: [{ action: "edit", subject: "tags" }] };
    expect(privilege(await create("both", both))["permissions"]).toEqual([
      { subject: ["secrets"], action: ["read"], conditions: readDev.conditions },
    ]);
    expect((await create("bad", { ...both, permissions: [{ action: "edit" }] })).status).toBe(403);
  });

  test.each([
    [{}, 400, "Permission or privilegePermission must be provided"],
    [{ privilegePermission: null }, 403, expect.any(Array)],
    [{ permissions: null }, 403, expect.any(Array)],
  ])("%j is refused with %i", async (given, status, message) => {
    const answer = await create("neither", given);
    expect([answer.status, answer.body["message"]]).toEqual([status, message]);
  });
});

describe("PATCH (p10)", () => {
  beforeEach(async () => {
    await create("one");
    await create("two");
  });

  test.each<[string, object | undefined, number, unknown]>([
    ["without details", undefined, 403, expect.any(Array)],
    ["without a permission", { slug: "new" }, 400, "Permission or privilegePermission must be provided"],
    [
      "onto the slug of another",
      { slug: "two", privilegePermission: readDev },
      400,
      "Additional privilege of provided slug exist",
    ],
    ["to an invalid slug", { slug: "Two", privilegePermission: readDev }, 403, expect.any(Array)],
  ])("%s is refused", async (_title, details, status, message) => {
    const answer = await patch("one", details);
    expect([answer.status, answer.body["message"]]).toEqual([status, message]);
    expect(await slugs()).toEqual(["one", "two"]);
  });

  test("a rename is found under the new slug alone, and one to itself is no conflict", async () => {
    expect(privilege(await patch("one", { slug: "three", privilegePermission: readDev }))["slug"]).toBe(
      "three",
    );
    expect((await patch("one", { privilegePermission: readDev })).body["message"]).toBe(
      "Identity additional privilege not found",
    );
    expect((await patch("three", { slug: "three", privilegePermission: readDev })).status).toBe(200);
  });

  test("a blank slug makes a privilege that no call can address", async () => {
    expect(privilege(await patch("one", { slug: "  ", privilegePermission: readDev }))["slug"]).toBe("");
    expect((await patch("", { privilegePermission: readDev })).status).toBe(403);
    expect((await send("DELETE", privilegePath, { ...where(), privilegeSlug: "" })).status).toBe(403);
    expect(await slugs()).toEqual(["two", ""]);
  });
});

describe("DELETE and LIST (p12, p13)", () => {
  test.each([
    ["no body", privilegePath, 403],
    ["fields in the query", `${privilegePath}?privilegeSlug=a&identityId=b&projectSlug=payments`, 403],
    ["the slug in the path", `${privilegePath}/a`, 404],
  ])("DELETE with %s is refused", async (_title, path, status) => {
    expect((await send("DELETE", path)).status).toBe(status);
  });

  test("LIST is in the order of the heap: an update moves a row to the end, a freed place is used again", async () => {
    for (const slug of ["c", "a", "b"]) {
      await create(slug);
    }
    await patch("a", { privilegePermission: readDev });
    expect(await slugs()).toEqual(["c", "b", "a"]);
    await send("DELETE", privilegePath, { ...where(), privilegeSlug: "c" });
    await create("d");
    expect(await slugs()).toEqual(["d", "b", "a"]);
  });

  test("LIST has no pages, and takes a trailing slash", async () => {
    for (let index = 0; index < 125; index += 1) {
      simulator.store.addPrivilege(identityId, "payments", { slug: `p-${String(index)}` });
    }
    const path = listPath(identityId, "payments").replace("identity?", "identity/?limit=10&offset=5&");
    expect((await send("GET", path)).body["privileges"]).toHaveLength(125);
  });

  test("a client that has the answer already gets 304", async () => {
    const first = await send("GET", listPath(identityId, "payments"));
    const tag = first.headers.get("etag") ?? "";
    for (const known of [tag, `W/${tag}`]) {
      const again = await call(simulator, "GET", listPath(identityId, "payments"), undefined, {
        headers: { "if-none-match": known },
      });
      expect([again.status, again.text]).toEqual([304, ""]);
    }
  });

  test("an expired privilege keeps its place and its slug, and a new start revives it", async () => {
    const temporary = {
      privilegePermission: readDev,
      temporaryMode: "relative",
      temporaryRange: "1h",
      temporaryAccessStartTime: "2020-01-01T00:00:00Z",
    };
    await send("POST", `${privilegePath}/temporary`, { ...where(), slug: "past", ...temporary });
    expect((await create("past")).status).toBe(400);
    const start = simulator.clock.date().toISOString();
    const revived = await patch("past", { privilegePermission: readDev, temporaryAccessStartTime: start });
    expect(privilege(revived)["temporaryAccessEndTime"]).toBe(
      new Date(Date.parse(start) + 3_600_000).toISOString(),
    );
  });
});

test("of simultaneous requests with one slug several are accepted, and the rest finds it taken (p18)", async () => {
  // The first round opens the connections.
  await Promise.all(Array.from({ length: 25 }, slugs));
  const answers = await Promise.all(Array.from({ length: 25 }, () => create("twin")));
  const accepted = answers.filter(({ status }) => status === 200).length;
  const refused = answers.filter(({ status }) => status === 400).length;
  expect(accepted + refused).toBe(25);
  expect(accepted).toBeGreaterThan(1);
  expect(await slugs()).toEqual(Array.from({ length: accepted }, () => "twin"));
  const { status } = await send("DELETE", privilegePath, { ...where(), privilegeSlug: "twin" });
  expect([status, (await slugs()).length]).toEqual([200, accepted - 1]);
});
