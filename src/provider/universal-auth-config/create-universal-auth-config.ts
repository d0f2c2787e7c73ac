import { universalAuthDrift } from "../../access/drift";
import { InfisicalError } from "../../infisical/infisical-error";
import type { UniversalAuthAnswer } from "../../infisical/universal-auth-answer";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { CreateRequest, WriteResult } from "../../terraform-plugin/resource";
import type { ObjectValue } from "../../terraform-plugin/value";
import { universalAuthKey } from "../apply-ledger";
import { confirmationSignal } from "../confirmation-signal";
import type { Connection } from "../connection";
import { adoptionChanges, adoptionRefused } from "./preview-adoption";
import { saysUniversalAuthGone } from "./read-universal-auth-config";
import { configOf, configOfAnswer, stateOfAnswer } from "./universal-auth-attributes";
import { universalAuthBody } from "./universal-auth-body";
import { universalAuthFailure } from "./universal-auth-failure";
import { describeUniversalAuthDifferences, stateOfWrite } from "./universal-auth-write-check";

/** How often an attach whose answer was lost is repeated after a GET has shown that it was not carried out. */
const MAXIMUM_POSTS = 4;

export async function createUniversalAuthConfig(request: CreateRequest<Connection>): Promise<WriteResult> {
  const { planned, connection } = request;
  const identityId = String(planned.identity_id);
  return connection.ledger.inTurn(universalAuthKey(identityId), async () => {
    try {
      const attached = await attach(request, identityId);
      if (attached) return settle(request, attached);
      if (planned.adopt_existing === true) return await adopt(request, identityId);
    } catch (error) {
      throw universalAuthFailure(error, "attaching", identityId, planned);
    }
    throw alreadyAttached(identityId);
  });
}

/** Undefined: another universal auth, or another method, is attached already. */
async function attach(
  { config, planned, connection, context }: CreateRequest<Connection>,
  identityId: string,
): Promise<UniversalAuthAnswer | undefined> {
  const body = universalAuthBody(config, planned, null);
  let firstLostAt: number | undefined;
  for (let post = 1; ; post++) {
    try {
      return await connection.client.universalAuth.attach(identityId, body, context.stopped);
    } catch (thrown) {
      const error = InfisicalError.from(thrown);
      if (error.sent === "maybe") firstLostAt ??= error.sentAt;
      if (error.kind === "universal-auth-exists" && firstLostAt === undefined) return undefined;
      if (error.kind !== "universal-auth-exists" && error.sent !== "maybe") throw error;

      const found = await readIfAttached(identityId, connection, confirmationSignal(context.stopped));
      if (found)
        return firstLostAt !== undefined && isOurs(found, firstLostAt, planned)
          ? found.universalAuth
          : undefined;
      if (post >= MAXIMUM_POSTS || context.stopped.aborted) throw error;
      context.logger.warn(
        "the answer to attaching universal auth was lost and it is not attached: repeating",
        {
          identity: identityId,
        },
      );
    }
  }
}

interface DatedUniversalAuth {
  readonly universalAuth: UniversalAuthAnswer;
  /** The server's clock when it answered, to the second. */
  readonly serverTime: Date | undefined;
  /** `performance.now()` when the answer had arrived. */
  readonly receivedAt: number;
}

async function readIfAttached(
  identityId: string,
  { client }: Connection,
  signal: AbortSignal,
): Promise<DatedUniversalAuth | undefined> {
  try {
    const { universalAuth, serverTime } = await client.universalAuth.getDated(identityId, signal);
    return { universalAuth, serverTime, receivedAt: performance.now() };
  } catch (error) {
    if (saysUniversalAuthGone(error)) return undefined;
    throw error;
  }
}

/**
 * It is ours when it is not older than the lost request, by the server's own clock: this machine's may be wrong. That clock is known to the second
 * only, so it must be set as declared, too: one that another attached in the same second would be tainted, and its client secrets revoked.
 */
