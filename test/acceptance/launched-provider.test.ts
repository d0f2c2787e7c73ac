import { AccessUnderTest, PRIVILEGE } from "./access-under-test";

const window = { temporary: { range: "4h" } };

// Terraform starts the built provider anew for each command and for each half of one, so that nothing that a process remembers can help.
describe("with a provider that Terraform starts itself", () => {
  let access: AccessUnderTest;
  beforeEach(async () => (access = await AccessUnderTest.start({ launched: true })));
  afterEach(() => access.close());

  test("-replace with create_before_destroy keeps the privilege and the end of its window", async () => {
    await access.declarePrivilege({ ...window, lifecycle: { create_before_destroy: true } });
    await access.workspace.apply();
    const { id, temporaryAccessEndTime } = access.row();
    await access.workspace.succeed("apply", "-auto-approve", "-no-color", `-replace=${PRIVILEGE}`);
    expect(access.row()).toMatchObject({ id, temporaryAccessEndTime });
    expect(await access.planned()).toEqual({});
  }, 60_000);

  test("a saved plan re-creates what is left of an open window, in another process", async () => {
    await access.declarePrivilege(window);
    await access.workspace.apply();
    const { id, temporaryAccessEndTime } = access.row();
    access.store.deletePrivilege(id);
    expect(await access.planned()).toEqual({ [PRIVILEGE]: ["id"] });
    await access.workspace.succeed("apply", "-no-color", "plan.bin");
    expect(access.row()).toMatchObject({ temporaryAccessEndTime });
    expect(await access.planned()).toEqual({});
  }, 60_000);
});
