import type { FaultInput } from "../../src/simulator/faults/fault";
import { AccessUnderTest, PRIVILEGE, READ, UNIVERSAL_AUTH } from "./access-under-test";

const ROUTE = "/api/v1/additional-privilege/identity";
const app = JSON.parse(READ.conditions) as object;

describe.each(["2024-07", "2026-08"] as const)(
  "a server of %s that does not do what it was asked for",
  (release) => {
    let access: AccessUnderTest;
    beforeEach(async () => (access = await AccessUnderTest.start({ release })));
    afterEach(() => access.close());

    const errorsOfApply = async () => (await access.complaints("apply")).errors;
    const read = (conditions: object) => ({ subject: ["secrets"], action: ["read"], conditions });

    /** The server carries the next such write out, and answers as if it had done something else. */
    const spoil = (method: "POST" | "PATCH", fields: object): FaultInput => ({
      kind: "status",
      route: method === "POST" ? `POST ${ROUTE}/permanent` : `PATCH ${ROUTE}`,
      nth: 1,
      when: "after",
      status: 200,
      body: { privilege: { ...permanent, ...fields } },
    });
    const permanent = {
      id: "0d9e1c52-41ff-4b0c-9a4e-6c1d1f3d2b10",
      slug: "deploy-read",
      projectMembershipId: "c1b2",
      isTemporary: false,
      temporaryMode: null,
      temporaryRange: null,
      temporaryAccessStartTime: null,
      temporaryAccessEndTime: null,
      permissions: [read(app)],
      createdAt: "2026-11-01T00:00:00.000Z",
      updatedAt: "2026-11-01T00:00:00.000Z",
    };

    describe("on a create", () => {
      test("what came out wider is revoked at once, and nothing is stored", async () => {
        access.simulator.setFaults([spoil("POST", { permissions: [read({ environment: "prod" })] })]);
        await access.declarePrivilege();
        expect(await errorsOfApply()).toEqual([
          expect.stringMatching(
            /^More Was Granted Than Declared: The server granted more than declared .*permissions\[0\]\.conditions/s,
          ),
        ]);
        expect(access.rows()).toEqual([]);
        expect(await access.stateOf(PRIVILEGE)).toBeUndefined();
        expect(await access.planned()).toEqual({ [PRIVILEGE]: "create" });
      });

      test("what came out permanent instead of temporary is revoked at once", async () => {
        access.simulator.setFaults([{ ...spoil("POST", {}), route: `POST ${ROUTE}/temporary` }]);
        await access.declarePrivilege({ temporary: { range: "4h" } });
        expect(await errorsOfApply()).toEqual([
          expect.stringMatching(/^More Was Granted Than Declared: .*temporary/s),
        ]);
        expect(access.rows()).toEqual([]);
      });

      test("a window that came out longer than its range is revoked at once", async () => {
        const start_time = "2026-01-01T00:00:00.000Z";
        const window = {
          isTemporary: true,
          temporaryMode: "relative",
          temporaryRange: "1h",
          temporaryAccessStartTime: start_time,
          temporaryAccessEndTime: "2099-01-01T00:00:00.000Z",
        };
        access.simulator.setFaults([{ ...spoil("POST", window), route: `POST ${ROUTE}/temporary` }]);
        await access.declarePrivilege({ temporary: { range: "1h", start_time } });
        expect(await errorsOfApply()).toEqual([
          expect.stringMatching(
            /^More Was Granted Than Declared: .*access_end_time: The server's window ends at "2099-01-01T00:00:00.000Z"/s,
          ),
        ]);
        expect(access.rows()).toEqual([]);
      });

      test("what came out wider and can't be revoked is stored, and said to be in force", async () => {
        access.simulator.setFaults([
          spoil("POST", { permissions: [read({})] }),
          {
            kind: "status",
            route: `DELETE ${ROUTE}`,
            status: 403,
            body: { statusCode: 403, error: "PermissionDenied", message: "no" },
          },
        ]);
        await access.declarePrivilege();
        expect(await errorsOfApply()).toEqual([
          expect.stringMatching(
            /^More Was Granted Than Declared: .*IT IS IN FORCE \(id 0d9e1c52.*PermissionDenied/s,
          ),
        ]);
        expect(await access.stateOf(PRIVILEGE)).toMatchObject({ id: permanent.id });
      });

      test("what came out narrower is stored, and replaced by the next apply", async () => {
        access.simulator.setFaults([spoil("POST", { permissions: [read(app)] })]);
        await access.declarePrivilege({ permissions: [{ ...READ, actions: ["read", "edit"] }] });
        expect(await errorsOfApply()).toEqual([
          expect.stringMatching(
            /^Privilege Is Not As Declared: .*permissions\[0\]\.actions.*the next apply replaces it/s,
          ),
        ]);
        expect(await access.stateOf(PRIVILEGE)).toBeDefined();
        expect(await access.planned()).toEqual({ [PRIVILEGE]: "delete and create" });
        await access.workspace.apply();
        expect(access.row().permissions).not.toEqual([]);
        expect(await access.planned()).toEqual({});
      });

      if (release === "2024-07") {
        test("a universal auth whose setting the server does not know is stored, and replaced by the next apply", async () => {
          await access.declareUniversalAuth({ lockout_enabled: false });
          expect(await errorsOfApply()).toEqual([
            expect.stringMatching(
              /^Universal Auth Is Not As Declared: .*lockout_enabled: The server does not have this setting/s,
            ),
          ]);
          const { clientId } = access.universalAuth();
          await access.declareUniversalAuth();
          expect(await access.planned()).toEqual({ [UNIVERSAL_AUTH]: "delete and create" });
          await access.workspace.apply();
          expect(access.universalAuth().clientId).not.toBe(clientId);
          expect(await access.planned()).toEqual({});
        });

        test("an adopted universal auth whose setting the server does not know is not stored, and stays as it is", async () => {
          const before = access.store.attachUniversalAuth(access.identityId);
          await access.declareUniversalAuth({ lockout_enabled: false, adopt_existing: true });
          expect(await errorsOfApply()).toEqual([
            expect.stringMatching(/^Adopted Universal Auth Is Not As Declared: /),
          ]);
          expect(await access.stateOf(UNIVERSAL_AUTH)).toBeUndefined();
          expect(access.universalAuth()).toMatchObject({ id: before.id, clientId: before.clientId });
        });
      }
    });

    describe("on an update", () => {
      beforeEach(async () => {
        await access.declarePrivilege();
        await access.workspace.apply();
      });

      test("the real state is stored beside the error, untainted", async () => {
        const { id } = access.row();
        access.simulator.setFaults([spoil("PATCH", { id, permissions: [read({ environment: "prod" })] })]);
        await access.declarePrivilege({ permissions: [{ ...READ, actions: ["edit"] }] });
        const [error, ...others] = await errorsOfApply();
        expect(others).toEqual([]);
        expect(error).toMatch(
          /^More Is Granted Than Declared: More is granted than declared, and it is in force\. /,
        );
        expect((await access.stateOf(PRIVILEGE))?.permissions).toMatchObject([
          { conditions: '{"environment":"prod"}' },
        ]);
        // The row itself was changed as asked.
        expect(await access.planned()).toEqual({});
        expect(access.row().id).toBe(id);
      });

      if (release === "2026-08") {
        test("an ignored rename keeps the old slug in state, stores everything else, and names both ways out", async () => {
          const { id } = access.row();
          const renamed = { slug: "deploy-write", permissions: [{ ...READ, actions: ["read", "edit"] }] };
          await access.declarePrivilege(renamed);
          expect(await access.planned()).toEqual({ [PRIVILEGE]: ["permissions[0].actions", "slug"] });
          const [error, ...others] = await errorsOfApply();
          expect(others).toEqual([]);
          expect(error).toMatch(/keep slug = "deploy-read"/);
          expect(error).toMatch(/terraform apply -replace=ADDRESS/);
          expect(await access.stateOf(PRIVILEGE)).toMatchObject({ id, slug: "deploy-read" });
          expect(await access.planned()).toEqual({ [PRIVILEGE]: ["slug"] });

          await access.workspace.succeed("apply", "-auto-approve", `-replace=${PRIVILEGE}`);
          expect(access.row().slug).toBe("deploy-write");
          expect(await access.planned()).toEqual({});
        });
      } else {
        test("a rename is done in place", async () => {
          const { id } = access.row();
          await access.declarePrivilege({ slug: "deploy-write" });
          expect(await access.planned()).toEqual({ [PRIVILEGE]: ["slug"] });
          await access.workspace.apply();
          expect(access.row()).toMatchObject({ id, slug: "deploy-write" });
          expect(await access.planned()).toEqual({});
        });

        test("a universal auth's setting that the server does not know is an error, and its real state is stored", async () => {
          await access.declareUniversalAuth({ access_token_ttl: 60 });
          await access.workspace.apply();
          await access.declareUniversalAuth({ access_token_ttl: 600, lockout_threshold: 5 });
          expect(await errorsOfApply()).toEqual([
            expect.stringMatching(/^Universal Auth Is Not As Declared: .*lockout_threshold/s),
          ]);
          expect(await access.stateOf(UNIVERSAL_AUTH)).toMatchObject({
            access_token_ttl: 600,
            lockout_threshold: null,
          });
          await access.declareUniversalAuth({ access_token_ttl: 600 });
          expect(await access.planned()).toEqual({});
        });
      }

      test("an answer about another row is an error that names both", async () => {
        access.simulator.setFaults([spoil("PATCH", {})]);
        await access.declarePrivilege({ permissions: [{ ...READ, actions: ["edit"] }] });
        expect(await errorsOfApply()).toEqual([
          expect.stringMatching(
            new RegExp(
              `^Several Privileges Share One Slug: .*\\(id ${access.row().id}\\).*\\(id ${permanent.id}\\)`,
              "s",
            ),
          ),
        ]);
      });
    });
  },
);
