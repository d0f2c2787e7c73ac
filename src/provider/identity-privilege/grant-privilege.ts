import { privilegeDrift } from "../../access/drift";
import { InfisicalError } from "../../infisical/infisical-error";
import { sleep } from "../../infisical/interruption";
import type { PrivilegeAnswer } from "../../infisical/privilege-answer";
import { privilegeBody } from "../../infisical/privilege-body";
import type { PrivilegePair } from "../../infisical/privilege-pair";
import type { CallContext } from "../../terraform-plugin/call-context";
import type { ObjectValue } from "../../terraform-plugin/value";
import { confirmationSignal } from "../confirmation-signal";
import type { Connection } from "../connection";
import type { DeclaredPrivilege } from "./declared-privilege";
import { IDENTITY_GONE } from "./privilege-directory";
import { privilegeOfRow } from "./privilege-state";

/** How often a POST whose answer was lost is repeated after a LIST has shown that it was not carried out. */
const MAXIMUM_POSTS = 4;
/** Milliseconds after its time limit that a request is waited for which may still be carried out; less when the time limit is shorter. */
const MAXIMUM_SETTLING_TIME = 10_000;
/** How often the server is asked meanwhile. */
const LOOKS = 4;

export type Grant =
  | { readonly outcome: "created" | "taken over"; readonly row: PrivilegeAnswer }
  | { readonly outcome: "slug taken"; readonly rows: readonly PrivilegeAnswer[] };

/**
 * Creates the privilege with exactly one row to show for it. A POST is never blindly repeated: after a lost answer, and when the server says
 * that the slug exists, a fresh LIST decides whether the row is ours, another's, or not there.
 */
export async function grantPrivilege(
  declared: DeclaredPrivilege,
  slug: string,
  planned: ObjectValue,
  connection: Connection,
  context: CallContext,
): Promise<Grant> {
  const { pair } = declared;
  for (let post = 1; ; post++) {
    try {
      const row = await connection.directory.duringWrite(pair, () =>
        postPrivilege(declared, slug, connection, context.stopped),
      );
      connection.ledger.recordOwn(row.id);
      return { outcome: "created", row };
    } catch (thrown) {
      const error = InfisicalError.from(thrown);
      if (error.kind !== "slug-exists" && error.sent !== "maybe") throw error;
      const holders = await holdersOf(slug, pair, connection, context);
      if (holders === IDENTITY_GONE) throw error;
      const [only] = holders;
      if (
        only &&
        holders.length === 1 &&
        !connection.ledger.owns(only.id) &&
        isDeclared(declared, slug, planned, only)
      ) {
        connection.ledger.recordAdopted(only.id);
        return { outcome: "taken over", row: only };
      }
      if (holders.length > 0) return { outcome: "slug taken", rows: holders };
      if (post >= MAXIMUM_POSTS || context.stopped.aborted) throw error;
      context.logger.warn("the answer to a POST was lost and the privilege is not there: repeating", {
        identity: pair.identityId,
        project: pair.projectSlug,
        slug,
      });
    }
  }
}

/**
 * The rows that hold the slug after a POST whose answer was lost. "None" is believed only when the server has had time to finish: it looks whether a
 * slug is free and then lets in what it has begun (contract/api.md 2, slug), so that a POST sent meanwhile would leave two rows.
 */
async function holdersOf(
  slug: string,
  pair: PrivilegePair,
  { client, directory }: Connection,
  { stopped }: CallContext,
): Promise<readonly PrivilegeAnswer[] | typeof IDENTITY_GONE> {
  const settlingTime = Math.min(client.requestTimeout, MAXIMUM_SETTLING_TIME);
  const settledAt = performance.now() + settlingTime;
  for (;;) {
    const rows = await directory.readAfresh(pair, confirmationSignal(stopped));
    if (rows === IDENTITY_GONE) return rows;
    const holders = rows.filter((row) => row.slug === slug);
    if (holders.length > 0 || performance.now() >= settledAt || stopped.aborted) return holders;
    await sleep(settlingTime / LOOKS, stopped).catch(() => undefined);
  }
}

function postPrivilege(
  { pair, rules, window }: DeclaredPrivilege,
  slug: string,
  { client }: Connection,
  signal: AbortSignal,
): Promise<PrivilegeAnswer> {
  const body = { slug, ...privilegeBody(rules) };
  return window
    ? client.privileges.createTemporary(
        pair,
        { ...body, temporaryRange: window.range, temporaryAccessStartTime: window.startTime },
        signal,
      )
    : client.privileges.createPermanent(pair, body, signal);
}

/** Same rules, permanent or temporary, same range; the start only when it is configured. */
function isDeclared(
  declared: DeclaredPrivilege,
  slug: string,
  planned: ObjectValue,
  row: PrivilegeAnswer,
): boolean {
  const { pair, rules, window, startIsConfigured } = declared;
  const comparable = window && !startIsConfigured ? { ...window, startTime: null } : window;
  return (
    privilegeDrift({ ...pair, slug, rules, window: comparable }, privilegeOfRow(planned, row)).length === 0
  );
}
