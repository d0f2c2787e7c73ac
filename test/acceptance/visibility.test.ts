import type { FaultInput } from "../../src/simulator/faults/fault";
import { AccessUnderTest, PRIVILEGE, UNIVERSAL_AUTH } from "./access-under-test";

const LIST = "GET /api/v1/additional-privilege/identity";
const GET_UNIVERSAL_AUTH = "GET /api/v1/auth/universal-auth/identities/:identityId";

describe.each(["2024-07", "2026-08"] as const)("gone, or only not visible, on a server of %s", (release) => {
  let access: AccessUnderTest;
  beforeEach(async () => (access = await AccessUnderTest.start({ release })));
  afterEach(() => access.close());

  const answer = (route: string, status: number, error: string, message: unknown): FaultInput => ({
    kind: "status",
    route,
    status,
    body: { reqId: "req-1", statusCode: status, error, message },
  });
  const destroy = () => access.complaints("destroy");

  describe("a privilege", () => {
    beforeEach(async () => {
      await access.declarePrivilege();
      await access.workspace.apply();
    });

    test.each<[string, () => void]>([
      ["was deleted", () => access.store.deletePrivilege(access.row().id)],
      ["went with the membership", () => access.store.removeMembership(access.identityId, "payments")],
      ["went with the identity", () => access.store.deleteIdentity(access.identityId)],
    ])(
      "that %s is warned of with what applying grants, and needs nothing to be destroyed",
      async (_, remove) => {
        remove();
        expect((await access.complaints("plan")).warnings).toEqual([
          expect.stringMatching(
            /^Privilege Was Removed Outside Terraform: .* no longer exists; where it is still declared, applying grants it again: read on secrets in prod under \/app\/\*\*, permanent\.$/,
          ),
        ]);
        expect((await destroy()).errors).toEqual([]);
        expect(await access.stateOf(PRIVILEGE)).toBeUndefined();
      },
    );

    test.each<[string, () => void]>([
      ["was deleted", () => access.store.deletePrivilege(access.row().id)],
      ["went with the membership", () => access.store.removeMembership(access.identityId, "payments")],
      ["went with the identity", () => access.store.deleteIdentity(access.identityId)],
    ])("that %s since the plan is destroyed all the same", async (_, remove) => {
      await access.workspace.plan("-destroy");
      remove();
      await access.workspace.succeed("apply", "-no-color", "plan.bin");
      expect(await access.stateOf(PRIVILEGE)).toBeUndefined();
    });

    test.each<[string, () => void, RegExp]>([
      ["project was deleted", () => access.store.deleteProject("payments"), /^Project Not Visible: /],
      [
        "project was renamed",
        () => access.store.renameProject("payments", "billing"),
        /^Project Not Visible: /,
      ],
      [
        "project does not let the operator in any more",
        () => access.store.removeMembership(access.simulator.world.operator.identityId, "payments"),
        /^Project Not Visible: .*Project 'payments' is not visible to identity 6f1f2c1a-8a0e-4d6b-9a55-0c2b7f4e3d11 at http.*the operator lost its membership.*terraform state rm/s,
      ],
      [
        "project makes the operator a viewer",
        () => access.store.setProjectRole(access.simulator.world.operator.identityId, "payments", "viewer"),
        /^Permission Denied: /,
      ],
    ])("whose %s stays in state, through a destroy too", async (_, change, error) => {
      change();
      for (const command of ["plan", "apply", "destroy"] as const) {
        expect((await access.complaints(command)).errors).toEqual([expect.stringMatching(error)]);
      }
      expect(await access.stateOf(PRIVILEGE)).toBeDefined();
    });

    test.each<[string, FaultInput, RegExp]>([
      ["trouble in the database", answer(LIST, 500, "Find one", "Something went wrong"), /^Server Error: /],
      [
        "an unknown route",
        answer(LIST, 404, "Not Found", "Route GET:/api/v1 not found"),
        /^Unexpected Answer: /,
      ],
      [
        "an answer of 404 about something else",
        answer(LIST, 404, "NotFound", "Folder with path '/x' not found"),
        /^Invalid Request: /,
      ],
      ["a page", { kind: "html", route: LIST, status: 404 }, /^Unexpected Answer: /],
      [
        "no list",
        { kind: "status", route: LIST, status: 200, body: { privileges: null } },
        /^Unexpected Answer: /,
      ],
    ])(
      "stays in state after %s",
      async (_, fault, error) => {
        access.simulator.setFaults([fault]);
        const { errors } = await access.complaints("plan");
        expect(errors).toEqual([expect.stringMatching(error)]);
        access.simulator.setFaults([]);
        expect(await access.planned()).toEqual({});
      },
      60_000,
    );

    test("stays in state when the provider can't log in", async () => {
      access.store.detachUniversalAuth(access.simulator.world.operator.identityId);
      expect((await access.complaints("plan")).errors).toEqual([
        expect.stringMatching(/^Authentication Failed: /),
      ]);
      expect(await access.stateOf(PRIVILEGE)).toBeDefined();
    });

    test("is taken for gone with its membership after one look at the operator's own privileges", async () => {
      access.store.removeMembership(access.identityId, "payments");
      const { requests } = await access.simulator.requestsDuring(() => access.workspace.plan());
      const lists = requests.filter(({ route }) => route === LIST);
      // Only servers of 2026 leave open whose membership is missing.
      expect(lists).toHaveLength(release === "2026-08" ? 2 : 1);
    });
  });

  describe("a universal auth", () => {
    beforeEach(async () => {
      await access.declareUniversalAuth();
      await access.workspace.apply();
    });

    test.each<[string, () => void]>([
      ["was detached", () => access.store.detachUniversalAuth(access.identityId)],
      ["went with the identity", () => access.store.deleteIdentity(access.identityId)],
    ])(
      "that %s is warned of with what applying grants, and needs nothing to be destroyed",
      async (_, remove) => {
        remove();
        expect((await access.complaints("plan")).warnings).toEqual([
          expect.stringMatching(
            /^Universal Auth Was Removed Outside Terraform: .*applying attaches it again, with a new client id and without client secrets: .*\w/,
          ),
        ]);
        expect((await destroy()).errors).toEqual([]);
        expect(await access.stateOf(UNIVERSAL_AUTH)).toBeUndefined();
      },
    );

    test("stays in state while the operator may not read it", async () => {
      access.store.setOrganizationRole(access.simulator.world.operator.identityId, "no-access");
      expect((await access.complaints("plan")).errors).toEqual([
        expect.stringMatching(/^Permission Denied: /),
      ]);
      expect(await access.stateOf(UNIVERSAL_AUTH)).toBeDefined();
    });

    test("stays in state after an answer of 404 about something else", async () => {
      access.simulator.setFaults([answer(GET_UNIVERSAL_AUTH, 404, "NotFound", "Organization not found")]);
      expect((await access.complaints("plan")).errors).toHaveLength(1);
      access.simulator.setFaults([]);
      expect(await access.planned()).toEqual({});
    });
  });
});
