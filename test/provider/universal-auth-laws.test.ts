import fc from "fast-check";
import { releaseNames } from "../../src/simulator/release/release";
import type { ObjectValue } from "../../src/terraform-plugin/value";
import { changedUniversalAuth, configurationOf, desiredUniversalAuth } from "./desired-universal-auth";
import { ProviderWorld } from "./provider-world";

const RUNS = { numRuns: 40 };

describe.each(releaseNames)("laws of universal auths on a server of %s", (release) => {
  let world: ProviderWorld;
  beforeAll(
    async () => (world = await ProviderWorld.start(release, "infisicalaccess_universal_auth_config")),
  );
  afterAll(() => world.close());

  const desired = desiredUniversalAuth(release);
  const configuration = desired.chain(configurationOf);

  /** A new identity with the attributes applied to it. */
  const applied = async (attributes: ObjectValue) => {
    const identityId = world.simulator.store.addIdentity({ name: "subject" });
    const named = (more: ObjectValue): ObjectValue => ({ identity_id: identityId, ...more });
    const instance = await world.core.apply(named(attributes), null);
    return { instance, named, row: () => world.simulator.store.universalAuth(identityId), identityId };
  };

  const expectSettled = async (
    config: ObjectValue,
    instance: Awaited<ReturnType<typeof world.core.read>>,
  ) => {
    const read = await world.core.read(instance);
    expect(world.core.isSame(read?.state ?? null, instance?.state ?? null)).toBe(true);
    expect(world.core.isEmpty(await world.core.plan(config, read), read)).toBe(true);
  };

  test("after every apply the refresh changes nothing and the plan is empty", async () => {
    await fc.assert(
      fc.asyncProperty(configuration, async (attributes) => {
        const { instance, named } = await applied(attributes);
        await expectSettled(named(attributes), instance);
      }),
      RUNS,
    );
  });

  test("whatever becomes of it on the server: plan, apply, and the plan is empty, with the settings of before", async () => {
    const { core, simulator } = world;
    await fc.assert(
      fc.asyncProperty(
        configuration,
        changedUniversalAuth,
        fc.boolean(),
        async (attributes, change, isDetached) => {
          const { instance, named, row, identityId } = await applied(attributes);
          const before = row();
          if (isDetached) simulator.store.detachUniversalAuth(identityId);
          else simulator.store.editUniversalAuth(identityId, release === "2026-08" ? change : known(change));
          const found = await core.read(instance);
          const repaired = await core.apply(named(attributes), found);
          if (repaired !== found) {
            const { id, clientId, createdAt, updatedAt, ...settings } = row() ?? {};
            expect([id, clientId, createdAt, updatedAt]).not.toContain(undefined);
            expect(before).toMatchObject(settings);
          }
          await expectSettled(named(attributes), repaired);
        },
      ),
      RUNS,
    );
  });

  test("whatever is desired next: plan, apply, and the plan is empty", async () => {
    await fc.assert(
      fc.asyncProperty(configuration, configuration, async (first, second) => {
        const { instance, named } = await applied(first);
        const changed = await world.core.apply(named(second), await world.core.read(instance));
        await expectSettled(named(second), changed);
      }),
      RUNS,
    );
  });

  test("every other spelling of what is desired plans nothing", async () => {
    const spelledTwice = desired.chain((what) => fc.tuple(configurationOf(what), configurationOf(what)));
    await fc.assert(
      fc.asyncProperty(spelledTwice, async ([first, second]) => {
        const { instance, named } = await applied(first);
        await expectSettled(named(second), instance);
      }),
      RUNS,
    );
  });
});

/** What a server of July 2024 has. */
function known<Settings extends object>(settings: Settings): Partial<Settings> {
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => !/^(lockout|accessTokenPeriod)/.test(name)),
  ) as Partial<Settings>;
}
