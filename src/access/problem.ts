import { escapeText } from "./escape-text";

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
  /** One sentence. */
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
  const attribute = path.map((step, index) =>
    typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`,
  );
  const received = escapeText(
    typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? String(value)),
  );
  return {
    path,
    severity,
    summary,
    detail: `${attribute.join("")} ${rule}; the value received is ${received}. ${advice}`,
  };
}
