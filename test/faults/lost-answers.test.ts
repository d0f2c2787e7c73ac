import type { FaultInput } from "../../src/simulator/faults/fault";
import { routes } from "../../src/simulator/routes/route-names";
import type { Simulator } from "../../src/simulator/start-simulator";
import type { ObjectValue } from "../../src/terraform-plugin/value";
import { placeOn, rule } from "./access-stack";
import { errorsOf } from "./access-workspace";
import { CoreWorkspace } from "./core-workspace";
import type { CommandOutcome } from "./core/terraform-core";
import { startServer } from "./reference-run";

// behaviour.md 5, sentence by sentence; the sweep (fault-sweep.test.ts) tries every fault at every request.

const PRIVILEGE = "infisicalaccess_identity_privilege.deploy";
const UNIVERSAL_AUTH = "infisicalaccess_universal_auth_config.deploy";
const SLUG = "deploy-read";
const window = { temporary: { range: "4h" } };

describe.each(["2024-07", "2026-08"] as const)("on a server of %s", (release) => {
  let simulator: Simulator;
  let workspace: CoreWorkspace;
  let place: ReturnType<typeof placeOn>;
  beforeEach(async () => {
    simulator = await startServer(release);
    workspace = await CoreWorkspace.open(simulator);
    place = placeOn(simulator);
  });
  afterEach(async () => {
    await workspace.close();
    await simulator.close();
  });

  const hasty: ObjectValue = { request_timeout: 1, max_retries: 0 };
  const patient: ObjectValue = { request_timeout: 60, max_retries: 3 };
  const declarePrivilege = (attributes: ObjectValue = {}, settings = hasty) =>
    workspace.declare(
      {
        infisicalaccess_identity_privilege: {
          deploy: {
            identity_id: place.identityId,
            project_slug: place.projectSlug,
            slug: SLUG,
            permissions: [rule(["read"], "/app/**")],
            ...attributes,
          },
        },
      },
      settings,
    );
  const declareUniversalAuth = (attributes: ObjectValue = {}) =>
    workspace.declare(
      { infisicalaccess_universal_auth_config: { deploy: { identity_id: place.identityId, ...attributes } } },
      hasty,
    );
  const rows = () => simulator.store.privileges(place.identityId, place.projectSlug);
  const sent = (route: string) => simulator.requests.filter((request) => request.route === route).length;
  const applyWith = (...faults: FaultInput[]) => {
    simulator.takeRequests();
    simulator.setFaults(faults);
    return workspace.apply();
  };
  const summaries = ({ diagnostics }: CommandOutcome) =>
    diagnostics.map(({ severity, summary }) => `${severity}: ${summary}`);
  const expectNothingToDo = async () => {
    simulator.setFaults([]);
    expect(await workspace.plan()).toMatchObject({ hasChanges: false, diagnostics: [] });
  };
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  describe("a POST of a privilege whose answer is lost", () => {
    test.each([
      ["permanent", {}, routes.createPermanent],
      ["temporary", window, routes.createTemporary],
    ])("takes over the row that it made: %s", async (_, attributes, route) => {
      await declarePrivilege(attributes);
      const outcome = await applyWith({ kind: "reset", when: "after", route });
      expect(summaries(outcome)).toEqual(["warning: Existing Privilege Taken Over"]);
      expect(outcome.diagnostics[0]?.detail).toContain(rows()[0]?.id);
      expect(sent(route)).toBe(1);
      expect(workspace.core.state[PRIVILEGE]).toMatchObject({ id: rows()[0]?.id });
      await expectNothingToDo();
    });

    test("is sent again when nothing came of it", async () => {
      await declarePrivilege();
      const outcome = await applyWith({
        kind: "reset",
        when: "before",
        route: routes.createPermanent,
        nth: 1,
      });
      expect(summaries(outcome)).toEqual([]);
      expect(sent(routes.createPermanent)).toBe(2);
      expect(rows()).toHaveLength(1);
    });

    test("is not sent again while the server may still be at it", async () => {
      await declarePrivilege();
      const slow = { kind: "delay", when: "commit", milliseconds: 1300 } as const;
      const outcome = await applyWith({ ...slow, route: routes.createPermanent, nth: 1 });
      expect(summaries(outcome)).toEqual(["warning: Existing Privilege Taken Over"]);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(rows()).toHaveLength(1);
      await expectNothingToDo();
    });

    test("is an error that names import and moveTo when somebody else took the slug meanwhile", async () => {
      await declarePrivilege();
      simulator.store.addPrivilege(place.identityId, place.projectSlug, { slug: SLUG });
      const outcome = await applyWith({ kind: "reset", when: "before", route: routes.createPermanent });
      expect(summaries(outcome)).toEqual(["error: Privilege Already Exists"]);
      const detail = outcome.diagnostics[0]?.detail ?? "";
      expect(detail).toContain(`terraform import ADDRESS ${place.projectSlug}/${place.identityId}/${SLUG}`);
      expect(detail).toContain("use moveTo");
      expect(workspace.core.state).toEqual({});
    });

    test("is an error when two rows have the slug by then", async () => {
      await declarePrivilege();
      for (let row = 0; row < 2; row++) {
        simulator.store.addPrivilege(place.identityId, place.projectSlug, { slug: SLUG });
      }
      const outcome = await applyWith({ kind: "reset", when: "before", route: routes.createPermanent });
      expect(errorsOf(outcome)[0]?.detail).toContain("several rows share the slug");
    });
  });

  describe("an apply that was killed after its POST", () => {
    test.each([
      ["permanent privilege", {}],
      ["privilege whose window opened then", window],
      [
        "privilege with a configured start",
        { temporary: { range: "4h", start_time: "2026-01-02T03:04:05Z" } },
      ],
    ])("is completed by the next one: %s", async (_, attributes) => {
      await declarePrivilege(attributes);
      await workspace.apply();
      const [row] = rows();
      workspace.core.forget();
      await new Promise((resolve) => setTimeout(resolve, 10));
      const again = await workspace.apply();
      expect(summaries(again)).toContain("warning: Existing Privilege Taken Over");
      expect(errorsOf(again)).toEqual([]);
      expect(rows()).toEqual([row]);
      // Its window is remembered and enforced from now on, as if the first apply had recorded it.
      if (row?.isTemporary && row.temporaryAccessStartTime !== null) {
        const moved = row.temporaryAccessStartTime + 3_600_000;
        simulator.store.editPrivilege(row.id, { temporaryAccessStartTime: moved });
        await workspace.apply();
        expect(rows()[0]?.temporaryAccessStartTime).toBe(row.temporaryAccessStartTime);
      }
    });

    test("is not completed with a row that starts otherwise than configured", async () => {
      await declarePrivilege({ temporary: { range: "4h", start_time: "2026-01-02T03:04:05Z" } });
      await workspace.apply();
      workspace.core.forget();
      await declarePrivilege({ temporary: { range: "4h", start_time: "2026-01-02T03:04:06Z" } });
      expect(summaries(await workspace.apply())).toContain("error: Privilege Already Exists");
    });

    test("needs an operator for a universal auth that must not be adopted, and says how", async () => {
      await declareUniversalAuth();
      await workspace.apply();
      const attached = simulator.store.universalAuth(place.identityId);
      workspace.core.forget();
      const outcome = await workspace.apply();
      expect(summaries(outcome)).toEqual(["error: Universal Auth Is Attached Already"]);
      expect(outcome.diagnostics[0]?.detail).toContain(`terraform import ADDRESS ${place.identityId}`);
      expect(outcome.diagnostics[0]?.detail).toContain("adopt_existing = true");
      expect(simulator.store.universalAuth(place.identityId)).toEqual(attached);

      await workspace.import(UNIVERSAL_AUTH, place.identityId);
      expect(summaries(await workspace.apply())).toEqual([]);
      await expectNothingToDo();
    });
  });

  describe("a POST of a universal auth whose answer is lost", () => {
    // The server's clock counts, not this machine's.
    test.each([
      ["", 0],
      [", although the server's clock is an hour behind", -3_600_000],
      [", although the server's clock is an hour ahead", 3_600_000],
    ])("is ours when it was attached since%s", async (_, offset) => {
      simulator.clock.advance(offset);
      await declareUniversalAuth();
      const outcome = await applyWith({ kind: "reset", when: "after", route: routes.attachUniversalAuth });
      expect(summaries(outcome)).toEqual([]);
      expect(workspace.core.state[UNIVERSAL_AUTH]).toMatchObject({
        client_id: simulator.store.universalAuth(place.identityId)?.clientId,
      });
      expect(sent(routes.attachUniversalAuth)).toBe(1);
      await expectNothingToDo();
    });

    test("is somebody else's when it is older", async () => {
      await declareUniversalAuth();
      simulator.store.attachUniversalAuth(place.identityId);
      simulator.clock.advance(5_000);
      const outcome = await applyWith({ kind: "reset", when: "before", route: routes.attachUniversalAuth });
      expect(summaries(outcome)).toEqual(["error: Universal Auth Is Attached Already"]);
    });

    // The server's clock is known to the second only.
    test("is somebody else's when it is set otherwise, even if it was attached in the same second", async () => {
      simulator.clock.advance(1000 - (simulator.clock.now() % 1000));
      const attached = simulator.store.attachUniversalAuth(place.identityId, { accessTokenTTL: 600 });
      await declareUniversalAuth();
      const outcome = await applyWith({ kind: "reset", when: "before", route: routes.attachUniversalAuth });
      expect(summaries(outcome)).toEqual(["error: Universal Auth Is Attached Already"]);
      expect(workspace.core.state).toEqual({});
      expect(simulator.store.universalAuth(place.identityId)).toEqual(attached);
    });

    test("is sent again when nothing came of it", async () => {
      await declareUniversalAuth();
      const lost = { kind: "reset", when: "before", route: routes.attachUniversalAuth, nth: 1 } as const;
      expect(summaries(await applyWith(lost))).toEqual([]);
      expect(sent(routes.attachUniversalAuth)).toBe(2);
    });
  });

  describe("a write that finds nothing", () => {
    const another = () => simulator.world.targets[2]?.identityId ?? "";
    /** Changes the server between the refresh and the write. */
    const applyWhile = async (slow: string, change: () => void): Promise<CommandOutcome> => {
      const command = applyWith({ kind: "delay", when: "before", milliseconds: 300, route: slow });
      await until(() => sent(routes.listPrivileges) > 0);
      change();
      return command;
    };

    test("a DELETE of what is gone is done", async () => {
      await declarePrivilege();
      await workspace.apply();
      const id = rows()[0]?.id ?? "";
      await workspace.declare({}, hasty);
      const outcome = await applyWhile(routes.deletePrivilege, () => simulator.store.deletePrivilege(id));
      expect(errorsOf(outcome)).toEqual([]);
      expect(workspace.core.state).toEqual({});
    });

    test("a PATCH of what is gone changes nothing and says so", async () => {
      await declarePrivilege();
      await workspace.apply();
      const id = rows()[0]?.id ?? "";
      await declarePrivilege({ permissions: [rule(["edit"], "/app/**")] });
      const outcome = await applyWhile(routes.updatePrivilege, () => simulator.store.deletePrivilege(id));
      expect(summaries(outcome)).toEqual(["error: Privilege Was Removed Meanwhile"]);
      simulator.setFaults([]);
      expect(errorsOf(await workspace.apply())).toEqual([]);
      expect(rows()).toHaveLength(1);
    });

    if (release === "2026-08") {
      test.each([
        ["DELETE", () => workspace.declare({}, hasty)],
        ["PATCH", () => declarePrivilege({ permissions: [rule(["edit"], "/app/**")] })],
      ])("a %s that another identity's row hides is an error, and nothing is dropped", async (_, change) => {
        const hiding = simulator.store.addPrivilege(another(), place.projectSlug, { slug: SLUG });
        await declarePrivilege();
        await workspace.apply();
        await change();
        const outcome = await workspace.apply();
        expect(summaries(outcome)).toEqual(["error: Privilege Cannot Be Addressed"]);
        expect(outcome.diagnostics[0]?.detail).toContain(
          "another identity of the project holds the same slug",
        );
        expect(workspace.core.state).toHaveProperty([PRIVILEGE]);
        simulator.store.deletePrivilege(hiding.id);
        expect(errorsOf(await workspace.apply())).toEqual([]);
      });
    }
  });

  describe("after StopProvider", () => {
    /** Stops when the apply has logged in and had time to send its write. */
    const stopDuring = async (command: Promise<CommandOutcome>, logins = 2) => {
      await until(() => sent(routes.login) >= logins);
      await new Promise((resolve) => setTimeout(resolve, 200));
      const stoppedAt = performance.now();
      await workspace.core.stop();
      const outcome = await command;
      return { outcome, milliseconds: performance.now() - stoppedAt };
    };

    test("a write that was sent is recorded complete, without an error", async () => {
      await declarePrivilege(window);
      const slow = { kind: "delay", when: "commit", milliseconds: 700 } as const;
      const { outcome } = await stopDuring(applyWith({ ...slow, route: routes.createTemporary }));
      expect(summaries(outcome)).toEqual([]);
      expect(workspace.core.state[PRIVILEGE]).toMatchObject({ id: rows()[0]?.id });
      await expectNothingToDo();
    });

    test("one LIST decides about a write that did not answer", async () => {
      await declarePrivilege(window);
      const silent = { kind: "delay", when: "after", milliseconds: 60_000 } as const;
      const { outcome, milliseconds } = await stopDuring(
        applyWith({ ...silent, route: routes.createTemporary }),
      );
      expect(summaries(outcome)).toEqual(["warning: Existing Privilege Taken Over"]);
      expect(sent(routes.listPrivileges)).toBe(1);
      expect(milliseconds).toBeLessThan(5_000);
      await expectNothingToDo();
    });

    test.each([
      [
        "LIST",
        () => declarePrivilege(window),
        routes.createTemporary,
        routes.listPrivileges,
        ["warning: Existing Privilege Taken Over"],
      ],
      ["GET", () => declareUniversalAuth(), routes.attachUniversalAuth, routes.getUniversalAuth, []],
    ])("the %s that decides about a lost answer goes on", async (_, declare, write, confirmation, said) => {
      await declare();
      const { outcome } = await stopDuring(
        applyWith(
          { kind: "reset", when: "after", route: write },
          { kind: "delay", when: "before", milliseconds: 800, route: confirmation },
        ),
      );
      expect(summaries(outcome)).toEqual(said);
      expect(sent(confirmation)).toBe(1);
      await expectNothingToDo();
    });

    test("no write is repeated", async () => {
      await declarePrivilege();
      const { outcome } = await stopDuring(
        applyWith({ kind: "status", status: 503, route: routes.createPermanent }),
      );
      expect(errorsOf(outcome)).toHaveLength(1);
      expect(sent(routes.createPermanent)).toBe(1);
      expect(rows()).toEqual([]);
    });

    test("a read ends at once", async () => {
      await declarePrivilege();
      await workspace.apply();
      await declarePrivilege({}, patient);
      const slow = { kind: "delay", when: "before", milliseconds: 20_000 } as const;
      const { outcome, milliseconds } = await stopDuring(
        applyWith({ ...slow, route: routes.listPrivileges }),
        1,
      );
      expect(summaries(outcome)).toEqual(["error: Stopped"]);
      expect(milliseconds).toBeLessThan(5_000);
      expect(workspace.core.state).toHaveProperty([PRIVILEGE]);
    });

    test("the wait for a rate limit ends at once", async () => {
      await declarePrivilege({}, patient);
      const limited = { kind: "rate-limit", seconds: 60, route: routes.createPermanent } as const;
      const { outcome, milliseconds } = await stopDuring(applyWith(limited));
      expect(summaries(outcome)).toEqual(["error: Stopped"]);
      expect(milliseconds).toBeLessThan(5_000);
      expect(rows()).toEqual([]);
    });

    test("the wait before a repetition ends at once", async () => {
      await declarePrivilege();
      await workspace.apply();
      await declarePrivilege({ permissions: [rule(["edit"], "/app/**")] }, patient);
      const headers = { "retry-after": "60" };
      const { outcome, milliseconds } = await stopDuring(
        applyWith({ kind: "status", status: 503, headers, route: routes.updatePrivilege }),
      );
      expect(errorsOf(outcome)).toHaveLength(1);
      expect(milliseconds).toBeLessThan(5_000);
      expect(sent(routes.updatePrivilege)).toBe(1);
    });
  });
});
