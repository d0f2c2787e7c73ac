import { routes } from "../../src/simulator/routes/route-names";
import { childrenOf, hasEndedWithin, isAlive } from "../support/processes";
import type { RunningCommand } from "../support/running-command";
import { AccessUnderTest } from "./access-under-test";

const FIRST = "infisicalaccess_identity_privilege.first";
const SECOND = "infisicalaccess_identity_privilege.second";

/** Signals go to processes, so the provider is one of its own here, started by the real terraform. */
describe("an apply of two privileges, one after the other, whose server is slow", () => {
  let access: AccessUnderTest;
  let running: RunningCommand | undefined;

  beforeEach(async () => {
    access = await AccessUnderTest.start({ launched: true });
    await access.test.write({
      infisicalaccess_identity_privilege: {
        first: access.privilege({ slug: "first", temporary: { range: "4h" } }),
        second: access.privilege({ slug: "second", depends_on: [FIRST] }),
      },
    });
  });
  afterEach(async () => {
    running?.kill();
    await running?.ended;
    await access.close();
  });

  const slugs = () => access.rows().map(({ slug }) => slug);
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  /** Applies until the first privilege's POST is on its way to a server that takes so long between its checks and its write. */
  const applyUntilPost = async (when: "commit" | "after", milliseconds: number) => {
    access.simulator.takeRequests();
    access.simulator.setFaults([{ kind: "delay", when, milliseconds, route: routes.createTemporary }]);
    const parameters = ["apply", "-auto-approve", "-no-color", "-input=false"];
    running = access.workspace.start(parameters, { leadsGroup: true });
    // The apply's own login; the plan's came before.
    await until(() => access.simulator.requests.filter(({ route }) => route === routes.login).length === 2);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const [provider] = (await childrenOf(running.pid)).filter(({ command }) =>
      command.includes("provider.cjs"),
    );
    if (!provider) throw new Error("terraform has no provider under it");
    return { command: running, provider: provider.pid };
  };
  const finish = async () => {
    access.simulator.setFaults([]);
    await access.workspace.apply();
    expect(slugs().sort()).toEqual(["first", "second"]);
    expect(await access.planned()).toEqual({});
  };

  test("records after Ctrl-C what was sent already, starts no further write, and goes on with the next apply", async () => {
    const { command, provider } = await applyUntilPost("commit", 2_500);
    command.interruptGroup();
    await until(() => command.stdout.includes("Interrupt received"));
    expect(isAlive(provider)).toBe(true);
    const { exitCode, stdout, stderr } = await command.ended;
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`${FIRST}: Creation complete`);
    expect(stderr).toContain("execution halted");
    expect(slugs()).toEqual(["first"]);
    expect(await access.stateOf(FIRST)).toMatchObject({ id: access.row().id });
    expect(await hasEndedWithin(provider, 5_000)).toBe(true);

    expect(await access.planned()).toEqual({ [SECOND]: "create" });
    await finish();
  }, 120_000);

  test("ends after a second Ctrl-C, and the next apply completes it", async () => {
    const { command, provider } = await applyUntilPost("after", 30_000);
    const startedAt = performance.now();
    command.interruptGroup();
    await until(() => command.stdout.includes("Interrupt received"));
    command.interruptGroup();
    const { stderr } = await command.ended;
    expect(stderr).toContain("Two interrupts received");
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    expect(await hasEndedWithin(provider, 8_000)).toBe(true);

    const [{ id, temporaryAccessEndTime }] = access.rows() as [ReturnType<typeof access.row>];
    await finish();
    expect(access.rows().find(({ slug }) => slug === "first")).toMatchObject({ id, temporaryAccessEndTime });
  }, 120_000);

  test("leaves no provider behind when terraform is killed, and the next apply completes it", async () => {
    const { command, provider } = await applyUntilPost("commit", 2_000);
    command.kill();
    expect(await hasEndedWithin(provider, 10_000)).toBe(true);
    expect(slugs()).toEqual(["first"]);
    const [{ id, temporaryAccessEndTime }] = access.rows() as [ReturnType<typeof access.row>];
    await finish();
    expect(access.rows().find(({ slug }) => slug === "first")).toMatchObject({ id, temporaryAccessEndTime });
  }, 120_000);
});
