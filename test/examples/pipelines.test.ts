import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { githubWorkflow, gitlabWorkflow, type PipelineEvent, type PipelineJob } from "./workflow";

const github = githubWorkflow();
const gitlab = gitlabWorkflow();

describe.each([
  ["GitHub Actions", github.jobs],
  ["GitLab", gitlab.jobs],
])("%s", (_, jobs) => {
  test.each<[PipelineEvent, readonly string[]]>([
    ["own request", ["synth", "plan"]],
    ["fork's request", ["synth"]],
    ["merge", ["synth", "apply"]],
    ["night", ["synth", "drift"]],
  ])("on %s it runs what it should", (event, expected) => {
    expect(jobs.filter((job) => job.runsOn(event)).map(({ name }) => name)).toEqual(expected);
  });

  test("a push to another branch gets no credential", () => {
    expect(jobs.filter((job) => job.runsOn("other branch") && job.hasCredential)).toEqual([]);
  });

  test("what a request brings is checked out, installed and run only where there is no credential", () => {
    const runsCode = ({ checksOut, scripts }: PipelineJob) =>
      checksOut || scripts.some(({ text }) => /npm ci(?!.* --prefix reviewed)|\bnpx\b/.test(text));
    expect(jobs.filter(runsCode).map(({ name }) => name)).toEqual(["synth"]);
    expect(jobs.filter(({ hasCredential }) => hasCredential).map(({ name }) => name)).toEqual([
      "plan",
      "apply",
      "drift",
    ]);
  });

  test("packages are installed without their scripts", () => {
    const installations = jobs
      .flatMap(({ scripts }) => scripts)
      .filter(({ text }) => /npm (ci|install)/.test(text));
    expect(installations.length).toBeGreaterThan(3);
    for (const { text } of installations) expect(text).toContain("npm ci --ignore-scripts");
  });

  test("every job with a credential waits for an environment of its own", () => {
    expect(Object.fromEntries(jobs.map(({ name, environment }) => [name, environment]))).toEqual({
      synth: undefined,
      plan: "infisical-plan",
      apply: "infisical-apply",
      drift: "infisical-drift",
    });
  });
});

