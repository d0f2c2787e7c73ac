import { escapeText, quoteText } from "./escape-text";

/** Something wrong, or suspicious, with what a user wrote. */
export interface Problem {
  /** Where, in Terraform's names, such as `["permissions", 0, "conditions"]`. Ends at the set for an element of one. */
  readonly path: readonly (string | number)[];
  readonly severity: "error" | "warning";
  /** A title. */
  readonly summary: string;
  /** Full sentences: attribute, rule, value received, what to do. */
  readonly detail: string;
}

interface ProblemContent {
  readonly path: Problem["path"];
  readonly summary: string;
  /** What was received. */
  readonly value: unknown;
  /** The end of a sentence that begins with the attribute, such as "must be a UUID". */
  readonly rule: string;
  /** Full sentences. */
  readonly advice: string;
}

export function errorProblem(content: ProblemContent): Problem {
  return problem("error", content);
}

export function warningProblem(content: ProblemContent): Problem {
  return problem("warning", content);
}

function problem(
  severity: Problem["severity"],
  { path, summary, value, rule, advice }: ProblemContent,
): Problem {
  const detail = `${attributeName(path)} ${rule}; the value received is ${quoteText(value)}. ${advice}`;
  return { path, severity, summary, detail: escapeText(detail) };
}

function attributeName(path: Problem["path"]): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join("");
}
