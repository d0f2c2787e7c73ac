import { describeError } from "../../infisical/describe-error";
import { InfisicalError } from "../../infisical/infisical-error";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { ObjectValue } from "../../terraform-plugin/value";

/** The error for the user when the server refused, or did not answer, something about a privilege. */
export function privilegeFailure(thrown: unknown, doing: string, value: ObjectValue): DiagnosticError {
  if (thrown instanceof DiagnosticError) return thrown;
  return new DiagnosticError(describeError(InfisicalError.from(thrown), `${doing} ${privilegeName(value)}`), {
    cause: thrown,
  });
}

/** The same for all privileges of an identity in a project. */
export function privilegeListFailure(thrown: unknown, pair: ObjectValue): DiagnosticError {
  if (thrown instanceof DiagnosticError) return thrown;
  const doing = `listing the privileges of identity ${String(pair.identity_id)} in project "${String(pair.project_slug)}"`;
  return new DiagnosticError(describeError(InfisicalError.from(thrown), doing), { cause: thrown });
}

/** Such as: privilege "deploy-read" of identity 78e5… in project "alpha". */
export function privilegeName(value: ObjectValue): string {
  const slug = typeof value.slug === "string" ? ` "${value.slug}"` : "";
  return `privilege${slug} of identity ${String(value.identity_id)} in project "${String(value.project_slug)}"`;
}