function isOurs(
  { universalAuth, serverTime, receivedAt }: DatedUniversalAuth,
  sentAt: number,
  planned: ObjectValue,
): boolean {
  if (!serverTime) return false;
  const sentByServersClock = serverTime.getTime() - (receivedAt - sentAt);
  return (
    Date.parse(universalAuth.createdAt) >= sentByServersClock &&
    universalAuthDrift(configOf(planned), configOfAnswer(universalAuth)).length === 0
  );
}

function settle(
  { config, planned, context }: CreateRequest<Connection>,
  answer: UniversalAuthAnswer,
): WriteResult {
  const differences = universalAuthDrift(configOf(planned), configOfAnswer(answer));
  const state = stateOfWrite(answer, {
    ...planned,
    deletion_protection: config.deletion_protection ?? false,
  });
  if (differences.length === 0) return { state };
  context.diagnostics.error({
    summary: "Universal Auth Is Not As Declared",
    detail: `The server attached universal auth to identity ${String(planned.identity_id)} (client id ${answer.clientId}), but not as asked for:\n\n${describeUniversalAuthDifferences(differences)}\n\nIt was stored as it is; the next apply replaces it. A setting that the server does not have has to be removed from the configuration.`,
  });
  return { state: { ...stateOfAnswer(answer, planned), deletion_protection: false } };
}

/**
 * Takes over what is attached, with one PATCH when it differs. Never returned together with an error: core would taint it, and the replacement
 * would revoke every client secret of the identity.
 */
async function adopt(request: CreateRequest<Connection>, identityId: string): Promise<WriteResult> {
  const { config, planned, connection, context } = request;
  const { universalAuth } = connection.client;
  const found = await universalAuth.get(identityId, context.stopped).catch((error: unknown) => {
    if (saysUniversalAuthGone(error)) throw otherMethodAttached(identityId);
    throw error;
  });
  const { written, leftOut } = adoptionChanges(config, planned, found);
  if (leftOut.length > 0) throw adoptionRefused(leftOut);
  const answer =
    written.length === 0
      ? found
      : await universalAuth.update(
          identityId,
          universalAuthBody(config, planned, stateOfAnswer(found, planned)),
          context.stopped,
        );
  const differences = universalAuthDrift(configOf(planned), configOfAnswer(answer));
  if (differences.length > 0) {
    throw new DiagnosticError({
      summary: "Adopted Universal Auth Is Not As Declared",
      detail: `The server did not take over what is declared for the universal auth of identity ${identityId} (client id ${answer.clientId}):\n\n${describeUniversalAuthDifferences(differences)}\n\nNothing was stored, and it stays attached. Change the configuration to what the server supports and apply again.`,
    });
  }
  connection.ledger.recordAdopted(answer.id);
  return {
    state: stateOfWrite(answer, { ...planned, deletion_protection: config.deletion_protection ?? true }),
  };
}

function alreadyAttached(identityId: string): DiagnosticError {
  return new DiagnosticError({
    summary: "Universal Auth Is Attached Already",
    detail: `Identity ${identityId} has universal auth, or another authentication method, already: identities made in Infisical's web page start with universal auth, or an earlier apply was killed before it could record what it attached. To manage it, import it:\n\n  terraform import ADDRESS ${identityId}\n\nor set adopt_existing = true. Where this was to replace a universal auth in the state, it was to be created before the old one is destroyed, and an identity has one at most: replace it without create_before_destroy, which Terraform also takes over from resources that depend on this one.`,
    attribute: ["identity_id"],
  });
}

function otherMethodAttached(identityId: string): DiagnosticError {
  return new DiagnosticError({
    summary: "Another Authentication Method Is Attached",
    detail: `Identity ${identityId} has an authentication method other than universal auth, and the server allows one for an identity. Remove it in Infisical's web page first, or use another identity.`,
    attribute: ["identity_id"],
  });
}
