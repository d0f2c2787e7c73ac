import { type Simulator, startSimulator } from "../../../src/simulator/start-simulator";
import { call, privilegePath, readDev } from "../call";

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

test.each(["PATCH", "DELETE"])(
  "a %s whose row goes between its checks and its write changes nothing",
  async (method) => {
    const { store } = simulator;
    const pair = { identityId: simulator.world.targets[0]?.identityId ?? "", projectSlug: "payments" };
    const { id } = store.addPrivilege(pair.identityId, pair.projectSlug, { slug: "going" });
    const other = store.addPrivilege(pair.identityId, pair.projectSlug, { slug: "staying" });
    simulator.setFaults([{ kind: "delay", when: "commit", milliseconds: 200 }]);
    const answer = call(simulator, method, privilegePath, {
      ...pair,
      privilegeSlug: "going",
      ...(method === "PATCH" && { privilegeDetails: { privilegePermission: readDev } }),
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    store.deletePrivilege(id);
    expect((await answer).body.message).toBe("Identity additional privilege not found");
    expect(store.privileges(pair.identityId, pair.projectSlug)).toEqual([other]);
  },
);
