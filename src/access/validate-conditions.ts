import { parseConditions } from "./conditions";
import { isJsonObject, type JsonObject, type JsonValue } from "./json";
import { KNOWN_CONDITIONS, KNOWN_OPERATORS } from "./known-words";
import { misspelled } from "./misspelled";
import { errorProblem, type Problem, warningProblem } from "./problem";

/**
 * What is wrong with the conditions of a rule.
 *
 * @param text JSON; undefined while it is unknown, null when the rule has none
 */
export function validateConditions(text: string | null | undefined, path: Problem["path"]): Problem[] {
  if (text == null) return [];
  const parsed = parseConditions(text);
  if ("problem" in parsed) {
    const advice =
      'Write jsonencode({ environment = "prod", secretPath = { "$glob" = "/app/**" } }), or leave conditions out to allow everything.';
    return [errorProblem({ path, summary: "Invalid Conditions", value: text, rule: parsed.problem, advice })];
  }
  return Object.entries(parsed.value).flatMap(([field, value]) => [
    ...keyProblems(field, KNOWN_CONDITIONS, parsed.value, path),
    ...(isJsonObject(value) ? Object.keys(value) : []).flatMap((key) =>
      keyProblems(key, KNOWN_OPERATORS, parsed.value, path),
    ),
    ...globProblems(field, isJsonObject(value) ? value.$glob : undefined, path),
    ...environmentProblems(field, isJsonObject(value) ? value.$eq : value, path),
  ]);
}

/** Keys that resemble none that is known may belong to a newer server; `unwritable` tells of them when a plan would write. */
function keyProblems(
  key: string,
  known: readonly string[],
  value: JsonObject,
  path: Problem["path"],
): Problem[] {
  const meant = misspelled(key, known);
  if (meant === undefined) return [];
  return [
    errorProblem({
      path,
      summary: "Unknown Condition",
      value,
      rule: `must hold only keys that Infisical knows (${known.join(", ")}), for it drops others silently, and ${JSON.stringify(key)} is none`,
      advice: `Did you mean ${JSON.stringify(meant)}?`,
    }),
  ];
}

function globProblems(field: string, glob: JsonValue | undefined, path: Problem["path"]): Problem[] {
  if (glob === "") {
    const rule = `must not hold an empty "$glob" for "${field}"`;
    const advice = 'Write "/**" for all paths, or "/" for the root folder alone.';
    return [errorProblem({ path, summary: "Empty Glob", value: glob, rule, advice })];
  }
  if (field !== "secretPath" || typeof glob !== "string" || !matchesNoFolder(glob)) return [];
  return [
    warningProblem({
      path,
      summary: "Glob Matches No Folder",
      value: glob,
      rule: 'holds a "$glob" that matches no folder, for the path of a folder begins with "/" and does not end with one',
      advice:
        'The rule grants nothing. Write "/app" for one folder, "/app/*" for those in it, "/app/**" for both and all below.',
    }),
  ];
}

/**
 * Seen for `app` and `/app/` (contract/api.md 2, effect of globs). Characters with a meaning in globs are given the benefit of the doubt. White space
 * at the end is the line ending of a heredoc or of a file.
 */
function matchesNoFolder(glob: string): boolean {
  return /^[^/*?[\]{}()!+@\\]/.test(glob) || /[^/*?[\]{}()!+@\\|]\/$|\s$/.test(glob);
}

/** The server stores and compares it byte for byte (contract/api.md 2). */
function environmentProblems(
  field: string,
  environment: JsonValue | undefined,
  path: Problem["path"],
): Problem[] {
  if (field !== "environment" || typeof environment !== "string" || environment.trim() === environment)
    return [];
  return [
    warningProblem({
      path,
      summary: "Environment With White Space",
      value: environment,
      rule: "holds an environment with white space at an end, and no environment has that in its slug",
      advice:
        "The rule grants nothing. Write the slug alone; around a value from a file or a heredoc, write trimspace(…).",
    }),
  ];
}
