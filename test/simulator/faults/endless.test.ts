import { type Simulator, startSimulator } from "../../../src/simulator/start-simulator";
import { call, privilegePath, readDev } from "../call";

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

test("an endless answer before the commit stays one, also when the client has left", async () => {
  const identityId = simulator.world.targets[0]?.identityId ?? "";
  const body = { identityId, projectSlug: "payments", slug: "p", privilegePermission: readDev };
  simulator.setFaults([{ kind: "endless", when: "before" }]);
  const leaving = new AbortController();
  const answer = await fetch(`${simulator.url}${privilegePath}/permanent`, {
    method: "POST",
    headers: { authorization: `Bearer ${simulator.issueToken()}`, "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: leaving.signal,
  });
  expect(answer.status).toBe(200);
  leaving.abort();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(simulator.store.privileges(identityId, "payments")).toEqual([]);
  simulator.setFaults([]);
  expect((await call(simulator, "GET", "/api/status")).status).toBe(200);
});
