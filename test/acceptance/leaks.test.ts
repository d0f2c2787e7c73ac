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
    await stack.workspace.succeed("init", "-input=false", "-no-color");
  }, 60_000);
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
  /** @returns the exit status */
  const run = async (
    [name = "", ...parameters]: string[],
    meanwhile?: (command: RunningCommand) => Promise<void>,
  ) => {
    const command = stack.workspace.start([name, "-input=false", "-no-color", ...parameters]);
    await meanwhile?.(command);
    const { exitCode, stdout, stderr } = await command.ended;
    printed += stdout + stderr;
    return exitCode;
  };
  const found = (text: string) => secretsIn(text, simulator);

  test("no file of the app, no log, no process and nothing that is printed holds a secret, whether it succeeds or fails", async () => {
    expect(await run(["plan", "-out=plan.bin"])).toBe(0);
    simulator.setFaults([
      { kind: "delay", when: "commit", milliseconds: 1_000, route: routes.createPermanent },
    ]);
    let shown: ShownByProcesses | undefined;
    const look = async (command: RunningCommand) => {
      while (!command.stdout.includes("Creating...") && !command.hasEnded) await moment();
      shown = await shownByProcesses(command.pid);
    };
    expect(await run(["apply", "plan.bin"], look)).toBe(0);

    // The server repeats what it was sent.
    const credential = given.INFISICAL_TOKEN ?? SECRET;
    const body = { statusCode: 400, error: "BadRequest", message: `Invalid request: Bearer ${credential}` };
    simulator.setFaults([
      { kind: "status", status: 400, body, route: routes.updatePrivilege },
      { kind: "garbage", route: routes.getUniversalAuth, nth: 2 },
    ]);
    declare("edit");
    expect(await run(["apply", "-auto-approve"])).toBe(1);
    expect(printed).toContain("Invalid request: (hidden)");
    simulator.setFaults([]);
    expect(await run(["apply", "-auto-approve"])).toBe(0);

    // What is searched is what was written: all of it holds the privilege's name.
    const searched = filesBelow(stack.outdir);
    const written = ["terraform.tfstate", "terraform.tfstate.backup", "plan.bin", "cdk.tf.json", "trace.log"];
    for (const name of written) {
      const file = searched.find((path) => path.endsWith(`/${name}`)) ?? "";
      expect({ name, holds: textOf(file).includes("read-app") }).toEqual({ name, holds: true });
    }
    expect(searched.some((path) => path.endsWith(".terraform.lock.hcl"))).toBe(true);
    expect(searched.filter((file) => found(textOf(file)).length > 0)).toEqual([]);
    expect(found(printed)).toEqual([]);

    // terraform and the provider under it. Its user has set the variables.
    if (!existsSync("/proc/self/environ")) return;
    expect(shown?.commandLines).toHaveLength(2);
    expect(found(shown?.commandLines.join("\n") ?? "")).toEqual([]);
    const holding = shown?.variables.filter((variable) => found(variable).length > 0);
    const names = new Set(holding?.map((variable) => variable.split("=")[0]));
    expect([...names]).toEqual(Object.keys(given).filter((name) => /SECRET|TOKEN/i.test(name)));
  }, 120_000);
});

interface ShownByProcesses {
  readonly commandLines: readonly string[];
  readonly variables: readonly string[];
}

/** What Linux shows of a process and of those that it has started; nothing elsewhere. */
async function shownByProcesses(pid: number): Promise<ShownByProcesses> {
  const pids = [pid, ...(await childrenOf(pid)).map((child) => child.pid)];
  const read = (file: string) =>
    pids.flatMap((each) => {
      const path = `/proc/${each}/${file}`;
      return existsSync(path) ? [readFileSync(path, "latin1")] : [];
    });
  return { commandLines: read("cmdline"), variables: read("environ").flatMap((text) => text.split("\0")) };
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function textOf(file: string): string {
  const content = readFileSync(file);
  return (content.subarray(0, 2).toString() === "PK" ? unzipped(content) : content).toString("latin1");
}

function moment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
