import { AccessUnderTest, PRIVILEGE, READ } from "./access-under-test";

const everywhere = { environment: { $in: ["prod", "dev"] } };

describe.each(["2024-07", "2026-08"] as const)("what API v1 can't write, on a server of %s", (release) => {
  let access: AccessUnderTest;
  beforeEach(async () => (access = await AccessUnderTest.start({ release })));
  afterEach(() => access.close());

  const declare = (rule: object, more: object = {}) =>
    access.declarePrivilege({ permissions: [{ actions: ["read"], subject: "secrets", ...rule }], ...more });

  test.each([
    ["an inverted rule", { inverted: true }, /is inverted, and API v1 writes only rules that allow/],
    [
      "an action of a newer server",
      { actions: ["describeSecret"] },
      /has the action "describeSecret", and API v1 writes only read, create, edit, delete/,
    ],
    [
      "an environment by $in",
      { conditions: JSON.stringify(everywhere) },
      /API v1 writes "environment" only as one plain string/,
    ],
    [
      "a path by $eq",
      { conditions: '{"secretPath":{"$eq":"/app"}}' },
      /API v1 writes "secretPath" only as \{"\$glob":"…"\}/,
    ],
    [
      "a secret's name",
      { conditions: '{"secretName":"KEY"}' },
      /API v1 writes only "environment" and "secretPath"/,
    ],
  ])("%s is valid, and refused when a create would need it", async (_, rule, reason) => {
    await declare(rule);
    await access.workspace.succeed("validate", "-no-color");
    const { errors } = await access.complaints("plan");
    expect(errors).toEqual([expect.stringMatching(/^Rule Cannot Be Written Through API v1: Rule 1 /)]);
    expect(errors[0]).toMatch(reason);
    expect(access.rows()).toEqual([]);
  });

  test("any change to a privilege with such a rule says which one it is, and nothing is sent", async () => {
    await access.declarePrivilege({ permissions: [READ, { actions: ["read"], subject: "role" }] });
    await access.workspace.apply();
    const declared = (more: object = {}) =>
      access.declarePrivilege({
        permissions: [
          { actions: ["read"], subject: "role" },
          { ...READ, conditions: JSON.stringify(everywhere) },
        ],
        ...more,
      });
    access.store.editPrivilege(access.row().id, {
      permissions: [
        { action: "read", subject: "role" },
        { action: "read", subject: "secrets", conditions: everywhere },
      ],
    });
    await declared();
    expect(await access.planned()).toEqual({});

    await declared({ temporary: { range: "4h" } });
    const { errors } = await access.complaints("plan");
    expect(errors).toEqual([
      expect.stringMatching(
        /^Rule Cannot Be Written Through API v1: Rule 2 \(read on secrets in dev or prod\)/,
      ),
    ]);
    expect(await access.writesDuring(() => access.complaints("apply"))).toEqual([]);
  });

  test("drift in a privilege with such a rule is shown as the error that names the rule", async () => {
    await access.declarePrivilege();
    await access.workspace.apply();
    const conditions = { ...everywhere };
    access.store.editPrivilege(access.row().id, {
      permissions: [{ action: "read", subject: "secrets", conditions }],
    });
    await declare({ conditions: JSON.stringify(conditions) });
    expect(await access.planned()).toEqual({});
    access.store.editPrivilege(access.row().id, {
      permissions: [{ action: ["read", "edit"], subject: "secrets", conditions }],
    });
    expect((await access.complaints("plan")).errors).toEqual([
      expect.stringMatching(/^Rule Cannot Be Written Through API v1: /),
    ]);
  });

  test("such a rule is no matter where its changes are ignored", async () => {
    await access.declarePrivilege();
    await access.workspace.apply();
    const ignored = { lifecycle: { ignore_changes: ["permissions"] }, temporary: { range: "4h" } };
    await declare({ conditions: JSON.stringify(everywhere) }, ignored);
    await access.workspace.apply();
    expect(access.row()).toMatchObject({ isTemporary: true });
    expect(await access.planned()).toEqual({});
  });

  test("what has a spelling in API v1 is sent in it", async () => {
    await declare({
      actions: ["readValue", "describeSecret", "edit"],
      conditions: '{"environment":{"$in":["prod"]},"secretPath":{"$glob":"/app/**"}}',
    });
    const [post] = await access.writesDuring(() => access.workspace.apply());
    expect(post?.body).toMatchObject({
      privilegePermission: {
        actions: ["read", "edit"],
        subject: "secrets",
        conditions: { environment: "prod", secretPath: { $glob: "/app/**" } },
      },
    });
    expect(await access.planned()).toEqual({});
    expect((await access.stateOf(PRIVILEGE))?.permissions).toMatchObject([
      { actions: ["describeSecret", "edit", "readValue"] },
    ]);
  });
});
