import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { parse } from "yaml";

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
}

interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly environment?: string;
  readonly permissions?: unknown;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Record<string, unknown>;
  readonly permissions: Record<string, string>;
  readonly jobs: Record<string, Job>;
}

const text = readFileSync(join(__dirname, "../../examples/pipeline/github-actions.yml"), "utf8");
const workflow = parse(text) as Workflow;
const jobs = Object.entries(workflow.jobs);

/** Jobs that GitHub runs for an event. Its expressions read like JavaScript here. */
function jobsFor(github: object): string[] {
  return jobs
    .filter(([, job]) => job.if === undefined || runInNewContext(job.if, { github }) === true)
    .map(([name]) => name);
}

const repository = "acme/access";
const pullRequestFrom = (origin: string) => ({
  event_name: "pull_request",
  ref: "refs/pull/7/merge",
  repository,
  event: { pull_request: { head: { repo: { full_name: origin } } } },
});

test.each([
  ["a pull request of the repository's own", pullRequestFrom(repository), ["synth", "plan"]],
  ["a pull request of a fork", pullRequestFrom("stranger/access"), ["synth"]],
  ["a merge", { event_name: "push", ref: "refs/heads/main", repository, event: {} }, ["synth", "apply"]],
  [
    "a push to another branch",
    { event_name: "push", ref: "refs/heads/wip", repository, event: {} },
    ["synth"],
  ],
  [
    "the night",
    { event_name: "schedule", ref: "refs/heads/main", repository, event: {} },
    ["synth", "drift"],
  ],
])("%s runs what it should", (_, github, expected) => {
  expect(jobsFor(github)).toEqual(expected);
});

test("only events that give a fork no credential start it", () => {
  expect(Object.keys(workflow.on).sort()).toEqual(["pull_request", "push", "schedule"]);
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect(jobs.filter(([, { permissions }]) => permissions !== undefined)).toEqual([]);
});

test("code of the repository runs only where there is no credential", () => {
  for (const [name, job] of jobs) {
    const runsCode = JSON.stringify(job.steps).match(/actions\/checkout|npm |npx |cdktf (?!\.out)/) !== null;
    const hasCredential = JSON.stringify(job).includes("secrets.");
    expect({ name, runsCode, hasCredential }).toEqual({
      name,
      runsCode: name === "synth",
      hasCredential: name !== "synth",
    });
  }
});

test("every job with a credential waits for its environment", () => {
  const environments = jobs.map(([name, { environment }]) => [name, environment]);
  expect(Object.fromEntries(environments)).toEqual({
    synth: undefined,
    plan: "infisical-plan",
    apply: "infisical-apply",
    drift: "infisical-drift",
  });
});

test("actions are pinned by commit, with the version beside it", () => {
  const lines = text.split("\n").filter((line) => /\buses:/.test(line));
  expect(lines.length).toBeGreaterThan(4);
  for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

describe("the scripts, with a terraform that only says what it was asked", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "infisical-access-pipeline-"));
    mkdirSync(join(directory, "bin"));
    for (const stack of ["one", "two"]) mkdirSync(join(directory, "stacks", stack), { recursive: true });
    const fake =
      '#!/bin/sh\necho "$(basename "$PWD"): terraform $*"\n[ "$1" = plan ] && exit "${PLAN_STATUS:-0}" || exit 0\n';
    writeFileSync(join(directory, "bin/terraform"), fake);
    chmodSync(join(directory, "bin/terraform"), 0o755);
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  function run(job: string, planStatus = 0): { status: number | null; stdout: string } {
    const script = workflow.jobs[job]?.steps.find(({ name }) => name !== undefined)?.run ?? "";
    // As GitHub runs steps whose shell is bash.
    return spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      cwd: directory,
      encoding: "utf8",
      env: {
        PATH: `${join(directory, "bin")}:${process.env.PATH ?? ""}`,
        GITHUB_STEP_SUMMARY: join(directory, "summary.md"),
        PLAN_STATUS: String(planStatus),
      },
    });
  }

  test("the plan of every stack is in the summary", () => {
    expect(run("plan").status).toBe(0);
    const summary = readFileSync(join(directory, "summary.md"), "utf8");
    expect(summary).toContain(
      "## stacks/one/\n```\none: terraform init\none: terraform plan -no-color\n```\n## stacks/two/",
    );
  });

  test("a plan that fails fails the job", () => {
    expect(run("plan", 1).status).toBe(1);
  });

  test("every stack is applied", () => {
    expect(run("apply").stdout).toContain("two: terraform apply -auto-approve -no-color");
  });

  test.each([0, 1, 2])("drift ends with the status of the plans, %d, after all stacks", (status) => {
    const drift = run("drift", status);
    expect(drift.status).toBe(status);
    expect(drift.stdout).toContain("two: terraform plan -no-color -detailed-exitcode");
  });
});
