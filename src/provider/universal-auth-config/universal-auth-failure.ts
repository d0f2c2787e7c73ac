import { describeError } from "../../infisical/describe-error";
import { InfisicalError } from "../../infisical/infisical-error";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { Value } from "../../terraform-plugin/value";

/** The error for the user when the server refused, or did not answer, something about a universal auth. */
export function universalAuthFailure(
  thrown: unknown,
  doing: string,
  identityId: Value | undefined,
): DiagnosticError {
  if (thrown instanceof DiagnosticError) return thrown;
  return new DiagnosticError(
    describeError(
      InfisicalError.from(thrown),
      `${doing} the universal auth of identity ${String(identityId)}`,
    ),
    { cause: thrown },
  );
}
