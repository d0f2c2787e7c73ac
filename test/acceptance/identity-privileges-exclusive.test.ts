import { changedAttributes, type TerraformPlan } from "../support/terraform-plan";
import { ProviderUnderTest } from "./provider-under-test";

const PRIVILEGE = "infisicalaccess_identity_privilege";
const EXCLUSIVE = "infisicalaccess_identity_privileges_exclusive";

describe.each(["2024-07", "2026-08"] as const)("exclusive privileges on a server of %s", (release) => {
  let test: ProviderUnderTest;
  let identityId: string;
  let projectSlug: string;

  beforeEach(async () => {
    test = await ProviderUnderTest.start({ release });
    identityId = test.simulator.world.targets[0]?.identityId ?? "";
    projectSlug = test.simulator.world.projects[0]?.slug ?? "";
  });
  afterEach(() => test.close());

  const rule = { actions: ["read"], subject: "secrets", conditions: '{"environment":"prod"}' };
  const pair = () => ({ identity_id: identityId, project_slug: projectSlug });
  const declare = (slugs: Record<string, string>, exclusive: object = {}) =>
    test.write({
      [PRIVILEGE]: Object.fromEntries(
        Object.entries(slugs).map(([name, slug]) => [name, { ...pair(), slug, permissions: [rule] }]),
      ),
      [EXCLUSIVE]: {
        all: {
          ...pair(),
          privilege_slugs: Object.keys(slugs).map((name) => `\${${PRIVILEGE}.${name}.slug}`),
          ...exclusive,
        },
      },
    });
  const stranger = (slug: string) =>
    test.simulator.store.addPrivilege(identityId, projectSlug, {
      slug,
      permissions: [{ action: ["delete"], subject: ["secrets"], conditions: { environment: "prod" } }],
    });
  const onServer = () =>
    test.simulator.store
      .privileges(identityId, projectSlug)
      .map(({ slug }) => slug)
      .sort();
  const changes = ({ json }: TerraformPlan) =>
    Object.fromEntries(
      (json.resource_changes ?? [])
        .filter(({ change }) => change.actions[0] !== "no-op")
        .map((change) => [change.address, changedAttributes(change)]),
    );

  it("show a privilege that somebody added, and remove it", async () => {
    await declare({ a: "alpha-read", b: "beta-read" });
    await test.workspace.apply();
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });

    stranger("backdoor");
    const plan = await test.workspace.plan();
    expect(changes(plan)).toEqual({ [`${EXCLUSIVE}.all`]: ["privilege_slugs", "undeclared"] });
    expect(plan.text).toContain("delete on secrets in prod, permanent");
    await test.workspace.succeed("apply", "-no-color", "plan.bin");
    expect(onServer()).toEqual(["alpha-read", "beta-read"]);
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
  });

  it("remove it at the next apply, too, after one whose provider was killed", async () => {
    await declare({ a: "alpha-read" });
    await test.workspace.apply();
    stranger("backdoor");
    await test.workspace.succeed("apply", "-refresh-only", "-auto-approve", "-no-color");
    await test.workspace.dropPrivateState();
    await test.workspace.apply();
    expect(onServer()).toEqual(["alpha-read"]);
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
  });

  it("leave what appeared after the plan, and say so", async () => {
    await declare({ a: "alpha-read" });
    await test.workspace.apply();
    stranger("seen");
    await test.workspace.plan();
    stranger("not-seen");
    const output = await test.workspace.succeed("apply", "-no-color", "plan.bin");
    expect(onServer()).toEqual(["alpha-read", "not-seen"]);
    expect(output).toContain("Undeclared Privileges Appeared Meanwhile");
    expect(changes(await test.workspace.plan())).toHaveProperty([`${EXCLUSIVE}.all`]);
  });

  it("only report with on_undeclared = report, and never count what ignore_slugs matches", async () => {
    await declare({ a: "alpha-read" }, { on_undeclared: "report", ignore_slugs: ["ci-*"] });
    await test.workspace.apply();
    stranger("backdoor");
    stranger("ci-runner");
    const plan = await test.workspace.plan();
    expect(plan.hasChanges).toBe(false);
    expect(plan.text).toContain("- backdoor: delete on secrets in prod, permanent");
    expect(plan.text).not.toContain("ci-runner");
  });

  it("call a privilege undeclared no longer when the list names it", async () => {
    await declare({ a: "alpha-read" });
    await test.workspace.apply();
    stranger("accepted");
    await declare({ a: "alpha-read" }, { privilege_slugs: [`\${${PRIVILEGE}.a.slug}`, "accepted"] });
    expect(changes(await test.workspace.plan())).toEqual({ [`${EXCLUSIVE}.all`]: ["undeclared"] });
    await test.workspace.succeed("apply", "-no-color", "plan.bin");
    expect((await test.workspace.state())[`${EXCLUSIVE}.all`]).toMatchObject({ undeclared: {} });
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
    expect(onServer()).toEqual(["accepted", "alpha-read"]);
  });

  it("warn before the first apply, which removes nothing", async () => {
    stranger("backdoor");
    await declare({ a: "alpha-read" });
    expect((await test.workspace.plan()).text).toContain("- backdoor: delete on secrets in prod, permanent");
    await test.workspace.apply();
    expect(onServer()).toEqual(["alpha-read", "backdoor"]);
    await test.workspace.apply();
    expect(onServer()).toEqual(["alpha-read"]);
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
  });

  it("follow a privilege that is added, renamed or removed together with its entry", async () => {
    await declare({ a: "alpha-read", b: "beta-read" });
    await test.workspace.apply();
    const renamed = release === "2024-07" ? "alpha-renamed" : "alpha-read";
    await declare({ a: renamed, c: "gamma-read" });
    await test.workspace.apply();
    expect(onServer()).toEqual([renamed, "gamma-read"].sort());
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
  });

  it("are imported, showing what the configuration does not list", async () => {
    stranger("backdoor");
    await declare({ a: "alpha-read" });
    await test.workspace.succeed("apply", "-auto-approve", "-target", `${PRIVILEGE}.a`);
    await test.workspace.succeed("import", "-no-color", `${EXCLUSIVE}.all`, `${projectSlug}/${identityId}`);
    expect(changes(await test.workspace.plan())).toEqual({
      [`${EXCLUSIVE}.all`]: ["privilege_slugs", "undeclared"],
    });
    await test.workspace.destroy();
    expect(onServer()).toEqual(["backdoor"]);
  });

  it("and the data sources show the same access", async () => {
    await declare({ a: "alpha-read" });
    await test.workspace.apply();
    test.simulator.store.attachUniversalAuth(identityId, { accessTokenTTL: 60 });
    await test.write(
      {},
      {
        data: {
          infisicalaccess_identity_privileges: { all: pair() },
          infisicalaccess_universal_auth_config: { auth: { identity_id: identityId } },
        },
        output: {
          slugs: { value: "${data.infisicalaccess_identity_privileges.all.privileges[*].slug}" },
          ttl: { value: "${data.infisicalaccess_universal_auth_config.auth.access_token_ttl}" },
        },
      },
    );
    await test.workspace.succeed("refresh");
    const outputs = JSON.parse(await test.workspace.succeed("output", "-json")) as Record<
      string,
      { value: unknown }
    >;
    expect(outputs).toMatchObject({ slugs: { value: ["alpha-read"] }, ttl: { value: 60 } });
  });
});
