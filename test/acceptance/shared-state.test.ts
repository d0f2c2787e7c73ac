import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { routes } from "../../src/simulator/routes/route-names";
import { type Simulator, startSimulator } from "../../src/simulator/start-simulator";
import { PostgresServer } from "../support/postgres-server";
import type { RunningCommand } from "../support/running-command";
import { TerraformWorkspace } from "../support/terraform-workspace";

const EXAMPLE = join(__dirname, "../../examples/remote-state/main");
const LOGIN = "infisicalaccess_universal_auth_config.login";
/** Milliseconds. */
const ANSWER_DELAY = 1_000;
const APPLY = ["apply", "-auto-approve", "-no-color", "-input=false"];

/** Two pipelines with checkouts of their own apply examples/remote-state, whose state a real PostgreSQL keeps and locks. */
describe("two pipelines that share a state in PostgreSQL", () => {
  let postgres: PostgresServer;
  let synthesised: string;
  let simulator: Simulator;
  let identityId: string;
  let running: RunningCommand | undefined;
  let pipelines: readonly [TerraformWorkspace, TerraformWorkspace];

  beforeAll(async () => {
    postgres = await PostgresServer.start();
    synthesised = realpathSync(mkdtempSync(join(tmpdir(), "infisical-access-example-")));
    const start = process.cwd();
    // An example synthesises into the current directory, as cdktf has it.
    process.chdir(synthesised);
    await import(EXAMPLE);
    process.chdir(start);
  }, 120_000);
  afterAll(async () => {
    rmSync(synthesised, { recursive: true, force: true });
    await postgres.stop();
  });

  let states = 0;
  beforeEach(async () => {
    simulator = await startSimulator({ rateLimit: false });
    identityId = simulator.world.targets[0]?.identityId ?? "";
    const schema = `state_${(states += 1)}`;
    pipelines = [await checkout(), await checkout()];
    const backend = { conn_str: postgres.url, schema_name: schema };
    const settings = Object.entries(backend).map(([name, value]) => `-backend-config=${name}=${value}`);
    // The second finds the schema made.
    for (const pipeline of pipelines)
      await pipeline.succeed("init", "-input=false", "-no-color", ...settings);
  }, 60_000);
  afterEach(async () => {
    running?.kill();
    await running?.ended;
    for (const pipeline of pipelines) await pipeline.remove();
    await simulator.close();
  });

  const checkout = (): Promise<TerraformWorkspace> => {
    const directory = mkdtempSync(join(tmpdir(), "infisical-access-pipeline-"));
    cpSync(join(synthesised, "cdktf.out/stacks/team-access"), directory, { recursive: true });
    const { clientId, clientSecret } = simulator.world.operator;
    const variables = {
      ...postgres.credentials,
      INFISICAL_HOST: simulator.url,
      INFISICAL_UNIVERSAL_AUTH_CLIENT_ID: clientId,
      INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: clientSecret,
      TF_VAR_identity_id: identityId,
      TF_VAR_project_slug: "payments",
    };
    return TerraformWorkspace.create(variables, directory);
  };
  const rows = () => simulator.store.privileges(identityId, "payments");
  const rotation = () => rows().find(({ slug }) => slug === "rotate-app-secrets");
  const isAttached = () => simulator.store.universalAuth(identityId) !== undefined;
  const writes = () =>
    simulator.requests.filter(({ route, method }) => method !== "GET" && route !== routes.login);
  /** Starts an apply and waits until all but the temporary privilege is made, whose POST is on its way. */
  const startApply = async (pipeline: TerraformWorkspace) => {
    const route = routes.createTemporary;
    simulator.setFaults([{ kind: "delay", when: "commit", milliseconds: ANSWER_DELAY, route }]);
    running = pipeline.start(APPLY);
    while (!(isAttached() && rows().length === 1) && !running.hasEnded) await moment();
    return running;
  };
  /** Whoever plans finds nothing to do. */
  const expectAgreement = async () => {
    expect(rows().map(({ slug }) => slug)).toEqual(["read-app-secrets", "rotate-app-secrets"]);
    const plan = ["plan", "-lock=false", "-detailed-exitcode", "-input=false"];
    const plans = await Promise.all(pipelines.map((pipeline) => pipeline.run(...plan)));
    expect(plans.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  };

  test("the second fails on the lock or, with a time-out, waits for the first, and then builds on what it made", async () => {
    const first = await startApply(pipelines[0]);
    // It stands still, however long the others take.
    process.kill(first.pid, "SIGSTOP");
    await moment(ANSWER_DELAY);
    simulator.takeRequests();
    const refused = await pipelines[1].run(...APPLY);
    expect(simulator.requests).toEqual([]);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("Error acquiring the state lock");

    const second = pipelines[1].start([...APPLY, "-lock-timeout=60s"]);
    while (!second.stdout.includes("Acquiring state lock") && !second.hasEnded) await moment();
    process.kill(first.pid, "SIGCONT");
    expect((await first.ended).exitCode).toBe(0);
    expect(await second.ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(second.stdout).toContain("No changes.");
    expect(writes()).toEqual([]);

    const created = rotation();
    for (const { directory } of pipelines) {
      const file = join(directory, "cdk.tf.json");
      writeFileSync(file, readFileSync(file, "utf8").replace('"edit"', '"create",\n"edit"'));
    }
    await pipelines[1].apply();
    const { id, temporaryAccessStartTime } = created ?? {};
    expect(rotation()).toMatchObject({ id, temporaryAccessStartTime });
    expect(rotation()?.permissions).not.toEqual(created?.permissions);
    await expectAgreement();

    const files = [synthesised, ...pipelines.map(({ directory }) => directory)].flatMap(filesBelow);
    expect(files.filter((file) => file.endsWith(".terraform/terraform.tfstate"))).toHaveLength(2);
    const secrets = [postgres.credentials.PGPASSWORD, simulator.world.operator.clientSecret];
    const holding = files.filter((file) => secrets.some((secret) => readFileSync(file).includes(secret)));
    expect(holding).toEqual([]);
  }, 120_000);

  test("one that is killed leaves no lock behind, and the other completes its work", async () => {
    const first = await startApply(pipelines[0]);
    first.kill();
    await first.ended;
    // What it had sent is carried out.
    while (rotation() === undefined) await moment();
    const before = rows();
    simulator.setFaults([]);
    const second = await pipelines[1].run(...APPLY, "-lock-timeout=30s");
    // Nothing was recorded of what is attached, and whose it is only an operator can say.
    expect(second.stderr).toContain("Universal Auth Is Attached Already");
    await pipelines[1].succeed("import", "-input=false", "-no-color", LOGIN, identityId);
    await pipelines[1].apply();
    expect(rows()).toEqual(before);
    await expectAgreement();
  }, 120_000);
});

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function moment(milliseconds = 20): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
