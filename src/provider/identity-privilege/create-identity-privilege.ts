import { derivedSlug } from "../../access/derived-slug";
import type { PrivilegeAnswer } from "../../infisical/privilege-answer";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { CreateRequest, WriteResult } from "../../terraform-plugin/resource";
import type { ObjectValue } from "../../terraform-plugin/value";
import { privilegeKey } from "../apply-ledger";
import type { Connection } from "../connection";
import { declaredPrivilege, rememberedWindowOf, type DeclaredPrivilege } from "./declared-privilege";
import { grantPrivilege, type Grant } from "./grant-privilege";
import { privilegeFailure, privilegeName } from "./privilege-failure";
import { pairOf } from "./privilege-model";
import { stateOfRow, stateOfWrite } from "./privilege-state";
import { warnOfClock, warnTakenOver } from "./privilege-warnings";
import { checkWrite, describeDifferences } from "./privilege-write-check";
import { refuseUnwritableRules } from "./refuse-unwritable-rules";
import { privilegePrivateState } from "./remembered-window";
import { renews } from "./window-start";

/** Slugs that are tried for a privilege whose configuration names none: `tf-…`, `tf-…-2`, up to this number. */
const MAXIMUM_DERIVED_SLUGS = 100;

export async function createIdentityPrivilege(request: CreateRequest<Connection>): Promise<WriteResult> {
  const { planned, config, privateState, context } = request;
  refuseUnwritableRules(config, context.diagnostics);
  if (context.diagnostics.hasError) return { state: null };
  return createPrivilege(request, declaredPrivilege({ config, prior: null, planned, privateState }));
}

/** Creates what is declared; also for an update that finds its privilege removed. */
export async function createPrivilege(
  request: CreateRequest<Connection>,
  declared: DeclaredPrivilege,
): Promise<WriteResult> {
  const { planned } = request;
  if (typeof planned.slug === "string") {
    const { grant, asked } = await grantInTurn(request, declared, planned.slug);
    if (grant.outcome === "slug taken") throw slugTaken(planned, grant.rows);
    return settle(request, asked, planned.slug, grant);
  }
  const derived = derivedSlug(
    declared.pair.identityId,
    declared.pair.projectSlug,
    declared.rules,
    declared.window?.range ?? null,
  );
  for (let number = 1; number <= MAXIMUM_DERIVED_SLUGS; number++) {
    const slug = number === 1 ? derived : `${derived}-${number}`;
    const { grant, asked } = await grantInTurn(request, declared, slug);
    if (grant.outcome !== "slug taken") return settle(request, asked, slug, grant);
  }
  throw new DiagnosticError({
    summary: "No Free Slug",
    detail: `The slugs ${derived} to ${derived}-${MAXIMUM_DERIVED_SLUGS} are all taken on the server. Give the privilege a "slug" of its own.`,
    attribute: ["slug"],
  });
}

async function grantInTurn(
  { planned, connection, context }: CreateRequest<Connection>,
  declared: DeclaredPrivilege,
  slug: string,
): Promise<{ grant: Grant; asked: DeclaredPrivilege }> {
  return connection.ledger.inTurn(privilegeKey(declared.pair, slug), async () => {
    const asked = withDeletedWindow(declared, slug, connection);
    try {
      return { grant: await grantPrivilege(asked, slug, planned, connection, context), asked };
    } catch (error) {
      throw privilegeFailure(error, "creating the", { ...planned, slug });
    }
  });
}

/** A privilege that this process deleted and creates again (-replace) keeps its window: only a declared change opens a new one. */
function withDeletedWindow(
  declared: DeclaredPrivilege,
  slug: string,
  { ledger }: Connection,
): DeclaredPrivilege {
  const deleted = ledger.deletedWindow(declared.pair, slug);
  if (!deleted || !declared.window || declared.startIsConfigured) return declared;
  if (renews(deleted.renewTriggers, declared.renewTriggers) === true) return declared;
  return { ...declared, opensNow: false, window: { ...declared.window, startTime: deleted.startTime } };
}

async function settle(
  request: CreateRequest<Connection>,
  declared: DeclaredPrivilege,
  slug: string,
  { outcome, row }: Extract<Grant, { row: unknown }>,
): Promise<WriteResult> {
  const { planned, context } = request;
  const privateState = privilegePrivateState(rememberedWindowOf(declared, row.temporaryAccessStartTime));
  if (outcome === "taken over") {
    warnTakenOver(
      context.diagnostics,
      { ...planned, slug },
      row.id,
      "an earlier apply was interrupted before it could record it, or its answer was lost, or another resource held it before",
    );
    return { state: stateOfWrite(row, planned), privateState };
  }
  const check = checkWrite(declared, slug, planned, row);
  if (check.differences.length === 0) {
    warnOfClock(context.diagnostics, declared, row);
    return { state: stateOfWrite(row, planned), privateState };
  }
  const differences = describeDifferences(check.differences);
  if (check.grantsMore) return revoke(request, row, differences);
  context.diagnostics.error({
    summary: "Privilege Is Not As Declared",
    detail: `The server created the ${privilegeName({ ...planned, slug })} (id ${row.id}), but not as asked for:\n\n${differences}\n\nIt was stored as it is; the next apply replaces it. If the server does this again, it does not support what is declared.`,
  });
  return { state: stateOfRow(row, planned, null), privateState };
}

/** Core would keep a wider privilege, tainted, until the next apply: it is revoked at once instead. */
async function revoke(
  { planned, connection, context }: CreateRequest<Connection>,
  row: PrivilegeAnswer,
  differences: string,
): Promise<WriteResult> {
  const pair = pairOf(planned);
  const name = privilegeName({ ...planned, slug: row.slug });
  const summary = "More Was Granted Than Declared";
  try {
    await connection.directory.duringWrite(pair, () =>
      connection.client.privileges.delete(pair, row.slug, AbortSignal.timeout(30_000)),
    );
  } catch (error) {
    context.diagnostics.error({
      summary,
      detail: `The server granted more than declared for the ${name}, and IT IS IN FORCE (id ${row.id}), because revoking it failed:\n\n${differences}\n\nRemove it in Infisical's web page, or run terraform destroy for this resource.\n\n${privilegeFailure(error, "revoking the", planned).content.detail}`,
    });
    return { state: stateOfRow(row, planned, null), privateState: privilegePrivateState(null) };
  }
  context.diagnostics.error({
    summary,
    detail: `The server granted more than declared for the ${name}, so it was revoked at once and nothing was stored:\n\n${differences}\n\nThe server does not support what is declared.`,
  });
  return { state: null };
}

function slugTaken(planned: ObjectValue, rows: readonly PrivilegeAnswer[]): DiagnosticError {
  const ids = rows.map(({ id }) => id).join(", ");
  return new DiagnosticError({
    summary: "Privilege Already Exists",
    detail: `The server holds the ${privilegeName(planned)} already (id ${ids}), and ${rows.length > 1 ? "several rows share the slug" : "it is not what is declared, or another resource of this apply holds it"}. To manage it, import it:\n\n  terraform import ADDRESS ${String(planned.project_slug)}/${String(planned.identity_id)}/${String(planned.slug)}\n\nIf you renamed or moved the construct, use moveTo (a moved block) instead, so that Terraform knows that it is the same. Otherwise choose another slug.`,
    attribute: ["slug"],
  });
}
