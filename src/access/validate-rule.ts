import { WRITABLE_ACTIONS } from "./action";
import { HIDDEN_SUBJECTS } from "./back-fill";
import { KNOWN_SUBJECTS, NEWER_ACTIONS } from "./known-words";
import { misspelled } from "./misspelled";
import { errorProblem, type Problem, warningProblem } from "./problem";
import { validateConditions } from "./validate-conditions";

/** What is known of a rule before an apply, in Terraform's shape. What is unknown is left out; null is known to be absent. */
export interface RuleInput {
  /** An unknown element is undefined, or left out beside others; null is one that has no value. */
  readonly actions?: readonly (string | null | undefined)[];
  readonly subject?: string;
  /** JSON text; null when the rule has none. */
  readonly conditions?: string | null;
}

type Path = Problem["path"];

/**
 * What is wrong with a rule as far as it is known. Words that resemble none that this product knows may belong to a newer server, and are left to
 * `unwritable`, which a plan asks when it would write; a misspelled known word is an error at once.
 */
export function validateRule(rule: RuleInput, path: Path): Problem[] {
  return [
    ...actionsProblems(rule.actions, [...path, "actions"]),
    ...subjectProblems(rule.subject, [...path, "subject"]),
    ...validateConditions(rule.conditions, [...path, "conditions"]),
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
  const known = actions.filter((action) => typeof action === "string");
  const repeated = new Set(known.filter((action, index) => known.indexOf(action) !== index));
  const duplicates = [...repeated].map((value) => {
    const rule = "must not hold an action twice";
    return errorProblem({ path, summary: "Duplicate Action", value, rule, advice: "Remove one of the two." });
  });
  const unknown = [...new Set(known)].flatMap((value) => {
    const meant = meantAction(value);
    if (meant === undefined) return [];
    const rule = `must hold actions that Infisical knows, such as ${choice}`;
    return [
      errorProblem({ path, summary: "Unknown Action", value, rule, advice: `Did you mean "${meant}"?` }),
    ];
  });
  return [...(actions.includes(null) ? [nullActionProblem(actions, path)] : []), ...duplicates, ...unknown];
}

function nullActionProblem(value: RuleInput["actions"], path: Path): Problem {
  const rule = "must not hold null";
  const advice = "Remove that element, or give a value to the variable that it comes from.";
  return errorProblem({ path, summary: "Missing Action", value, rule, advice });
}

/** Words for which the server has another one; the reference of API v1 itself says "write" (`../seeds/000`). */
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

function subjectProblems(value: string | undefined, path: Path): Problem[] {
  if (value === undefined) return [];
  if (value.trim() === "") {
    const rule = "must name what the rule is about";
    return [
      errorProblem({ path, summary: "No Subject", value, rule, advice: 'Write "secrets", for example.' }),
    ];
  }
  if (HIDDEN_SUBJECTS.includes(value)) {
    const rule = "names a subject that newer servers hide from API v1 and older ones refuse";
    const advice = "Whether the rule is still there can't be seen, so no drift is found in it.";
    return [warningProblem({ path, summary: "Subject Hidden By The Server", value, rule, advice })];
  }
  if (KNOWN_SUBJECTS.includes(value)) return [];
  const meant = misspelled(value, KNOWN_SUBJECTS);
  const rule = "names a subject that this version of the provider does not know";
  const advice = `${meant === undefined ? "" : `Did you mean "${meant}"? `}If the server does not know it either, it refuses the privilege.`;
  return [warningProblem({ path, summary: "Unknown Subject", value, rule, advice })];
}
