import { changedAttributes } from "../support/terraform-plan";
import { ProviderUnderTest } from "./provider-under-test";

const ADDRESS = "infisicalaccess_identity_privilege.deploy";

describe.each(["2024-07", "2026-08"] as const)("an identity privilege on a server of %s", (release) => {
  let test: ProviderUnderTest;
  let identityId: string;
  let projectSlug: string;

  beforeAll(async () => {
    test = await ProviderUnderTest.start({ release });
    identityId = test.simulator.world.targets[0]?.identityId ?? "";
    projectSlug = test.simulator.world.projects[0]?.slug ?? "";
  });
  afterAll(() => test.close());

  const declare = (attributes: object = {}) =>
    test.write({
      infisicalaccess_identity_privilege: {
        deploy: {
          identity_id: identityId,
          project_slug: projectSlug,
          slug: "deploy-read",
          permissions: [
            {
              actions: ["read"],
              subject: "secrets",
              conditions: '{"environment":"prod","secretPath":{"$glob":"/payments/**"}}',
            },
          ],
          ...attributes,
        },
      },
    });
  const change = (plan: Awaited<ReturnType<typeof test.workspace.plan>>) => {
    const [only, ...others] = (plan.json.resource_changes ?? []).filter(
      (c) => c.change.actions[0] !== "no-op",
    );
    expect(others).toEqual([]);
    if (!only) throw new Error(`the plan changes nothing:\n${plan.text}`);
    return only;
  };

  it("is created with one POST, and the next plan is empty", async () => {
    await declare();
    test.simulator.takeRequests();
    await test.workspace.apply();

    const writes = test.simulator.requests.filter(
      ({ route }) => !route.startsWith("GET") && !route.includes("login"),
    );
    expect(writes.map(({ route, status }) => [route, status])).toEqual([
      ["POST /api/v1/additional-privilege/identity/permanent", 200],
    ]);
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
  });

  it("is updated in place: only the changed action is planned", async () => {
    const { id } = (await test.workspace.state())[ADDRESS] ?? {};
    await declare({
      permissions: [
        {
          actions: ["read", "edit"],
          subject: "secrets",
          conditions: '{"environment":"prod","secretPath":{"$glob":"/payments/**"}}',
        },
      ],
    });
    expect(changedAttributes(change(await test.workspace.plan()))).toEqual(["permissions[0].actions"]);
    await test.workspace.apply();
    expect((await test.workspace.state())[ADDRESS]).toMatchObject({ id });
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
  });

  it("shows an action that was added outside, and takes it back", async () => {
    const [row] = test.simulator.store.privileges(identityId, projectSlug);
    if (!row) throw new Error("nothing on the server");
    await fetch(`${test.simulator.url}/api/v1/additional-privilege/identity`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${test.simulator.issueToken()}`, "content-type": "application/json" },
      body: JSON.stringify({
        identityId,
        projectSlug,
        privilegeSlug: "deploy-read",
        privilegeDetails: {
          privilegePermission: {
            actions: ["read", "edit", "delete"],
            subject: "secrets",
            conditions: { environment: "prod", secretPath: { $glob: "/**" } },
          },
        },
      }),
    });
    const plan = await test.workspace.plan();
    expect(changedAttributes(change(plan))).toEqual(["permissions[0].actions", "permissions[0].conditions"]);
    await test.workspace.apply();
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
  });

  it("becomes temporary and permanent again in place", async () => {
    await declare();
    await test.workspace.apply();
    await declare({ temporary: { range: "4h" } });
    expect(changedAttributes(change(await test.workspace.plan()))).toEqual(["access_end_time", "temporary"]);
    await test.workspace.apply();
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });

    await declare({ temporary: { range: "8h" } });
    expect(changedAttributes(change(await test.workspace.plan()))).toEqual([
      "access_end_time",
      "temporary.range",
    ]);
    await test.workspace.apply();
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });

    await declare();
    await test.workspace.apply();
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
  });

  it("is imported with an empty plan", async () => {
    await test.workspace.succeed("state", "rm", ADDRESS);
    await test.workspace.succeed("import", "-no-color", ADDRESS, `${projectSlug}/${identityId}/deploy-read`);
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
  });

  it("is planned anew with a warning when it was deleted outside", async () => {
    const [row] = test.simulator.store.privileges(identityId, projectSlug);
    test.simulator.store.deletePrivilege(row?.id ?? "");
    const plan = await test.workspace.plan();
    expect(change(plan).change.actions).toEqual(["create"]);
    expect(plan.text).toContain("Privilege Was Removed Outside Terraform");
    await test.workspace.apply();
  });

  it("leaves nothing on the server when it is destroyed", async () => {
    await test.workspace.destroy();
    expect(test.simulator.store.privileges(identityId, projectSlug)).toEqual([]);
  });
});
