import { AccessUnderTest, UNIVERSAL_AUTH } from "./access-under-test";

describe.each(["2024-07", "2026-08"] as const)(
  "a universal auth on a server of %s is an identity's front door",
  (release) => {
    let access: AccessUnderTest;
    beforeEach(async () => (access = await AccessUnderTest.start({ release, ipAllowlisting: true })));
    afterEach(() => access.close());

    const PROTECTED = /^Universal Auth Is Protected: /;
    const OWN = /^Universal Auth Is The Provider's Own: /;
    const replace = `-replace=${UNIVERSAL_AUTH}`;

    describe("that is protected", () => {
      beforeEach(async () => {
        await access.declareUniversalAuth({ deletion_protection: true });
        await access.workspace.apply();
      });

      const attempts: [string, () => Promise<{ errors: string[] }>][] = [
        ["destroying it", () => access.complaints("destroy")],
        [
          "removing it from the configuration",
          async () => {
            await access.declareNothing();
            return access.complaints("apply");
          },
        ],
        ["replacing it", () => access.complaints("apply", replace)],
        [
          "giving it to another identity",
          async () => {
            await access.declareUniversalAuth({ identity_id: access.identity(1), deletion_protection: true });
            return access.complaints("plan");
          },
        ],
        [
          "giving it to another identity and unprotecting it at once",
          async () => {
            await access.declareUniversalAuth({
              identity_id: access.identity(1),
              deletion_protection: false,
            });
            return access.complaints("plan");
          },
        ],
      ];
      test.each(attempts)("%s is refused", async (_, attempt) => {
        const before = access.universalAuth();
        expect((await attempt()).errors).toEqual([expect.stringMatching(PROTECTED)]);
        expect(access.universalAuth()).toEqual(before);
      });

      test("can be destroyed when the protection was taken away by an apply", async () => {
        await access.declareUniversalAuth({ deletion_protection: false });
        expect(await access.planned()).toEqual({ [UNIVERSAL_AUTH]: ["deletion_protection"] });
        await access.workspace.apply();
        await access.workspace.destroy();
        expect(access.store.universalAuth(access.identityId)).toBeUndefined();
      });

      test("can be forgotten", async () => {
        await access.workspace.succeed("state", "rm", UNIVERSAL_AUTH);
        await access.workspace.destroy();
        expect(access.universalAuth()).toBeDefined();
      });
    });

    test("whose deletion is planned is warned of, with its client id", async () => {
      await access.declareUniversalAuth();
      await access.workspace.apply();
      const warning = new RegExp(
        `^Universal Auth Will Be Deleted: .*revokes every client secret and access token of the identity \\(client id ${access.universalAuth().clientId}\\)`,
      );
      expect((await access.complaints("plan", "-destroy")).warnings).toEqual([
        expect.stringMatching(warning),
      ]);
      await access.declareUniversalAuth({ identity_id: access.identity(1) });
      expect((await access.complaints("plan")).warnings).toEqual([expect.stringMatching(warning)]);
    });

    describe("that the provider itself is logged in with", () => {
      const declareOwn = (attributes: object = {}) =>
        access.declareUniversalAuth({
          identity_id: access.simulator.world.operator.identityId,
          deletion_protection: false,
          ...attributes,
        });
      const ANY = ["0.0.0.0/0", "::/0"];

      beforeEach(async () => {
        await declareOwn();
        await access.workspace.succeed("import", UNIVERSAL_AUTH, access.simulator.world.operator.identityId);
        await access.workspace.apply();
      });

      const attempts: [string, () => Promise<{ errors: string[] }>][] = [
        ["destroying it", () => access.complaints("plan", "-destroy")],
        [
          "giving it to another identity",
          async () => {
            await declareOwn({ identity_id: access.identity(1) });
            return access.complaints("plan");
          },
        ],
      ];
      test.each(attempts)("%s is refused at plan", async (_, attempt) => {
        expect((await attempt()).errors).toEqual([expect.stringMatching(OWN)]);
        expect(access.store.universalAuth(access.simulator.world.operator.identityId)).toBeDefined();
      });

      // Core plans a -replace without asking about the destruction.
      test("-replace is refused by the apply, before anything is sent", async () => {
        const attempt = async () => {
          const { errors } = await access.complaints("apply", replace);
          expect(errors).toEqual([expect.stringMatching(OWN)]);
        };
        expect(await access.writesDuring(attempt)).toEqual([]);
      });

      test.each(["access_token_trusted_ips", "client_secret_trusted_ips"])(
        "narrowing %s to networks without this machine's address is refused at plan",
        async (list) => {
          await declareOwn({ [list]: ["10.0.0.0/8"] });
          expect((await access.complaints("plan")).errors).toEqual([
            expect.stringMatching(
              new RegExp(
                `^Provider Would Lock Itself Out: .*from 127.0.0.1, which ${list} would no longer hold: 10.0.0.0/8`,
              ),
            ),
          ]);
        },
      );

      test("narrowing its networks to some with this machine's address is carried out", async () => {
        await declareOwn({
          access_token_trusted_ips: ["127.0.0.0/8", "10.0.0.0/8"],
          client_secret_trusted_ips: ANY,
        });
        await access.workspace.apply();
        expect(await access.planned()).toEqual({});
      });

      test("any other change is carried out", async () => {
        await declareOwn({ access_token_ttl: 86_400 });
        await access.workspace.apply();
        expect(await access.planned()).toEqual({});
      });
    });
  },
);
