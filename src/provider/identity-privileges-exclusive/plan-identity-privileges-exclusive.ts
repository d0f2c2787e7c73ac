import type { PlanRequest, PlanResult } from "../../terraform-plugin/resource";
import { isObjectValue, UNKNOWN, type ObjectValue, type Value } from "../../terraform-plugin/value";
import type { Connection } from "../connection";
import { IDENTITY_GONE } from "../identity-privilege/privilege-directory";
import { privilegeListFailure } from "../identity-privilege/privilege-failure";
import { grantLines, knownTexts, undeclaredPrivileges } from "./undeclared-privileges";

/**
 * `undeclared` is never planned from the LIST: a list that changes before the apply would make the final plan inconsistent. Where the diff cannot show
 * who loses access, because there is no prior list or the new one is not known, a warning does.
 */
export async function planIdentityPrivilegesExclusive(request: PlanRequest<Connection>): Promise<PlanResult> {
  const { prior, planned } = request;
  const id =
    planned.identity_id === UNKNOWN || planned.project_slug === UNKNOWN
      ? UNKNOWN
      : exclusiveId(String(planned.project_slug), String(planned.identity_id));
  if (prior === null || !isKnown(planned.privilege_slugs)) await warnOfUndeclared(request);
  return { planned: { ...planned, id, undeclared: plannedUndeclared(prior, planned) } };
}

export function exclusiveId(projectSlug: string, identityId: string): string {
  return `${projectSlug}/${identityId}`;
}

/** Unknown also where nothing but that changes: what an import, or the refresh before the list was extended, called undeclared and the list names. */
function plannedUndeclared(prior: ObjectValue | null, planned: ObjectValue): Value {
  if (prior === null) return UNKNOWN;
  const isUnchanged =
    isKnown(planned.privilege_slugs) &&
    sameSet(knownTexts(planned.privilege_slugs), knownTexts(prior.privilege_slugs)) &&
    sameSet(knownTexts(planned.ignore_slugs), knownTexts(prior.ignore_slugs)) &&
    planned.on_undeclared === prior.on_undeclared &&
    !knownTexts(planned.privilege_slugs).some(
      (slug) => isObjectValue(prior.undeclared) && Object.hasOwn(prior.undeclared, slug),
    );
  return isUnchanged ? (prior.undeclared ?? null) : UNKNOWN;
}

async function warnOfUndeclared({ planned, connection, context }: PlanRequest<Connection>): Promise<void> {
  const { identity_id: identityId, project_slug: projectSlug } = planned;
  if (typeof identityId !== "string" || typeof projectSlug !== "string" || connection.isPending) return;
  const rows = await connection.directory
    .read({ identityId, projectSlug }, context.stopped)
    .catch((error: unknown) => {
      throw privilegeListFailure(error, planned);
    });
  if (rows === IDENTITY_GONE) return;
  const undeclared = undeclaredPrivileges(rows, knownTexts(planned.privilege_slugs), planned.ignore_slugs);
  if (undeclared.length === 0) return;
  const unknownList = isKnown(planned.privilege_slugs)
    ? ""
    : " Part of the list is only known after apply, so some of these may be declared.";
  context.diagnostics.warning({
    summary: "Undeclared Privileges",
    detail: `Identity ${identityId} in project "${projectSlug}" has privileges that the list does not name:\n\n${grantLines(undeclared)}\n\nThis apply leaves them alone; the plan after it ${planned.on_undeclared === "report" ? "reports" : "removes"} them.${unknownList}`,
    attribute: ["privilege_slugs"],
  });
}

function isKnown(slugs: Value | undefined): boolean {
  return Array.isArray(slugs) && !slugs.includes(UNKNOWN);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((element) => b.includes(element));
}
