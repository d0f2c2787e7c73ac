import { WRITABLE_ACTIONS } from "./action";
import { parseConditions } from "./conditions";
import { misspelled } from "./edit-distance";
import { isJsonObject, type JsonObject } from "./json";
import { KNOWN_CONDITIONS, KNOWN_OPERATORS, KNOWN_SUBJECTS, NEWER_ACTIONS } from "./known-words";
import { errorProblem, type Problem, warningProblem } from "./problem";

/** What is known of a rule before an apply, in Terraform's shape. What is unknown is left out; null is known to be absent. */
export interface RuleInput {
  /** An unknown element is undefined, or left out beside others. */
  readonly actions?: readonly (string | undefined)[];
  readonly subject?: string;
  /** JSON text; null when the rule has none. */
  readonly conditions?: string | null;
}

type Path = Problem["path"];

/**
 * What is wrong with a rule as far as it is known. Words that resemble none that this product knows may belong to a newer server, and are left to
 * `unwritable`, which plans ask when they would write; a misspelled known word is an error at once.
 */
export function validateRule(rule: RuleInput, path: Path): Problem[] {
  return [
    ...actionsProblems(rule.actions, [...path, "actions"]),
    ...subjectProblems(rule.subject, [...path, "subject"]),
    ...conditionsProblems(rule.conditions, [...path, "conditions"]),
  ];
}

function actionsProblems(actions: RuleInput["actions"], path: Path): Problem[] {
  if (actions === undefined) return [];
  const choice = WRITABLE_ACTIONS.join(", ");
  if (actions.length === 0) {
    const rule = "must hold at least one action";
    return [
      errorProblem({
        path,
        summary: "No Actions",
        value: actions,
        rule,
        advice: `Write one or more of ${choice}.`,
      }),
    ];
  }
  const known = actions.filter((action) => action !== undefined);
  const repeated = new Set(known.filter((action, index) => known.indexOf(action) !== index));
  return [
    ...[...repeated].map((value) =>
      errorProblem({
        path,
        summary: "Duplicate Action",
        value,
        rule: "must not hold an action twice",
        advice: "Remove one of the two.",
      }),
    ),
    ...[...new Set(known)].flatMap((value) => {
      const meant = meantAction(value);
      if (meant === undefined) return [];
      const rule = `must hold actions that Infisical knows, such as ${choice}`;
      return [
        errorProblem({ path, summary: "Unknown Action", value, rule, advice: `Did you mean "${meant}"?` }),
      ];
    }),
  ];
}

/** Words for which the server has another one; the documentation of API v1 itself says "write" (`../seeds/000`). */
const synonyms: Readonly<Record<string, string>> = {
  write: "edit",
  update: "edit",
  remove: "delete",
  view: "read",
  "": "read",
};

function meantAction(action: string): string | undefined {
  return misspelled(action, [...WRITABLE_ACTIONS, ...NEWER_ACTIONS]) ?? synonyms[action.trim().toLowerCase()];
}

function subjectProblems(subject: string | undefined, path: Path): Problem[] {
  if (subject === undefined || KNOWN_SUBJECTS.includes(subject)) return [];
  if (subject.trim() === "") {
    const rule = "must name what the rule is about";
    return [
      errorProblem({
        path,
        summary: "No Subject",
        value: subject,
        rule,
        advice: 'Write "secrets", for example.',
      }),
    ];
  }
  const meant = misspelled(subject, KNOWN_SUBJECTS);
  return [
    warningProblem({
      path,
      summary: "Unknown Subject",
      value: subject,
      rule: "should be a subject that this version of the provider knows",
      advice:
        meant === undefined
          ? "A newer server may know it; one that doesn't will refuse the privilege."
          : `Did you mean "${meant}"? A server that doesn't know the subject will refuse the privilege.`,
    }),
  ];
}

function conditionsProblems(text: string | null | undefined, path: Path): Problem[] {
  if (text == null) return [];
  const parsed = parseConditions(text);
  if ("problem" in parsed) {
    const advice =
      'Write jsonencode({ environment = "prod", secretPath = { "$glob" = "/app/**" } }), or leave conditions out for all.';
    return [errorProblem({ path, summary: "Invalid Conditions", value: text, rule: parsed.problem, advice })];
  }
  return Object.entries(parsed.value).flatMap(([field, value]) => [
    ...keyProblems(field, KNOWN_CONDITIONS, path, text),
    ...(isJsonObject(value) ? operatorProblems(field, value, path, text) : []),
  ]);
}

function operatorProblems(field: string, operators: JsonObject, path: Path, text: string): Problem[] {
  const empty = errorProblem({
    path,
    summary: "Empty Glob",
    value: text,
    rule: `must not hold an empty "$glob" for "${field}"`,
    advice: 'Write "**" for all paths, or "/" for the root folder alone.',
  });
  return [
    ...Object.keys(operators).flatMap((key) => keyProblems(key, KNOWN_OPERATORS, path, text)),
    ...(operators.$glob === "" ? [empty] : []),
  ];
}

function keyProblems(key: string, known: readonly string[], path: Path, text: string): Problem[] {
  const meant = misspelled(key, known);
  if (meant === undefined) return [];
  return [
    errorProblem({
      path,
      summary: "Unknown Condition",
      value: text,
      rule: `must hold only keys that Infisical knows (${known.join(", ")}), for it drops others silently, but it holds ${JSON.stringify(key)}`,
      advice: `Did you mean "${meant}"?`,
    }),
  ];
}
