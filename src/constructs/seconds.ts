import { parseTokenTtl, type Problem } from "../access";
import { holdsToken } from "./tokens";

/** A span of time: a number of seconds, a text of one number and one unit such as "90s", "30m", "1h", "7d", or a token for seconds. */
export type Seconds = number | string;

/** The number that the attribute holds; a text that is none goes as it is, and is a problem. */
export function secondsToTerraform(value: Seconds | undefined): Seconds | undefined {
  const seconds = knownSeconds(value);
  return typeof seconds === "number" ? seconds : value;
}

/** Seconds of a literal; null when the value is left out, undefined when it is not known or no span of time. */
export function knownSeconds(value: Seconds | undefined): number | null | undefined {
  if (value == null) return null;
  if (holdsToken(value)) return undefined;
  if (typeof value === "number") return value;
  const parsed = parseTokenTtl(value);
  return "seconds" in parsed ? parsed.seconds : undefined;
}

/** Why a text is no span of time. */
export function secondsProblems(attribute: string, value: Seconds | undefined): Problem[] {
  if (typeof value !== "string" || holdsToken(value)) return [];
  const parsed = parseTokenTtl(value);
  if (!("problem" in parsed)) return [];
  return [
    {
      path: [attribute],
      severity: "error",
      summary: "Invalid Time Span",
      detail: `${attribute} ${parsed.problem}; the value received is ${JSON.stringify(value)}.`,
    },
  ];
}
