import { AccessUnderTest, PRIVILEGE, READ } from "./access-under-test";

const HOUR = 3_600_000;
const FOUR_HOURS = { temporary: { range: "4h" } };
/** All that a clock drives but the date. */
const TIMERS = [
  ...["hrtime", "nextTick", "performance", "queueMicrotask"],
  ...["setImmediate", "clearImmediate", "setInterval", "clearInterval", "setTimeout", "clearTimeout"],
] as never;
const ENDED = { temporary: { range: "1h", start_time: "2020-01-01T00:00:00Z" } };

describe.each(["2024-07", "2026-08"] as const)(
  "the window of a temporary privilege on a server of %s",
  (release) => {
    let access: AccessUnderTest;
    beforeEach(async () => (access = await AccessUnderTest.start({ release })));
    afterEach(() => access.close());

    const expectOpenedNow = ({ start, end }: { start: number; end: number }, since: number) => {
      expect(start).toBeGreaterThanOrEqual(since);
      expect(start).toBeLessThanOrEqual(Date.now());
      expect(end - start).toBe(4 * HOUR);
    };

    /** Runs with the provider's clock beyond the end of any window of these tests. */
    const onceEnded = async <T>(run: () => Promise<T>): Promise<T> => {
      jest.useFakeTimers({ now: Date.now() + 5 * HOUR, doNotFake: TIMERS });
      try {
        return await run();
      } finally {
        jest.useRealTimers();
      }
    };

    test("opens at the time of the apply, which no plan knows", async () => {
      await access.declarePrivilege(FOUR_HOURS);
      const { json } = await access.workspace.plan();
      expect(json.resource_changes?.[0]?.change.after_unknown).toMatchObject({
        access_end_time: true,
        temporary: { start_time: true },
      });
      const since = Date.now();
      await access.workspace.succeed("apply", "-no-color", "plan.bin");
      expectOpenedNow(access.window(), since);
    });

    test("lasts longer than its range where this machine's clock is ahead of the server's, and every apply that opens it says so", async () => {
      const opened = (trigger: string) =>
        access.declarePrivilege({ temporary: { range: "4h", renew_triggers: { trigger } } });
      await opened("a");
      expect((await access.complaints("apply")).warnings).toEqual([]);
      access.simulator.clock.advance(-HOUR);
      await opened("b");
      const longer = expect.stringMatching(
        /^Window Is Longer Than Its Range: The clock of this machine is 1 h ahead of the server's, .* lasts 1 h longer than its range "4h"\. Synchronise/,
      );
      expect((await access.complaints("apply")).warnings).toEqual([longer]);
      await access.workspace.destroy();
      expect((await access.complaints("apply")).warnings).toContainEqual(longer);
      await access.declarePrivilege({ temporary: { range: "6h", renew_triggers: { trigger: "b" } } });
      expect((await access.complaints("apply")).warnings).not.toContainEqual(longer);
    });

    test("stays where it is when it is granted again after an apply whose provider was killed", async () => {
      await access.declarePrivilege(FOUR_HOURS);
      await access.workspace.apply();
      const before = access.window();
      access.store.deletePrivilege(access.row().id);
      await access.workspace.succeed("apply", "-refresh-only", "-auto-approve", "-no-color");
      await access.workspace.dropPrivateState();
      await access.workspace.apply();
      expect(access.window()).toEqual(before);
      expect(await access.planned()).toEqual({});
    });

    test("stays where it is when the rules change", async () => {
      await access.declarePrivilege(FOUR_HOURS);
      await access.workspace.apply();
      const before = access.window();
      await access.declarePrivilege({ ...FOUR_HOURS, permissions: [{ ...READ, actions: ["read", "edit"] }] });
      expect(await access.planned()).toEqual({ [PRIVILEGE]: ["permissions[0].actions"] });
      await access.workspace.apply();
      expect(access.window()).toEqual(before);
    });

    test("keeps its start when its range is changed", async () => {
      await access.declarePrivilege(FOUR_HOURS);
      await access.workspace.apply();
      const { start } = access.window();
      await access.declarePrivilege({ temporary: { range: "8h" } });
      await access.workspace.apply();
      expect(access.window()).toEqual({ start, end: start + 8 * HOUR });
      expect(await access.planned()).toEqual({});
    });

    test("opens when a permanent privilege is declared temporary, and not before", async () => {
      await access.declarePrivilege();
      await access.workspace.apply();
      const since = Date.now();
      await access.declarePrivilege(FOUR_HOURS);
      await access.workspace.apply();
      expectOpenedNow(access.window(), since);
      expect(await access.planned()).toEqual({});
    });

    test("moves to a start that is configured, and stays there when the start is left out again", async () => {
      await access.declarePrivilege(FOUR_HOURS);
      await access.workspace.apply();
      const start = Date.now() - HOUR;
      await access.declarePrivilege({
        temporary: { range: "4h", start_time: new Date(start).toISOString() },
      });
      expect(await access.planned()).toEqual({ [PRIVILEGE]: ["access_end_time", "temporary.start_time"] });
      await access.workspace.apply();
      await access.declarePrivilege(FOUR_HOURS);
      expect(await access.planned()).toEqual({});
      expect(access.window()).toEqual({ start, end: start + 4 * HOUR });
    });

    test("is remembered by an import: a start that moves afterwards is planned back", async () => {
      const start = Date.now() - HOUR;
      const { id } = access.store.addPrivilege(access.identityId, access.projectSlug, {
        slug: "deploy-read",
        permissions: [
          { action: ["read"], subject: "secrets", conditions: JSON.parse(READ.conditions) as object },
        ],
        isTemporary: true,
        temporaryMode: "relative",
        temporaryRange: "4h",
        temporaryAccessStartTime: start,
        temporaryAccessEndTime: start + 4 * HOUR,
      } as never);
      await access.declarePrivilege(FOUR_HOURS);
      await access.workspace.succeed("import", PRIVILEGE, `payments/${access.identityId}/deploy-read`);
      expect(await access.planned()).toEqual({});

      const moved = Date.UTC(2099, 0);
      access.store.editPrivilege(id, {
        temporaryAccessStartTime: moved,
        temporaryAccessEndTime: moved + 4 * HOUR,
      });
      expect(await access.planned()).toEqual({ [PRIVILEGE]: ["access_end_time", "temporary.start_time"] });
      await access.workspace.apply();
      expect(access.window()).toEqual({ start, end: start + 4 * HOUR });
    });

    test.each(["temporary", "temporary.start_time"])(
      "that was moved stays so where changes of %s are ignored, also when the rules change",
      async (ignored) => {
        const declare = (actions: string[]) =>
          access.declarePrivilege({
            ...FOUR_HOURS,
            permissions: [{ ...READ, actions }],
            lifecycle: { ignore_changes: [ignored] },
          });
        await declare(["read"]);
        await access.workspace.apply();
        const start = access.window().start - HOUR;
        access.store.editPrivilege(access.row().id, {
          temporaryAccessStartTime: start,
          temporaryAccessEndTime: start + 4 * HOUR,
        });
        await declare(["read", "edit"]);
        expect(await access.planned()).toEqual({ [PRIVILEGE]: ["permissions[0].actions"] });
        await access.workspace.apply();
        expect(access.window()).toEqual({ start, end: start + 4 * HOUR });
        expect(await access.planned()).toEqual({});
      },
    );

    test("opens anew for another identity", async () => {
      await access.declarePrivilege({ temporary: { range: "4h", start_time: "2026-01-01T00:00:00Z" } });
      await access.workspace.apply();
      const since = Date.now();
      await access.declarePrivilege({ identity_id: access.identity(1), ...FOUR_HOURS });
      expect(await access.planned()).toEqual({ [PRIVILEGE]: "delete and create" });
      await access.workspace.apply();
      expect(access.rows()).toEqual([]);
      const [row] = access.store.privileges(access.identity(1), access.projectSlug);
      expectOpenedNow(
        { start: row?.temporaryAccessStartTime ?? 0, end: row?.temporaryAccessEndTime ?? 0 },
        since,
      );
    });

    test("that has ended and whose privilege is gone is not created again, and its destruction sends nothing", async () => {
      await access.declarePrivilege(ENDED);
      await access.workspace.apply();
      access.store.deletePrivilege(access.row().id);
      expect(await access.planned()).toEqual({});
      expect((await access.complaints("plan")).warnings).toEqual([
        expect.stringMatching(
          /^Ended Privilege Was Removed Outside Terraform: The privilege "deploy-read" of identity .* no longer exists/,
        ),
      ]);
      expect(await access.writesDuring(() => access.workspace.apply())).toEqual([]);
      expect(await access.stateOf(PRIVILEGE)).toBeDefined();
      expect(await access.writesDuring(() => access.workspace.destroy())).toEqual([]);
      expect(await access.stateOf(PRIVILEGE)).toBeUndefined();
    });

    test("that has ended and whose privilege is gone is opened by a declared change", async () => {
      await access.declarePrivilege(ENDED);
      await access.workspace.apply();
      access.store.deletePrivilege(access.row().id);
      await access.workspace.apply();
      const start_time = new Date(Date.now() - HOUR).toISOString();
      await access.declarePrivilege({ temporary: { range: "4h", start_time } });
      await access.workspace.apply();
      expect(access.window().start).toBe(Date.parse(start_time));
      expect(await access.planned()).toEqual({});
    });

    test("of a privilege that is gone while it is open keeps its start through a refresh without an apply", async () => {
      await access.declarePrivilege(FOUR_HOURS);
      await access.workspace.apply();
      const before = access.window();
      access.store.deletePrivilege(access.row().id);
      await access.workspace.succeed("apply", "-refresh-only", "-auto-approve", "-no-color");
      await access.workspace.succeed("apply", "-refresh-only", "-auto-approve", "-no-color");
      expect(await access.planned()).toEqual({ [PRIVILEGE]: ["id"] });
      await access.workspace.apply();
      expect(access.window()).toEqual(before);
    });

    test("of a privilege that was found gone while it was open, and that has ended since, is not opened again", async () => {
      await access.declarePrivilege(FOUR_HOURS);
      await access.workspace.apply();
      access.store.deletePrivilege(access.row().id);
      await access.workspace.succeed("apply", "-refresh-only", "-auto-approve", "-no-color");
      const plan = await onceEnded(() => access.workspace.diagnose("plan"));
      expect(plan.diagnostics.map(({ summary }) => summary)).toEqual([
        "Ended Privilege Was Removed Outside Terraform",
      ]);
      expect(await access.writesDuring(() => onceEnded(() => access.workspace.apply()))).toEqual([]);
    });

    test.each([
      ["made permanent", { isTemporary: false }],
      ["moved into the past", { temporaryAccessStartTime: 0, temporaryAccessEndTime: HOUR }],
      ["prolonged", { temporaryRange: "1y" }],
    ])("that somebody %s, and whose privilege is gone since, is opened as it was", async (_, change) => {
      await access.declarePrivilege(FOUR_HOURS);
      await access.workspace.apply();
      const before = access.window();
      access.store.editPrivilege(access.row().id, change);
      await access.workspace.succeed("apply", "-refresh-only", "-auto-approve", "-no-color");
      access.store.deletePrivilege(access.row().id);
      expect(await access.planned()).toEqual({ [PRIVILEGE]: ["id"] });
      await access.workspace.apply();
      expect(access.window()).toEqual(before);
      expect(await access.planned()).toEqual({});
    });

    test("of a privilege that is gone while it is open does not stand in the way of its destruction", async () => {
      await access.declarePrivilege(FOUR_HOURS);
      await access.workspace.apply();
      access.store.deletePrivilege(access.row().id);
      await access.workspace.destroy();
      expect(await access.stateOf(PRIVILEGE)).toBeUndefined();
      expect(access.rows()).toEqual([]);
    });

    describe("is commented", () => {
      const warningsAfter = async (declared: object) => {
        await access.declarePrivilege(declared);
        return (await access.complaints("plan")).warnings;
      };

      test("when it has ended", async () => {
        const start_time = new Date(Date.now() - 4 * HOUR).toISOString();
        expect(await warningsAfter({ temporary: { range: "1h", start_time } })).toEqual([
          expect.stringMatching(
            /^Privilege Has Ended: .* ended \d{4}-\d\d-\d\d \d\d:\d\d UTC, 3 h ago; it grants nothing\.$/,
          ),
        ]);
      });

      test("when its start lies in the future, because the server grants access at once", async () => {
        expect(
          await warningsAfter({ temporary: { range: "1h", start_time: "2099-01-01T00:00:00Z" } }),
        ).toEqual([
          expect.stringMatching(
            /^Privilege Is In Force Before Its Start: .*the server grants the access at once, until 2099-01-01 01:00 UTC/,
          ),
        ]);
      });

      test("when an ended one would grant access again", async () => {
        await access.declarePrivilege(ENDED);
        await access.workspace.apply();
        expect(await warningsAfter({ temporary: { ...ENDED.temporary, range: "100y" } })).toEqual([
          expect.stringMatching(
            /^Ended Privilege Comes Into Force Again: .*grants access again until 2120-01-02 00:00 UTC: read on secrets in prod under \/app\/\*\*\.$/,
          ),
        ]);
      });

      test("when it is removed", async () => {
        await access.declarePrivilege(ENDED);
        await access.workspace.apply();
        expect(await warningsAfter({})).toEqual([
          expect.stringMatching(
            /^Privilege Becomes Permanent: .* becomes permanent \(until now: ended 2020-01-01 01:00 UTC/,
          ),
        ]);
      });

      test("in one warning for all privileges, which Terraform folds", async () => {
        await access.test.write({
          infisicalaccess_identity_privilege: {
            one: access.privilege({ slug: "one", ...ENDED }),
            two: access.privilege({ slug: "two", ...ENDED }),
            three: access.privilege({ slug: "three", ...ENDED }),
          },
        });
        const { text } = await access.workspace.plan();
        expect(text.match(/Warning: /g)).toHaveLength(1);
        expect(text).toContain("(and 2 more similar warnings elsewhere)");
      });
    });
  },
);
