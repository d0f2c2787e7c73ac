import type { PrivilegeFields } from "../../src/simulator/state/store";
import { AccessUnderTest, PRIVILEGE, READ } from "./access-under-test";

const HOUR = 3_600_000;
const read = { action: "read", subject: "secrets", conditions: JSON.parse(READ.conditions) as object };

describe.each(["2024-07", "2026-08"] as const)("a slug that is taken, on a server of %s", (release) => {
  let access: AccessUnderTest;
  beforeEach(async () => (access = await AccessUnderTest.start({ release })));
  afterEach(() => access.close());

  const add = (fields: Partial<PrivilegeFields> = {}, identityId = access.identityId) =>
    access.store.addPrivilege(identityId, access.projectSlug, {
      slug: "deploy-read",
      permissions: [read] as never,
      ...fields,
    });
  const temporary = (start: number) => ({
    isTemporary: true,
    temporaryMode: "relative",
    temporaryRange: "240m",
    temporaryAccessStartTime: start,
    temporaryAccessEndTime: start + 4 * HOUR,
  });

  describe("before the create", () => {
    test("by exactly what is declared: it is taken over, with a warning that names it", async () => {
      const { id } = add();
      await access.declarePrivilege();
      expect(await access.complaints("apply")).toEqual({
        errors: [],
        warnings: [
          expect.stringMatching(
            new RegExp(`^Existing Privilege Taken Over: .*"deploy-read".*\\(id ${id}\\)`),
          ),
        ],
      });
      expect(access.row().id).toBe(id);
      expect(await access.stateOf(PRIVILEGE)).toMatchObject({ id });
      expect(await access.planned()).toEqual({});
    });

    test("by the same window: its start is taken over and remembered", async () => {
      const start = Date.now() - HOUR;
      const { id } = add(temporary(start));
      await access.declarePrivilege({ temporary: { range: "4h" } });
      await access.workspace.apply();
      expect(access.row()).toMatchObject({ id, temporaryAccessStartTime: start });
      expect(await access.planned()).toEqual({});
      access.store.editPrivilege(id, temporary(start + 1));
      expect(await access.planned()).toEqual({ [PRIVILEGE]: ["access_end_time", "temporary.start_time"] });
    });

    const others: [string, Partial<PrivilegeFields>, object][] = [
      ["other rules", { permissions: [{ ...read, action: ["read", "edit"] }] as never }, {}],
      ["a window where none is declared", temporary(Date.now()), {}],
      ["no window where one is declared", {}, { temporary: { range: "4h" } }],
      ["another range", temporary(Date.now()), { temporary: { range: "5h" } }],
      [
        "another start than the configured one",
        temporary(Date.now()),
        { temporary: { range: "4h", start_time: "2026-01-01T00:00:00Z" } },
      ],
    ];
    test.each(others)(
      "by a privilege with %s: an error with the command to import it",
      async (_, fields, declared) => {
        const before = add(fields);
        await access.declarePrivilege(declared);
        const { errors } = await access.complaints("apply");
        expect(errors).toEqual([
          expect.stringMatching(
            new RegExp(
              `^Privilege Already Exists: .*terraform import ADDRESS payments/${access.identityId}/deploy-read.*If you renamed or moved the construct, use moveTo`,
              "s",
            ),
          ),
        ]);
        expect(access.row()).toEqual(before);
        expect(await access.stateOf(PRIVILEGE)).toBeUndefined();
      },
    );

    test("by two privileges: an error that names both", async () => {
      const ids = [add().id, add().id];
      await access.declarePrivilege();
      const { errors } = await access.complaints("apply");
      expect(errors).toEqual([expect.stringMatching(/^Privilege Already Exists: /)]);
      for (const id of ids) expect(errors[0]).toContain(id);
    });

    test("by another identity's privilege: it does not matter", async () => {
      add({}, access.identity(1));
      await access.declarePrivilege();
      await access.workspace.apply();
      expect(await access.planned()).toEqual({});
    });

    test("of two addresses that declare one slug, one is an error", async () => {
      await access.test.write({
        infisicalaccess_identity_privilege: { one: access.privilege(), two: access.privilege() },
      });
      expect((await access.complaints("apply")).errors).toEqual([
        expect.stringMatching(/^Privilege Already Exists: .*another resource of this apply holds it/s),
      ]);
      expect(access.rows()).toHaveLength(1);
    });
  });

  describe("after the create, by a second row", () => {
    beforeEach(async () => {
      await access.declarePrivilege();
      await access.workspace.apply();
    });

    test("is warned of with both ids, and planned as nothing", async () => {
      const { id } = access.row();
      const other = add();
      expect(await access.planned()).toEqual({});
      expect((await access.complaints("plan")).warnings).toEqual([
        expect.stringMatching(new RegExp(`^Several Privileges Share One Slug: .*${id}.*${other.id}`)),
      ]);
    });

    test("a destroy goes on until ours is gone, and says what else it deleted", async () => {
      const { id } = access.row();
      const other = add();
      // The server takes whichever row it finds first.
      access.store.editPrivilege(id, {});
      const { errors, warnings } = await access.complaints("destroy");
      expect(errors).toEqual([]);
      expect(warnings).toContainEqual(
        expect.stringContaining(`also deleted another row with the same slug (id ${other.id})`),
      );
      expect(access.rows()).toEqual([]);
    });

    test("a destroy that meets ours first leaves the other alone", async () => {
      const other = add();
      expect((await access.complaints("destroy")).errors).toEqual([]);
      expect(access.row().id).toBe(other.id);
    });

    test.each([
      ["other rules", ["edit"]],
      ["the same rules", ["read"]],
    ])(
      "removed, with its slug given to another resource's privilege with %s, it is made anew in two applies",
      async (_, actions) => {
        const names = ["aaa", "bbb"];
        await access.test.write({
          infisicalaccess_identity_privilege: {
            aaa: access.privilege({ slug: "aaa" }),
            bbb: access.privilege({ slug: "bbb", permissions: [{ ...READ, actions }] }),
          },
        });
        await access.workspace.apply();
        const idOf = (slug: string) => access.rows().find((row) => row.slug === slug)?.id ?? "";
        const kept = idOf("bbb");
        access.store.deletePrivilege(idOf("aaa"));
        access.store.editPrivilege(kept, { slug: "aaa" });
        expect(await access.planned()).toEqual({
          "infisicalaccess_identity_privilege.aaa": "create",
          "infisicalaccess_identity_privilege.bbb": ["slug"],
        });
        await access.complaints("apply");
        // A server of 2026 ignores the rename.
        if (release === "2026-08") access.store.editPrivilege(kept, { slug: "bbb" });
        await access.workspace.apply();
        expect(
          access
            .rows()
            .map(({ slug }) => slug)
            .sort(),
        ).toEqual(names);
        expect(idOf("bbb")).toBe(kept);
        expect(await access.planned()).toEqual({});
      },
    );

    test("made again by hand, it is the same resource with another id", async () => {
      access.store.deletePrivilege(access.row().id);
      const { id } = add();
      expect(await access.planned()).toEqual({});
      await access.workspace.succeed("apply", "-refresh-only", "-auto-approve", "-no-color");
      expect(await access.stateOf(PRIVILEGE)).toMatchObject({ id });
    });

    if (release === "2026-08") {
      test("another identity's row of the same slug makes ours unreachable, which a destroy says", async () => {
        const { id } = access.row();
        add({}, access.identity(1));
        access.store.editPrivilege(id, {});
        expect((await access.complaints("destroy")).errors).toEqual([
          expect.stringMatching(
            new RegExp(
              `^Privilege Cannot Be Addressed: .*${id}.*another identity of the project holds the same slug`,
            ),
          ),
        ]);
        expect(await access.stateOf(PRIVILEGE)).toBeDefined();
      });
    }
  });
});
