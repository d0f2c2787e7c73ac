import { AccessUnderTest, PRIVILEGE } from "./access-under-test";

const HOUR = 3_600_000;
const renewedBy = (entry: string) => [
  "access_end_time",
  `temporary.renew_triggers.${entry}`,
  "temporary.start_time",
];
const RECORDED = ["temporary.renew_triggers"];

const lasting = (renew_triggers?: object | string) => ({
  temporary: { range: "4h", ...(renew_triggers !== undefined && { renew_triggers }) },
});

describe.each(["2024-07", "2026-08"] as const)("renew_triggers on a server of %s", (release) => {
  let access: AccessUnderTest;
  beforeEach(async () => (access = await AccessUnderTest.start({ release })));
  afterEach(() => access.close());

  /** Applies, and gives the methods of the writes that it took. */
  const writesOfApply = async () =>
    (await access.writesDuring(() => access.workspace.apply())).map(({ method }) => method);

  test.each([
    ["a changed entry", "ticket", { ticket: "OPS-1" }, { ticket: "OPS-2" }],
    ["an added entry", "by", { ticket: "OPS-1" }, { ticket: "OPS-1", by: "ada" }],
    ["a removed entry", "by", { ticket: "OPS-1", by: "ada" }, { ticket: "OPS-1" }],
    ["a first entry", "ticket", {}, { ticket: "OPS-1" }],
    ["the removal of the last entry", "ticket", { ticket: "OPS-1" }, {}],
  ])("%s starts the window at the time of the apply, in one PATCH", async (_, entry, before, after) => {
    await access.declarePrivilege(lasting(before));
    await access.workspace.apply();
    const { id } = access.row();
    await access.declarePrivilege(lasting(after));
    expect(await access.planned()).toEqual({ [PRIVILEGE]: renewedBy(entry) });
    const since = Date.now();
    expect(await writesOfApply()).toEqual(["PATCH"]);
    expect(access.row().id).toBe(id);
    expect(access.window().start).toBeGreaterThanOrEqual(since);
    expect(access.window().end - access.window().start).toBe(4 * HOUR);
    expect(await access.planned()).toEqual({});
  });

  test.each([
    ["appearance", undefined, { ticket: "OPS-1" }],
    ["removal", { ticket: "OPS-1" }, undefined],
  ])("the map's %s is only recorded, without a write", async (_, before, after) => {
    await access.declarePrivilege(lasting(before));
    await access.workspace.apply();
    const opened = access.window();
    await access.declarePrivilege(lasting(after));
    expect(await access.planned()).toEqual({ [PRIVILEGE]: RECORDED });
    expect(await writesOfApply()).toEqual([]);
    expect(access.window()).toEqual(opened);
    expect(await access.planned()).toEqual({});
  });

  test("the map's first appearance after an import is only recorded", async () => {
    await access.declarePrivilege(lasting());
    await access.workspace.apply();
    const opened = access.window();
    await access.workspace.succeed("state", "rm", PRIVILEGE);
    await access.declarePrivilege(lasting({ ticket: "OPS-1" }));
    await access.workspace.succeed("import", PRIVILEGE, `payments/${access.identityId}/deploy-read`);
    expect(await access.planned()).toEqual({ [PRIVILEGE]: RECORDED });
    expect(await writesOfApply()).toEqual([]);
    expect(access.window()).toEqual(opened);

    await access.declarePrivilege(lasting({ ticket: "OPS-2" }));
    expect(await access.planned()).toEqual({ [PRIVILEGE]: renewedBy("ticket") });
  });

  test("a renewal opens a window that has ended and whose privilege is gone", async () => {
    const declare = (ticket: string) =>
      access.declarePrivilege({ temporary: { range: "1ms", renew_triggers: { ticket } } });
    await declare("OPS-1");
    await access.workspace.apply();
    access.store.deletePrivilege(access.row().id);
    expect(await writesOfApply()).toEqual([]);
    await declare("OPS-2");
    const since = Date.now();
    expect(await writesOfApply()).toEqual(["POST"]);
    expect(access.window().start).toBeGreaterThanOrEqual(since);
    expect(await access.planned()).toEqual({});
  });

  describe("that are only known after apply", () => {
    /** terraform_data gives its input as output; replacing it makes the output unknown although it will be the same. */
    const declareThrough = (input: string, replacement: string) =>
      access.test.write({
        terraform_data: { ticket: { input, triggers_replace: replacement } },
        infisicalaccess_identity_privilege: {
          deploy: access.privilege(lasting({ ticket: "${terraform_data.ticket.output}" })),
        },
      });

    test("make start and end unknown, and an apply that finds them unchanged keeps the start and writes nothing", async () => {
      await declareThrough("OPS-1", "a");
      await access.workspace.apply();
      const opened = access.window();
      await declareThrough("OPS-1", "b");
      expect((await access.planned())[PRIVILEGE]).toEqual([
        "access_end_time",
        "temporary.renew_triggers.ticket",
        "temporary.start_time",
      ]);
      expect(await writesOfApply()).toEqual([]);
      expect(access.window()).toEqual(opened);
      expect(await access.planned()).toEqual({});
    });

    test("start the window anew when the apply finds them changed", async () => {
      await declareThrough("OPS-1", "a");
      await access.workspace.apply();
      const since = Date.now();
      await declareThrough("OPS-2", "b");
      expect(await writesOfApply()).toEqual(["PATCH"]);
      expect(access.window().start).toBeGreaterThanOrEqual(since);
      expect(await access.planned()).toEqual({});
    });
  });

  test("survive a conversion to permanent behind Terraform's back: the same entries do not renew", async () => {
    await access.declarePrivilege(lasting({ ticket: "OPS-1" }));
    await access.workspace.apply();
    const opened = access.window();
    access.store.editPrivilege(access.row().id, { isTemporary: false });
    await access.workspace.apply();
    expect(access.window()).toEqual(opened);
    expect(await access.planned()).toEqual({});
  });

  test("renew while another change is made, in the same PATCH", async () => {
    await access.declarePrivilege(lasting({ ticket: "OPS-1" }));
    await access.workspace.apply();
    const since = Date.now();
    await access.declarePrivilege({ temporary: { range: "8h", renew_triggers: { ticket: "OPS-2" } } });
    expect(await writesOfApply()).toEqual(["PATCH"]);
    expect(access.window().start).toBeGreaterThanOrEqual(since);
    expect(access.window().end - access.window().start).toBe(8 * HOUR);
  });
});