describe("GitHub Actions", () => {
  test("starts on events alone that give a fork no credential", () => {
    expect(Object.keys(github.content.on).sort()).toEqual(["pull_request", "push", "schedule"]);
  });

  test("may write nothing but a comment, and that where the plan is", () => {
    expect(github.content.permissions).toEqual({ contents: "read" });
    const written = Object.entries(github.content.jobs).flatMap(([job, { permissions = {} }]) =>
      Object.entries(permissions)
        .filter(([, level]) => level !== "read")
        .map(([what, level]) => `${job}: ${what} ${level}`),
    );
    expect(written).toEqual(["plan: pull-requests write"]);
  });

  test("gives credentials to the steps that need them, and to no whole job", () => {
    for (const job of Object.values(github.content.jobs)) {
      expect(JSON.stringify({ ...job, steps: [] })).not.toContain("secrets.");
      for (const step of job.steps.filter(({ uses }) => uses !== undefined)) {
        expect(JSON.stringify(step)).not.toContain("secrets.");
      }
    }
  });

  test("pins actions by commit, with the version beside it", () => {
    const lines = github.text.split("\n").filter((line) => /\buses:/.test(line));
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
});

test("GitLab pins the image by digest and Terraform by checksum", () => {
  expect(gitlab.text.match(/\bimage:.*/g)).toEqual([`image: ${gitlab.content.default.image}`]);
  expect(gitlab.content.default.image).toMatch(/^node:22-bookworm@sha256:[0-9a-f]{64}$/);
  expect(gitlab.content.variables.TERRAFORM_SHA256).toMatch(/^[0-9a-f]{64}$/);
  const scripts = gitlab.jobs.find(({ name }) => name === "plan")?.scripts.map(({ text }) => text) ?? [];
  const checked = scripts.findIndex((text) => text.includes("sha256sum --check"));
  expect(checked).toBeGreaterThan(-1);
  expect(scripts.findIndex((text) => text.includes("unzip"))).toBeGreaterThan(checked);
});

describe("the scripts, with programs that only say what they were asked", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "infisical-access-pipeline-"));
    for (const stack of ["one", "two"])
      mkdirSync(join(directory, "packed/stacks", stack), { recursive: true });
    spawnSync("tar", ["-czf", "../stacks.tar.gz", "stacks"], { cwd: join(directory, "packed") });
    program("bin/terraform", 'echo "$(basename "$PWD"): terraform $*" >> "$LOG"; [ "$1" != "$FAILS" ]');
    program(
      "reviewed/node_modules/.bin/infisical-access",
      'echo "infisical-access $*" >> "$LOG"; echo "# A review"; exit "${REVIEW_STATUS:-0}"',
    );
    program(
      "bin/gh",
      'echo "gh $*" >> "$LOG"; case "$*" in api*) echo "$HEAD" ;; "run list"*) echo "$RUN" ;; esac',
    );
    // Writes what GitLab would answer into the file that --output names.
    program(
      "bin/curl",
      'echo "curl $*" >> "$LOG"; case "$*" in *commits/*) printf %s "$REQUESTS" > requests.json ;; *artifacts/*) echo "{}" > approved.json ;; esac',
    );
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  function program(name: string, script: string): void {
    const path = join(directory, name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }

  /** Runs what a job does behind its preparations, as the runners of both do. @returns the status, and what was asked of the programs */
  function run(
    jobs: readonly PipelineJob[],
    name: string,
    variables: Readonly<Record<string, string>> = {},
  ): { status: number | null; asked: string[]; output: string } {
    const scripts = jobs.find((job) => job.name === name)?.scripts.map(({ text }) => text) ?? [];
    const preparation = /^(npm ci|git clone|unzip|echo "\$TERRAFORM_SHA256|curl .*terraform\.zip)/;
    const script = scripts.filter((text) => !preparation.test(text)).join("\n");
    const log = join(directory, "log");
    writeFileSync(log, "");
    const { status, stdout, stderr } = spawnSync(
      "bash",
      ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
      {
        cwd: directory,
        encoding: "utf8",
        env: {
          PATH: `${join(directory, "bin")}:${process.env.PATH ?? ""}`,
          LOG: log,
          GITHUB_STEP_SUMMARY: join(directory, "summary.md"),
          GITHUB_REPOSITORY: "acme/access",
          GITHUB_WORKFLOW: "Infisical access",
          GITHUB_SHA: "c0ffee",
          PULL_REQUEST: "7",
          HEAD: "badcab",
          RUN: "4711",
          CI_API_V4_URL: "https://gitlab.example.com/api/v4",
          CI_PROJECT_ID: "3",
          CI_COMMIT_SHA: "c0ffee",
          CI_MERGE_REQUEST_IID: "7",
          REVIEW_TOKEN: "token",
          REQUESTS: '[{"iid":6,"state":"closed","sha":"0"},{"iid":7,"state":"merged","sha":"badcab"}]',
          ...variables,
        },
      },
    );
    return { status, asked: readFileSync(log, "utf8").trim().split("\n"), output: stdout + stderr };
  }

  const both = [
    ["GitHub Actions", github.jobs],
    ["GitLab", gitlab.jobs],
  ] as const;

  test.each(both)(
    "%s: every stack is planned, the plans are reviewed together, and the review is a comment",
    (_, jobs) => {
      const { status, asked } = run(jobs, "plan");
      expect(status).toBe(0);
      expect(asked.filter((line) => line.startsWith("two: "))).toEqual([
        "two: terraform init",
        "two: terraform plan -no-color -out=plan.bin",
        "two: terraform show -json plan.bin",
      ]);
      expect(asked).toContain(
        "infisical-access review stacks/one/plan.json stacks/two/plan.json --format json",
      );
      expect(asked.at(-1)).toMatch(
        /^(gh pr comment 7 --repo acme\/access --body-file review\.md|curl .*body=<review\.md .*\/merge_requests\/7\/notes)$/,
      );
      expect(readFileSync(join(directory, "review.md"), "utf8")).toBe("# A review\n");
      expect(
        ["review.json", "reviews/c0ffee.json"].filter((file) => existsSync(join(directory, file))),
      ).toHaveLength(1);
    },
  );

  test.each(both)(
    "%s: what was approved is fetched, the plans are held against it, and then they are applied",
    (_, jobs) => {
      const { status, asked, output } = run(jobs, "apply");
      expect(output).not.toContain("belongs to no");
      expect(status).toBe(0);
      const fetched = asked.findIndex((line) =>
        /run download 4711 .*--name review|refs\/merge-requests\/7\/head\/raw\/reviews\/badcab\.json/.test(
          line,
        ),
      );
      const judged = asked.findIndex((line) =>
        /^infisical-access review stacks\/one\/plan\.json stacks\/two\/plan\.json --approved approved(\/review)?\.json$/.test(
          line,
        ),
      );
      const applied = asked.findIndex((line) => line === "two: terraform apply -no-color plan.bin");
      expect(fetched).toBeGreaterThan(-1);
      expect(judged).toBeGreaterThan(fetched);
      expect(applied).toBeGreaterThan(judged);
    },
  );

  test.each(both)("%s: nothing is applied when the plans add to what was approved", (_, jobs) => {
    const { status, asked } = run(jobs, "apply", { REVIEW_STATUS: "2" });
    expect(status).toBe(2);
    expect(asked.join("\n")).not.toContain("terraform apply");
  });

  test.each<[string, readonly PipelineJob[], Record<string, string>, RegExp]>([
    [
      "GitHub Actions: a commit without a pull request",
      github.jobs,
      { HEAD: "" },
      /c0ffee belongs to no pull request/,
    ],
    [
      "GitHub Actions: a last commit without a plan",
      github.jobs,
      { RUN: "" },
      /merged without a finished plan of its last commit badcab/,
    ],
    [
      "GitLab: a commit without a merge request",
      gitlab.jobs,
      { REQUESTS: "[]" },
      /c0ffee belongs to no merged merge request/,
    ],
    ["GitLab: an answer that is none", gitlab.jobs, { REQUESTS: "<html>" }, /SyntaxError/],
  ])("%s is not applied", (_, jobs, variables, message) => {
    const { status, asked, output } = run(jobs, "apply", variables);
    expect(status).toBe(1);
    expect(output).toMatch(message);
    expect(asked.join("\n")).not.toContain("terraform");
  });

  test.each(
    both.flatMap(([name, jobs]) => ["init", "plan", "show"].map((fails) => [name, fails, jobs] as const)),
  )("%s: a terraform %s that fails ends the jobs before anything else is done", (_, fails, jobs) => {
    for (const job of ["plan", "apply"]) {
      const { status, asked } = run(jobs, job, { FAILS: fails });
      expect(status).toBe(1);
      expect(asked.join("\n")).not.toMatch(/terraform apply|infisical-access|two: /);
    }
  });

  test.each(both.flatMap(([name, jobs]) => [0, 1, 2].map((status) => [name, status, jobs] as const)))(
    "%s: the look for drift ends with the status of the command, %d",
    (_, expected, jobs) => {
      const { status, asked } = run(jobs, "drift", { REVIEW_STATUS: String(expected) });
      expect(status).toBe(expected);
      expect(asked).toEqual([
        "one: terraform init",
        "two: terraform init",
        expect.stringMatching(/^infisical-access drift stacks\/one\/ stacks\/two\//),
      ]);
    },
  );
});
