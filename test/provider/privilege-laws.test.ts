import fc from "fast-check";
import { releaseNames } from "../../src/simulator/release/release";
import type { PrivilegeRow } from "../../src/simulator/state/rows";
import type { ObjectValue } from "../../src/terraform-plugin/value";
import {
  configurationOf,
  type DesiredPrivilege,
  desiredPrivilege,
  respelledConfigurationOf,
} from "./desired-privilege";
import { ProviderWorld } from "./provider-world";
import { carryOut, foreignPrivilege, serverChange } from "./server-change";

const PROJECT = "payments";
const RUNS = { numRuns: 40 };

describe.each(releaseNames)("laws of privileges on a server of %s", (release) => {
  let world: ProviderWorld;
  let count = 0;
  beforeAll(async () => {
    world = await ProviderWorld.start(release, "infisicalaccess_identity_privilege");
    // Nothing that a rule grants is beyond the operator, or the server would refuse to take it back.
    world.simulator.store.addPrivilege(world.simulator.world.operator.identityId, PROJECT, {
      slug: "everything",
      permissions: [
        {
          subject: ["secrets", "role", "member"],
          action: ["read", "describeSecret", "readValue", "create", "edit", "delete", "lease"],
        },
      ],
    });
  });
  afterAll(() => world.close());

  /** A new identity with what is desired applied to it. */
  const applied = async (desired: DesiredPrivilege) => {
    const { core, simulator } = world;
    const identityId = simulator.store.addIdentity({ name: "subject" }, { [PROJECT]: "no-access" });
    // A server of 2026 finds a row by project and slug, whosever it is.
    const slug = `deploy-${(count += 1)}`;
    const named = (attributes: ObjectValue): ObjectValue => ({
      identity_id: identityId,
      project_slug: PROJECT,
      slug,
      ...attributes,
    });
    const config = named(configurationOf(desired));
    const instance = await core.apply(config, null);
    const row = () => simulator.store.privilege(identityId, PROJECT, slug) as PrivilegeRow;
    return { config, instance, named, row };
  };

  const granted = ({ permissions, isTemporary, ...row }: PrivilegeRow) => ({
    permissions,
    window: isTemporary && [row.temporaryRange, row.temporaryAccessStartTime, row.temporaryAccessEndTime],
  });

  test("after every apply the refresh changes nothing and the plan is empty", async () => {
    const { core } = world;
    await fc.assert(
      fc.asyncProperty(desiredPrivilege, async (desired) => {
        const { config, instance } = await applied(desired);
        const read = await core.read(instance);
        expect(read?.state).toEqual(instance?.state);
        expect(core.isEmpty(await core.plan(config, read), read)).toBe(true);
      }),
      RUNS,
    );
  });

  test("whatever becomes of it on the server: plan, apply, and the plan is empty, with the rules and the window of before", async () => {
    const { core, simulator } = world;
    await fc.assert(
      fc.asyncProperty(desiredPrivilege, serverChange(release === "2026-08"), async (desired, change) => {
        const { config, instance, row } = await applied(desired);
        const before = granted(row());
        carryOut(change, simulator.store, row(), PROJECT);
        const found = await core.read(instance);
        const repaired = await core.apply(config, found);
        if (repaired !== found) expect(granted(row())).toEqual(before);
        const read = await core.read(repaired);
        expect(read?.state).toEqual(repaired?.state);
        expect(core.isEmpty(await core.plan(config, read), read)).toBe(true);
      }),
      RUNS,
    );
  });

  test("whatever becomes of it and is desired next: plan, apply, and the plan is empty", async () => {
    const { core, simulator } = world;
    const changes = fc.option(serverChange(release === "2026-08"));
    await fc.assert(
      fc.asyncProperty(desiredPrivilege, changes, desiredPrivilege, async (first, change, second) => {
        const { instance, named, row } = await applied(first);
        if (change !== null) carryOut(change, simulator.store, row(), PROJECT);
        const config = named(configurationOf(second));
        const changed = await core.apply(config, await core.read(instance));
        const read = await core.read(changed);
        expect(read?.state).toEqual(changed?.state);
        expect(core.isEmpty(await core.plan(config, read), read)).toBe(true);
      }),
      RUNS,
    );
  });

  test("whatever is on the server: imported, with the configuration that is generated from it, it plans nothing", async () => {
    const { core, simulator } = world;
    await fc.assert(
      fc.asyncProperty(foreignPrivilege(release === "2026-08"), async (fields) => {
        const slug = `foreign-${(count += 1)}`;
        const identityId = simulator.store.addIdentity({ name: "subject" }, { [PROJECT]: "no-access" });
        simulator.store.addPrivilege(identityId, PROJECT, { slug, ...fields });
        const imported = await core.import(`${PROJECT}/${identityId}/${slug}`);
        if (imported === null) throw new Error("nothing was imported");
        const plan = await core.plan(core.generatedConfiguration(imported), imported);
        expect(core.isEmpty(plan, imported)).toBe(true);
      }),
      RUNS,
    );
  });

  test("every other spelling of what is desired plans nothing", async () => {
    const { core } = world;
    const respelled = desiredPrivilege.chain((desired) =>
      fc.tuple(fc.constant(desired), respelledConfigurationOf(desired)),
    );
    await fc.assert(
      fc.asyncProperty(respelled, async ([desired, attributes]) => {
        const { instance, named } = await applied(desired);
        const read = await core.read(instance);
        expect(core.isEmpty(await core.plan(named(attributes), read), read)).toBe(true);
      }),
      RUNS,
    );
  });
});
