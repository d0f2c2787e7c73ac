import { describeError } from "../../infisical/describe-error";
import { InfisicalError } from "../../infisical/infisical-error";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { ObjectValue, Value } from "../../terraform-plugin/value";

/**
 * The error for the user when the server refused, or did not answer, something about a universal auth.
 *
 * @param planned what was sent, when something was
 */
export function universalAuthFailure(
  thrown: unknown,
  doing: string,
  identityId: Value | undefined,
  planned?: ObjectValue,
): DiagnosticError {
  if (thrown instanceof DiagnosticError) return thrown;
  const error = InfisicalError.from(thrown);
  const advice = error.kind === "invalid-request" && planned ? adviceOnLifetimes(planned) : undefined;
  return new DiagnosticError(
    describeError(error, `${doing} the universal auth of identity ${String(identityId)}`, advice),
    { cause: thrown },
  );
}

/** Which lifetimes of 0 are taken, and when, differs between the releases of the server (contract/api.md 3, TTLs, and B3). */
function adviceOnLifetimes({
  access_token_ttl: ttl,
  access_token_max_ttl: maximum,
}: ObjectValue): string | undefined {
  if (maximum === 0)
    return "An access_token_max_ttl of 0, no maximum, is taken by newer servers alone, and there universal auth can only be attached with it beside an access_token_ttl of 0: raise that in a second apply. Elsewhere write the longest maximum, 315360000.";
  if (ttl === 0)
    return "An access_token_ttl of 0, no limit but the maximum, is refused by older servers when universal auth is attached. Attach it with another access_token_ttl, and write 0 in a second apply.";
  return undefined;
}
