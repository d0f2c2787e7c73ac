import { routes } from "../../src/simulator/routes/route-names";
import { startSimulator } from "../../src/simulator/start-simulator";
import { placeOn, rule } from "./access-stack";
import { errorsOf } from "./access-workspace";
import { CoreWorkspace } from "./core-workspace";

/** The limit of a window is 200 writes (contract/api.md 5). Of the first, most is used up already: a slow machine would not get to its end. */
const USED = 170;
const COUNT = 60;

test("more privileges than a window allows writes are all created, and no call is refused twice", async () => {
  const simulator = await startSimulator({ rateLimit: true, rateLimitWindow: 60_000 });
  const { rateLimiter } = simulator;
  if (!rateLimiter) throw new Error("the simulator has no rate limit");
  rateLimiter.carriedOver = { count: USED, secondsLeft: 6 };
  const { identityId, projectSlug } = placeOn(simulator);
  const workspace = await CoreWorkspace.open(simulator);
  const privilege = (index: number) => ({
    identity_id: identityId,
    project_slug: projectSlug,
    slug: `p-${index}`,
    permissions: [rule(["read"], "/app/**")],
  });
  try {
    await workspace.declare({
      infisicalaccess_identity_privilege: Object.fromEntries(
        Array.from({ length: COUNT }, (_, index) => [`p${index}`, privilege(index)]),
      ),
    });
    expect(errorsOf(await workspace.apply())).toEqual([]);
    expect(simulator.store.allPrivileges()).toHaveLength(COUNT);
    rateLimiter.carriedOver = undefined;
    expect((await workspace.plan()).hasChanges).toBe(false);

    const log = await workspace.written();
    expect(log.includes("Waiting for the server's rate limit")).toBe(true);
    // The n-th repetition of a call says so.
    expect(/Repeating a request .*"attempt":2/.test(log)).toBe(false);
    expect(simulator.requests.filter(({ route }) => route === routes.listPrivileges)).toHaveLength(1);
  } finally {
    await workspace.close();
    await simulator.close();
  }
}, 60_000);
