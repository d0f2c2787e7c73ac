import { execFile, spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { InfisicalAccessProvider, MachineIdentityAccess } from "cdktf-infisical-access";
import { SimulatedServer } from "../../src/testing";
import { githubWorkflow, gitlabWorkflow, type PipelineJob } from "../examples/workflow";
import { CleanEnvironment } from "../support/clean-environment";

const COMMAND = join(__dirname, "../../dist/cli/infisical-access.cjs");
const IDENTITY = "78e59e24-a17b-4a93-8700-6f60a7f332fd";

const start = process.cwd();
let server: SimulatedServer;
let directory: string;
let environment: CleanEnvironment;

beforeEach(async () => {
  server = await SimulatedServer.start({ identities: [{ identityId: IDENTITY, name: "deploy" }] });
  environment = new CleanEnvironment(server.environment);
  directory = realpathSync(mkdtempSync(join(tmpdir(), "infisical-access-pipeline-")));
  process.chdir(directory);
  program("reviewed/node_modules/.bin/infisical-access", `exec node ${COMMAND} "$@"`);
  // What the two services would answer: which review belongs to the merged commit.
  program(
    "bin/gh",
    'case "$*" in api*) echo badcab ;; "run list"*) echo 4711 ;; "run download"*) mkdir -p approved && cp review.json approved/ ;; esac',
  );
  program(
    "bin/curl",
    `case "$*" in *commits/*) echo '[{"iid":7,"state":"merged","sha":"badcab"}]' > requests.json ;; *artifacts/*) cp reviews/badcab.json approved.json ;; esac`,
  );
});
afterEach(async () => {
  process.chdir(start);
  environment.remove();
  rmSync(directory, { recursive: true, force: true });
  await server.close();
});

function program(name: string, script: string): void {
  const path = join(directory, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

/** What the first job hands to the others: the stack of a commit, synthesised. */
function synthesise(actions: string[]): void {
  const app = new App();
  const stack = new TerraformStack(app, "access");
  new InfisicalAccessProvider(stack, "infisical");
  new MachineIdentityAccess(stack, "deploy", {
    identityId: IDENTITY,
    grants: [{ projectSlug: "payments", environment: "prod", secretPath: "/app/**", actions }],
  });
  app.synth();
  spawnSync("tar", ["-czf", "stacks.tar.gz", "-C", "cdktf.out", "stacks"], { cwd: directory });
}

/** Runs what a job does behind its preparations, in a fresh folder but for what earlier jobs handed on. */
async function run(jobs: readonly PipelineJob[], name: string): Promise<{ status: number; output: string }> {
  rmSync(join(directory, "stacks"), { recursive: true, force: true });
  const scripts = jobs.find((job) => job.name === name)?.scripts.map(({ text }) => text) ?? [];
  const preparation = /^(npm ci|git clone|unzip|echo "\$TERRAFORM_SHA256|curl .*terraform\.zip)/;
  const script = scripts.filter((text) => !preparation.test(text)).join("\n");
  const variables = {
    ...environment.variables,
    PATH: `${join(directory, "bin")}:${process.env.PATH ?? ""}`,
    GITHUB_STEP_SUMMARY: join(directory, "summary.md"),
    CI_COMMIT_SHA: "badcab",
    TF_INPUT: "0",
  };
  return new Promise((resolve) => {
    const parameters = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
    execFile("bash", parameters, { cwd: directory, env: variables }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), output: stdout + stderr });
    });
  });
}

const grantedActions = () =>
  server
    .privileges(IDENTITY, "payments")
    .flatMap(({ permissions }) => permissions.map(({ action }) => action));

test.each([
  ["GitHub Actions", githubWorkflow().jobs],
  ["GitLab", gitlabWorkflow().jobs],
])(
  "%s: what is reviewed is applied, nothing more is, and what happens outside is found at night",
  async (_, jobs) => {
    synthesise(["read"]);
    expect(await run(jobs, "plan")).toMatchObject({ status: 0 });
    expect(readFileSync(join(directory, "review.md"), "utf8")).toMatch(/gains? .*read/);
    expect(grantedActions()).toEqual([]);

    expect(await run(jobs, "apply")).toMatchObject({ status: 0 });
    expect(grantedActions()).toEqual(["read"]);
    expect(await run(jobs, "drift")).toMatchObject({ status: 0 });

    // Another commit, with the review of the one before.
    synthesise(["read", "delete"]);
    const refused = await run(jobs, "apply");
    expect(refused).toMatchObject({ status: 2, output: expect.stringContaining("delete") as string });
    expect(grantedActions()).toEqual(["read"]);

    synthesise(["read"]);
    server.addPrivilege(IDENTITY, "payments", "by-hand", [{ action: "edit", subject: "secrets" }]);
    const drift = await run(jobs, "drift");
    expect(drift).toMatchObject({ status: 2, output: expect.stringContaining("by-hand") as string });
  },
);
