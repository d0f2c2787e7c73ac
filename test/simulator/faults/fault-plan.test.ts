import { startSimulator, type Simulator } from "../../../src/simulator/start-simulator";
import type { FaultInput } from "../../../src/simulator/faults/fault";
import { routes } from "../../../src/simulator/routes/route-names";
import { call, listPath, privilegePath, readDev } from "../call";

let simulator: Simulator;
let identityId: string;
beforeAll(async () => {
  simulator = await startSimulator();
  identityId = simulator.world.targets[0]?.identityId ?? "";
});
afterAll(() => simulator.close());

let count = 0;
/** Creates a privilege. @returns its slug, and status and text of the answer or the message of the failure. */
async function create(): Promise<{ slug: string; sees: unknown }> {
  count += 1;
  const slug = `p-${String(count)}`;
  const body = { identityId, projectSlug: "payments", slug, privilegePermission: readDev };
  const sees = await call(simulator, "POST", `${privilegePath}/permanent`, body).then(
    ({ status, text }) => ({ status, text }),
    (error: unknown) => (error as Error).message,
  );
  return { slug, sees };
}

const exists = (slug: string): boolean =>
  simulator.store.privilege(identityId, "payments", slug) !== undefined;
const createPermanent = routes.createPermanent;

/** What a client sees of a fault, and whether the write took effect. */
const table: { fault: FaultInput; sees: unknown; takesEffect: boolean }[] = [
  { fault: { kind: "reset", when: "before" }, sees: "fetch failed", takesEffect: false },
  { fault: { kind: "reset", when: "after" }, sees: "fetch failed", takesEffect: true },
  { fault: { kind: "truncate" }, sees: "terminated", takesEffect: true },
  { fault: { kind: "status", status: 502 }, sees: { status: 502, text: "" }, takesEffect: false },
  {
    fault: { kind: "status", status: 503, when: "after" },
    sees: { status: 503, text: "" },
    takesEffect: true,
  },
  {
    fault: { kind: "status", status: 500, body: { message: "Something went wrong" } },
    sees: { status: 500, text: '{"message":"Something went wrong"}' },
    takesEffect: false,
  },
  {
    fault: { kind: "html" },
    sees: { status: 200, text: expect.stringMatching(/^<!DOCTYPE html>/) as string },
    takesEffect: false,
  },
  {
    fault: { kind: "redirect", location: "http://other.invalid/" },
    sees: { status: 307, text: "" },
    takesEffect: false,
  },
];

test.each(table)(
  "$fault.kind $fault.when: took effect $takesEffect",
  async ({ fault, sees, takesEffect }) => {
    simulator.setFaults([{ ...fault, route: createPermanent }]);
    const created = await create();
    expect(created.sees).toEqual(sees);
    expect(exists(created.slug)).toBe(takesEffect);
  },
);

test("JSON that is not JSON is announced as JSON", async () => {
  simulator.setFaults([{ kind: "garbage" }]);
  const response = await fetch(simulator.url + "/api/status");
  expect(response.headers.get("content-type")).toMatch("application/json");
  await expect(response.json()).rejects.toThrow("is not valid JSON");
});

test("values of the wrong type keep their names and places", async () => {
  simulator.setFaults([{ kind: "wrong-types" }]);
  const { body } = await call(simulator, "GET", listPath(identityId, "payments"));
  expect(body).toEqual({ privileges: { unexpected: true } });
});

test("a body of ten megabytes comes whole", async () => {
  simulator.setFaults([{ kind: "huge" }]);
  const { text } = await call(simulator, "GET", listPath(identityId, "payments"));
  expect(text.length).toBeGreaterThan(10_000_000);
  expect(() => JSON.parse(text) as unknown).not.toThrow();
});

test("an endless answer goes on until the client turns away", async () => {
  simulator.setFaults([{ kind: "endless" }]);
  await expect(
    fetch(simulator.url + "/api/status", { signal: AbortSignal.timeout(400) }).then((response) =>
      response.text(),
    ),
  ).rejects.toThrow("aborted due to timeout");
});

test("a delay before the answer holds back the answer, not the write", async () => {
  simulator.setFaults([{ kind: "delay", when: "after", milliseconds: 300, route: createPermanent }]);
  const answer = create();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(exists(`p-${String(count)}`)).toBe(true);
  expect((await answer).sees).toMatchObject({ status: 200 });
});

test("a delay of the commit lets several through the check for the slug", async () => {
  simulator.setFaults([{ kind: "delay", when: "commit", milliseconds: 100, route: createPermanent }]);
  const body = { identityId, projectSlug: "payments", slug: "twin", privilegePermission: readDev };
  const answers = await Promise.all(
    [1, 2, 3].map(() => call(simulator, "POST", `${privilegePath}/permanent`, body)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await call(simulator, "POST", `${privilegePath}/permanent`, body)).status).toBe(400);
});

test("a rate-limit fault opens a window for its route alone", async () => {
  simulator.setFaults([{ kind: "rate-limit", seconds: 20, nth: 2, route: routes.listPrivileges }]);
  const list = (): ReturnType<typeof call> => call(simulator, "GET", listPath(identityId, "payments"));
  expect((await list()).status).toBe(200);
  const refused = await list();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "20"]);
  simulator.clock.advance(12_000);
  expect((await list()).headers.get("x-ratelimit-reset")).toBe("8");
  expect(
    (await call(simulator, "GET", `${privilegePath}/p-2?identityId=${identityId}&projectSlug=payments`))
      .status,
  ).toBe(200);
  simulator.clock.advance(8_000);
  expect((await list()).status).toBe(200);
});

test("only the calls that are numbered are struck, and the log tells which", async () => {
  simulator.setFaults([
    { kind: "status", status: 502, nth: [1, 3] },
    { kind: "status", status: 503, nth: 2 },
  ]);
  simulator.takeRequests();
  for (let index = 0; index < 4; index += 1) {
    await call(simulator, "GET", "/api/status");
  }
  expect(simulator.takeRequests().map(({ status, fault }) => [status, fault])).toEqual([
    [502, "status before"],
    [503, "status before"],
    [502, "status before"],
    [200, undefined],
  ]);
});

test("a plan for a route that the server does not have is refused", () => {
  expect(() => {
    simulator.setFaults([{ kind: "truncate", route: "GET /api/v1/nothing" }]);
  }).toThrow(
    /the server has no route "GET \/api\/v1\/nothing"(.|\n)*DELETE \/api\/v1\/additional-privilege\/identity/,
  );
});
