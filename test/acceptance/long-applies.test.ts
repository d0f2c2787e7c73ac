import { routes } from "../../src/simulator/routes/route-names";
import { AccessUnderTest } from "./access-under-test";

/** What can happen to an apply that takes its time. */
describe.each(["2024-07", "2026-08"] as const)("a long apply on a server of %s", (release) => {
  let access: AccessUnderTest;
  afterEach(() => access.close());

  const count = 12;
  /** One after the other, as an apply that is slow for whatever reason. */
  const declareChain = () =>
    access.test.write({
      infisicalaccess_identity_privilege: Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `p${index}`,
          access.privilege({
            slug: `p-${index}`,
            ...(index > 0 && { depends_on: [`infisicalaccess_identity_privilege.p${index - 1}`] }),
          }),
        ]),
      ),
    });
  const answered = (route: string, ...statuses: number[]) =>
    access.simulator.requests.filter(
      (request) => request.route === route && (statuses.length === 0 || statuses.includes(request.status)),
    );
  const expectComplete = async () => {
    expect(access.rows()).toHaveLength(count);
    expect(await access.planned()).toEqual({});
  };
  const slowDown = (milliseconds: number) =>
    access.simulator.setFaults([
      { kind: "delay", when: "commit", milliseconds, route: routes.createPermanent },
    ]);

  test("that outlives its token logs in again, and ends complete", async () => {
    access = await AccessUnderTest.start({ release });
    await declareChain();
    access.store.editUniversalAuth(access.simulator.world.operator.identityId, { accessTokenTTL: 2 });
    slowDown(400);
    await access.workspace.apply();
    // Twelve times 400 ms with tokens of 2 s: two at least, after the plan's.
    expect(answered(routes.login).length).toBeGreaterThanOrEqual(3);
    // On a busy machine a token can expire on its way.
    expect(answered(routes.createPermanent, 401, 403).length).toBeLessThan(3);
    access.simulator.setFaults([]);
    await expectComplete();
  }, 120_000);

  test("whose token is revoked logs in once more, and ends complete", async () => {
    access = await AccessUnderTest.start({ release });
    await declareChain();
    slowDown(150);
    access.simulator.takeRequests();
    const apply = access.workspace.apply();
    while (answered(routes.createPermanent).length < 4)
      await new Promise((resolve) => setTimeout(resolve, 5));
    access.store.revokeTokens(access.simulator.world.operator.identityId);
    await apply;
    expect(answered(routes.login)).toHaveLength(3);
    expect(answered(routes.createPermanent, 401, 403)).toHaveLength(1);
    access.simulator.setFaults([]);
    await expectComplete();
  }, 120_000);

  test("whose tokens can be used but a few times ends complete", async () => {
    access = await AccessUnderTest.start({ release });
    await declareChain();
    access.store.editUniversalAuth(access.simulator.world.operator.identityId, {
      accessTokenNumUsesLimit: 4,
    });
    await access.workspace.apply();
    await expectComplete();
  }, 120_000);

  test("of more writes than the server's window has left waits for the next one", async () => {
    access = await AccessUnderTest.start({ release, rateLimit: true, rateLimitWindow: 4_000 });
    await access.test.write({
      infisicalaccess_identity_privilege: Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`p${index}`, access.privilege({ slug: `p-${index}` })]),
      ),
    });
    const { rateLimiter } = access.simulator;
    if (!rateLimiter) throw new Error("the server has no limits");
    rateLimiter.carriedOver = { count: 194, secondsLeft: 4 };
    await access.workspace.apply();
    // Before the first answer nobody knows of the limit; test/faults/rate-limit.test.ts follows each call.
    expect(answered(routes.createPermanent, 429).length).toBeLessThan(count);
    rateLimiter.carriedOver = undefined;
    rateLimiter.clear();
    await expectComplete();
  }, 120_000);
});
