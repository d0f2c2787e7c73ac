import type { ReadRequest, ReadResult } from "../../terraform-plugin/resource";
import { isObjectValue, type ObjectValue } from "../../terraform-plugin/value";
import type { Connection } from "../connection";
import { IDENTITY_GONE } from "../identity-privilege/privilege-directory";
import { privilegeListFailure } from "../identity-privilege/privilege-failure";
import { pairOf } from "../identity-privilege/privilege-model";
import { seenPrivateState, seenPrivileges } from "./seen-privileges";
import { grantLines, knownTexts, undeclaredPrivileges, undeclaredValue } from "./undeclared-privileges";

/**
 * Shows every undeclared privilege as a member of `privilege_slugs`, so that the plan, which goes back to the configured list, removes it before the
 * reviewer's eyes. A listed privilege that is missing is its own resource's business.
 */
export async function readIdentityPrivilegesExclusive(request: ReadRequest<Connection>): Promise<ReadResult> {
  const { state, privateState, connection, context } = request;
  const name = `identity ${String(state.identity_id)} in project "${String(state.project_slug)}"`;
  const rows = await connection.directory.read(pairOf(state), context.stopped).catch((error: unknown) => {
    throw privilegeListFailure(error, state);
  });
  if (rows === IDENTITY_GONE) {
    context.diagnostics.warning({
      summary: "Identity Is Not In The Project",
      detail: `There is no ${name} any more, so there is nothing to keep exclusive.`,
    });
    return { state: null };
  }
  const declaredSlugs = seenPrivileges(privateState)?.declaredSlugs ?? declaredSlugsOf(state);
  const undeclared = undeclaredPrivileges(rows, declaredSlugs, state.ignore_slugs);
  const present = new Set(rows.map(({ slug }) => slug));
  const missing = declaredSlugs.filter((slug) => !present.has(slug));
  if (missing.length > 0) {
    context.diagnostics.warning({
      summary: "Listed Privilege Is Missing",
      detail: `Of the privileges that are listed for ${name}, the server has not: ${missing.join(", ")}. The resources that manage them create them again; a slug without one can be removed from the list.`,
      attribute: ["privilege_slugs"],
    });
  }
  const reports = state.on_undeclared === "report";
  if (reports && undeclared.length > 0) {
    context.diagnostics.warning({
      summary: "Undeclared Privileges",
      detail: `${name} has privileges that nobody declared:\n\n${grantLines(undeclared)}\n\nThey are left alone because on_undeclared is "report".`,
      attribute: ["privilege_slugs"],
    });
  }
  const shown = reports ? [] : undeclared.map(({ slug }) => slug);
  return {
    state: {
      ...state,
      privilege_slugs: [...new Set([...declaredSlugs, ...shown])],
      undeclared: undeclaredValue(undeclared),
    },
    privateState: seenPrivateState({ declaredSlugs, undeclaredIds: undeclared.map(({ id }) => id) }),
  };
}

/** From a state without private data, such as Terraform keeps when the provider was killed: what an earlier refresh had shown is not declared. */
function declaredSlugsOf({ privilege_slugs: slugs, undeclared }: ObjectValue): string[] {
  const shown = new Set(isObjectValue(undeclared) ? Object.keys(undeclared) : []);
  return knownTexts(slugs).filter((slug) => !shown.has(slug));
}
