import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type TerraformStack, TerraformVariable } from "cdktf";
import { IdentityPrivilege, InfisicalAccessProvider, UniversalAuthConfig } from "../../src/constructs";
import { builtInWorld } from "../../src/simulator/built-in-world";
import { routes } from "../../src/simulator/routes/route-names";
import { type Simulator, startSimulator } from "../../src/simulator/start-simulator";
import { secretsIn } from "../faults/secrets-written";
import { childrenOf } from "../support/processes";
import type { RunningCommand } from "../support/running-command";
import { SynthesisedStack } from "../support/synthesised-stack";
import { unzipped } from "../support/unzipped";

const SECRET = "canary-9b1f6c0e2d7a4583-never-to-be-seen";
const { operator } = builtInWorld;
const world = { ...builtInWorld, operator: { ...operator, clientSecret: SECRET } };
const identityId = world.targets[0]?.identityId ?? "";

interface Way {
  readonly name: string;
  variables(simulator: Simulator): Record<string, string>;
  provider(stack: TerraformStack, simulator: Simulator): void;
}

/** How credentials come to the provider. */
const ways: readonly Way[] = [
  {
    name: "a client secret from the environment",
    variables: ({ url }) => ({
      INFISICAL_HOST: url,
      INFISICAL_UNIVERSAL_AUTH_CLIENT_ID: operator.clientId,
      INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: SECRET,
    }),
    provider: (stack) => new InfisicalAccessProvider(stack, "infisical"),
  },
  {
    name: "an access token from the environment",
    variables: (simulator) => ({ INFISICAL_HOST: simulator.url, INFISICAL_TOKEN: simulator.issueToken() }),
    provider: (stack) => new InfisicalAccessProvider(stack, "infisical"),
  },
  {
    name: "a client secret from an ephemeral variable",
    variables: () => ({ TF_VAR_client_secret: SECRET }),
    provider: (stack, { url }) => {
      const variable = new TerraformVariable(stack, "client_secret", { type: "string", sensitive: true });
      // Else Terraform itself writes it into the plan.
      variable.addOverride("ephemeral", true);
      const clientSecret = variable.stringValue;
      new InfisicalAccessProvider(stack, "infisical", {
        host: url,
        clientId: operator.clientId,
        clientSecret,
      });
    },
  },
];

describe.each(ways)("with $name, at TF_LOG=TRACE,", ({ variables, provider }) => {
  let simulator: Simulator;
  let stack: SynthesisedStack;
  let given: Record<string, string>;
  let printed: string;

  beforeEach(async () => {
    printed = "";
    simulator = await startSimulator({ rateLimit: false, world });
    given = variables(simulator);
    stack = await SynthesisedStack.create({ ...given, TF_LOG: "TRACE", TF_LOG_PATH: "trace.log" });
    declare("read");
    await run("init", "-input=false", "-no-color");
  });
  afterEach(async () => {
    await stack.remove();
    await simulator.close();
  });

  const declare = (action: string) =>
    stack.synthesise((scope) => {
      provider(scope, simulator);
      new UniversalAuthConfig(scope, "login", { identityId, accessTokenTtl: "1h" });
      new IdentityPrivilege(scope, "read-app", {
        identityId,
        projectSlug: "payments",
        permissions: [{ actions: [action], subject: "secrets", conditions: { environment: "prod" } }],
      });
    });
  const run = async (...parameters: string[]): Promise<number> => {
    const { exitCode, stdout, stderr } = await stack.workspace.run(...parameters);
    printed += stdout + stderr;
    return exitCode;
  };
  const files = () =>
    readdirSync(stack.directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const textOf = (file: string) => {
    const content = readFileSync(file);
    return (content.subarray(0, 2).toString() === "PK" ? unzipped(content) : content).toString("latin1");
  };
  const found = (text: string) => secretsIn(text, simulator);

  test("no file of the stack, no log and nothing that is printed holds a secret, whether it succeeds or fails", async () => {
    expect(await run("plan", "-out=plan.bin", "-input=false")).toBe(0);
    expect(await run("apply", "-input=false", "plan.bin")).toBe(0);
    // The server repeats what it was sent.
    const credential = given.INFISICAL_TOKEN ?? SECRET;
    const body = { statusCode: 400, error: "BadRequest", message: `Invalid request: Bearer ${credential}` };
    simulator.setFaults([
      { kind: "status", status: 400, body, route: routes.updatePrivilege },
      { kind: "garbage", route: routes.getUniversalAuth, nth: 2 },
    ]);
    declare("edit");
    expect(await run("apply", "-auto-approve", "-input=false")).toBe(1);
    expect(printed).toContain("Invalid request: (hidden)");
    simulator.setFaults([]);
    expect(await run("apply", "-auto-approve", "-input=false")).toBe(0);
    expect(await run("show", "-json")).toBe(0);

    // What is searched is what was written: all of it holds the privilege's name.
    const searched = files();
    for (const name of [
      "terraform.tfstate",
      "terraform.tfstate.backup",
      "plan.bin",
      "cdk.tf.json",
      "trace.log",
    ]) {
      const file = searched.find((path) => path.endsWith(`/${name}`)) ?? "";
      expect({ name, holds: textOf(file).includes("read-app") }).toEqual({ name, holds: true });
    }
    expect(searched.some((path) => path.endsWith(".terraform.lock.hcl"))).toBe(true);
    expect(searched.filter((file) => found(textOf(file)).length > 0)).toEqual([]);
    expect(found(printed)).toEqual([]);
  }, 120_000);

  test("no process shows a secret but in the variables that its user set", async () => {
    // Linux shows what processes were started with.
    if (!existsSync("/proc/self/environ")) return;
    simulator.setFaults([
      { kind: "delay", when: "commit", milliseconds: 1_500, route: routes.createPermanent },
    ]);
    const command: RunningCommand = stack.workspace.start(["apply", "-auto-approve", "-input=false"]);
    while (!command.stdout.includes("Creating...")) await new Promise((resolve) => setTimeout(resolve, 20));
    const processes = [command.pid, ...(await childrenOf(command.pid)).map(({ pid }) => pid)];
    const shown = processes.flatMap((pid) => {
      const variablesOf = readFileSync(`/proc/${pid}/environ`, "latin1").split("\0");
      return [
        ...found(readFileSync(`/proc/${pid}/cmdline`, "latin1")),
        ...variablesOf.filter((text) => found(text).length > 0).map((text) => text.split("=")[0] ?? ""),
      ];
    });
    await command.ended;
    expect(processes).toHaveLength(2);
    const secret = Object.keys(given).filter((name) => /SECRET|TOKEN/i.test(name));
    expect([...new Set(shown)]).toEqual(secret);
  }, 120_000);
});
