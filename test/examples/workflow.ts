import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { parse } from "yaml";

/** What starts a pipeline. */
export type PipelineEvent = "own request" | "fork's request" | "merge" | "other branch" | "night";

/** What both workflows of examples/pipeline are asked. */
export interface PipelineJob {
  readonly name: string;
  /** The environment that it waits for. */
  readonly environment: string | undefined;
  /** What runs in its shell, in order; named steps by their names. */
  readonly scripts: readonly { readonly name: string; readonly text: string }[];
  /** Whether it checks out what started the pipeline. */
  readonly checksOut: boolean;
  /** Whether the operator's credentials are given to it. */
  readonly hasCredential: boolean;
  runsOn(event: PipelineEvent): boolean;
}

export interface Workflow {
  readonly text: string;
  readonly jobs: readonly PipelineJob[];
}

const read = (file: string) => readFileSync(join(__dirname, "../../examples/pipeline", file), "utf8");

interface GithubStep {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: { readonly ref?: string };
}

interface GithubJob {
  readonly if?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly GithubStep[];
}

export interface GithubWorkflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, GithubJob>>;
}

const GITHUB_EVENTS: Readonly<Record<PipelineEvent, object>> = {
  "own request": githubRequest("acme/access"),
  "fork's request": githubRequest("stranger/access"),
  merge: { event_name: "push", ref: "refs/heads/main", event: {} },
  "other branch": { event_name: "push", ref: "refs/heads/wip", event: {} },
  night: { event_name: "schedule", ref: "refs/heads/main", event: {} },
};

function githubRequest(origin: string): object {
  const event = { pull_request: { head: { repo: { full_name: origin } } } };
  return { event_name: "pull_request", ref: "refs/pull/7/merge", event };
}

export function githubWorkflow(): Workflow & { readonly content: GithubWorkflow } {
  const text = read("github-actions.yml");
  const content = parse(text) as GithubWorkflow;
  const jobs = Object.entries(content.jobs).map(([name, job]): PipelineJob => ({
    name,
    environment: job.environment,
    scripts: job.steps.flatMap((step) =>
      step.run === undefined ? [] : [{ name: step.name ?? step.run, text: step.run }],
    ),
    checksOut: job.steps.some(
      (step) =>
        step.uses?.startsWith("actions/checkout@") === true &&
        // Of a pull request the base is what was reviewed; elsewhere the event's own commit is.
        step.with?.ref !== "${{ github.event.pull_request.base.sha }}" &&
        GITHUB_REQUESTS.some((event) => runs(job.if, event)),
    ),
    hasCredential: JSON.stringify(job).includes("secrets."),
    runsOn: (event) => runs(job.if, GITHUB_EVENTS[event]),
  }));
  return { text, content, jobs };
}

const GITHUB_REQUESTS = [GITHUB_EVENTS["own request"], GITHUB_EVENTS["fork's request"]];

/** GitHub's expressions read like JavaScript here. */
function runs(condition: string | undefined, event: object): boolean {
  const github = { repository: "acme/access", ...event };
  return condition === undefined || runInNewContext(condition, { github }) === true;
}

interface GitlabJob {
  readonly extends?: string;
  readonly environment?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly rules?: readonly { readonly if: string }[];
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
}

interface GitlabWorkflow {
  readonly stages: readonly string[];
  readonly workflow: { readonly rules: readonly { readonly if: string }[] };
  readonly default: { readonly image: string };
  readonly variables: Readonly<Record<string, string>>;
}

const main = { $CI_DEFAULT_BRANCH: "main" };
const GITLAB_EVENTS: Readonly<Record<PipelineEvent, object>> = {
  "own request": gitlabRequest("7"),
  "fork's request": gitlabRequest("8"),
  merge: { ...main, $CI_PIPELINE_SOURCE: "push", $CI_COMMIT_BRANCH: "main" },
  "other branch": { ...main, $CI_PIPELINE_SOURCE: "push", $CI_COMMIT_BRANCH: "wip" },
  night: { ...main, $CI_PIPELINE_SOURCE: "schedule", $CI_COMMIT_BRANCH: "main" },
};

/** A fork's merge request may run in the fork, where its own id is that of the project, or in the project that it goes to. */
function gitlabRequest(source: string): object {
  return {
    ...main,
    $CI_PIPELINE_SOURCE: "merge_request_event",
    $CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
    $CI_MERGE_REQUEST_SOURCE_PROJECT_ID: source,
    $CI_MERGE_REQUEST_PROJECT_ID: "7",
    $CI_PROJECT_ID: source,
  };
}

const NOT_JOBS = ["variables", "default", "stages", "workflow"];

export function gitlabWorkflow(): Workflow & { readonly content: GitlabWorkflow } {
  const text = read("gitlab-ci.yml");
  const content = parse(text) as GitlabWorkflow & Readonly<Record<string, GitlabJob>>;
  const jobs = Object.entries(content as Readonly<Record<string, GitlabJob>>)
    .filter(([name]) => !name.startsWith(".") && !NOT_JOBS.includes(name))
    .map(([name, own]): PipelineJob => {
      const job: GitlabJob = { ...(own.extends === undefined ? {} : content[own.extends]), ...own };
      const rules = [content.workflow.rules, ...(job.rules === undefined ? [] : [job.rules])];
      return {
        name,
        environment: job.environment,
        scripts: [...(job.before_script ?? []), ...(job.script ?? [])].map((line) => ({
          name: line,
          text: line,
        })),
        checksOut: job.variables?.GIT_STRATEGY !== "none",
        // Its variables are limited to environments.
        hasCredential: job.environment !== undefined,
        runsOn: (event) => rules.every((list) => list.some((rule) => matches(rule.if, GITLAB_EVENTS[event]))),
      };
    });
  return { text, content, jobs };
}

/** GitLab's rules read like JavaScript here, whose names may begin with a dollar sign, too. */
function matches(rule: string, variables: object): boolean {
  const undefinedNames = Object.fromEntries([...rule.matchAll(/\$\w+/g)].map(([name]) => [name, undefined]));
  return runInNewContext(rule, { ...undefinedNames, ...variables }) === true;
}
