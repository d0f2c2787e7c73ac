import { AccessUnderTest, PRIVILEGE, READ, UNIVERSAL_AUTH } from "./access-under-test";

const createBeforeDestroy = { lifecycle: { create_before_destroy: true } };
const window = { temporary: { range: "4h" } };

describe.each(["2024-07", "2026-08"] as const)("in one apply on a server of %s", (release) => {
  let access: AccessUnderTest;
  beforeEach(async () => (access = await AccessUnderTest.start({ release })));
  afterEach(() => access.close());

  const expectOnlyRowInState = async (address: string) => {
    expect((await access.stateOf(address))?.id).toBe(access.row().id);
    expect(await access.planned()).toEqual({});
  };

  test("-replace makes a privilege anew", async () => {
    await access.declarePrivilege();
    await access.workspace.apply();
    const { id } = access.row();
    await access.workspace.succeed("apply", "-auto-approve", "-no-color", `-replace=${PRIVILEGE}`);
    expect(access.row().id).not.toBe(id);
    await expectOnlyRowInState(PRIVILEGE);
  });

  test("-replace with create_before_destroy leaves the privilege in force", async () => {
    await access.declarePrivilege(createBeforeDestroy);
    await access.workspace.apply();
    const { id } = access.row();
    await access.workspace.succeed("apply", "-auto-approve", "-no-color", `-replace=${PRIVILEGE}`);
    expect(access.row().id).toBe(id);
    await expectOnlyRowInState(PRIVILEGE);
  });

  test.each([
    ["", {}],
    [" with create_before_destroy", createBeforeDestroy],
  ])("-replace%s does not move the end of an open window", async (_, lifecycle) => {
    await access.declarePrivilege({ ...window, ...lifecycle });
    await access.workspace.apply();
    const { temporaryAccessEndTime } = access.row();
    await access.workspace.succeed("apply", "-auto-approve", "-no-color", `-replace=${PRIVILEGE}`);
    expect(access.row()).toMatchObject({ temporaryAccessEndTime });
    await expectOnlyRowInState(PRIVILEGE);
  });

  test("an address that is renamed without moved keeps the privilege and its window", async () => {
    await access.declarePrivilege(window);
    await access.workspace.apply();
    const { temporaryAccessEndTime } = access.row();
    await access.test.write({ infisicalaccess_identity_privilege: { renamed: access.privilege(window) } });
    expect(await access.planned()).toEqual({
      [PRIVILEGE]: "delete",
      "infisicalaccess_identity_privilege.renamed": "create",
    });
    await access.workspace.apply();
    expect(access.row()).toMatchObject({ temporaryAccessEndTime });
    await expectOnlyRowInState("infisicalaccess_identity_privilege.renamed");
  });

  test("an address that is renamed without moved, and changed, needs at most one more apply", async () => {
    await access.declarePrivilege();
    await access.workspace.apply();
    const permissions = [{ ...READ, actions: ["read", "edit"] }];
    await access.test.write({
      infisicalaccess_identity_privilege: { renamed: access.privilege({ permissions }) },
    });
    const { errors } = await access.complaints("apply");
    // Terraform deletes and creates in any order. Where the create came first, it says how to avoid that.
    for (const error of errors)
      expect(error).toMatch(/^Privilege Already Exists: .*use moveTo \(a moved block\)/s);
    await access.workspace.apply();
    await expectOnlyRowInState("infisicalaccess_identity_privilege.renamed");
  });

  test("an address that is renamed with moved plans nothing", async () => {
    await access.declarePrivilege();
    await access.workspace.apply();
    const moved = [{ from: PRIVILEGE, to: "infisicalaccess_identity_privilege.renamed" }];
    await access.test.write(
      { infisicalaccess_identity_privilege: { renamed: access.privilege() } },
      { moved },
    );
    expect(await access.planned()).toEqual({});
    expect(await access.writesDuring(() => access.workspace.apply())).toEqual([]);
    await expectOnlyRowInState("infisicalaccess_identity_privilege.renamed");
  });

  test("-replace with create_before_destroy leaves an adopted universal auth and its client secrets alone, and says so", async () => {
    await access.declareUniversalAuth({
      adopt_existing: true,
      deletion_protection: false,
      ...createBeforeDestroy,
    });
    await access.workspace.apply();
    const { id, clientId } = access.universalAuth();
    const { warnings } = await access.complaints("apply", `-replace=${UNIVERSAL_AUTH}`);
    expect(warnings).toContainEqual(
      expect.stringMatching(/^Universal Auth Was Not Replaced: .*still in force.*create_before_destroy/),
    );
    expect(access.universalAuth()).toMatchObject({ id, clientId });
    expect(await access.stateOf(UNIVERSAL_AUTH)).toMatchObject({ id, client_id: clientId });
    expect(await access.planned()).toEqual({});
  });

  test("-replace with create_before_destroy of one that is not to be adopted is told what to do", async () => {
    await access.declareUniversalAuth(createBeforeDestroy);
    await access.workspace.apply();
    const { errors } = await access.complaints("apply", `-replace=${UNIVERSAL_AUTH}`);
    expect(errors).toEqual([
      expect.stringMatching(/^Universal Auth Is Attached Already: [^]*create_before_destroy/),
    ]);
    expect(await access.planned()).toEqual({});
  });

  test("-replace of an adopted universal auth resets what drifted of it, which is no adoption of a stranger's", async () => {
    await access.declareUniversalAuth({ adopt_existing: true, deletion_protection: false });
    await access.workspace.apply();
    access.store.editUniversalAuth(access.identityId, { accessTokenNumUsesLimit: 7 });
    await access.workspace.succeed("apply", "-auto-approve", "-no-color", `-replace=${UNIVERSAL_AUTH}`);
    expect(access.universalAuth()).toMatchObject({ accessTokenNumUsesLimit: 0 });
    expect(await access.planned()).toEqual({});
  });

  test("-replace attaches a universal auth anew, with another client id", async () => {
    await access.declareUniversalAuth();
    await access.workspace.apply();
    const { clientId } = access.universalAuth();
    await access.workspace.succeed("apply", "-auto-approve", "-no-color", `-replace=${UNIVERSAL_AUTH}`);
    expect(access.universalAuth().clientId).not.toBe(clientId);
    expect(await access.stateOf(UNIVERSAL_AUTH)).toMatchObject({
      client_id: access.universalAuth().clientId,
    });
    expect(await access.planned()).toEqual({});
  });
});
