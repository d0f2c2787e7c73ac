import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";
import type { Problem } from "../access";

/**
 * The errors among the problems of a construct's settings, as cdktf prints them behind the construct's path. Warnings become annotations.
 */
export function reportProblems(construct: IConstruct, problems: readonly Problem[]): string[] {
  for (const problem of problems) {
    if (problem.severity === "warning") addWarning(construct, message(problem));
  }
  return problems.filter(({ severity }) => severity === "error").map(message);
}

/** Adds a warning unless it is there already: a stack may be synthesised more than once. */
export function addWarning(construct: IConstruct, text: string): void {
  if (construct.node.metadata.some(({ data }) => data === text)) return;
  Annotations.of(construct).addWarning(text);
}

function message({ summary, detail }: Problem): string {
  return `${summary}: ${detail}`;
}
