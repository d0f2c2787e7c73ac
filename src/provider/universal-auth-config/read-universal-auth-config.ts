import { describeUniversalAuth } from "../../access/describe";
import { InfisicalError } from "../../infisical/infisical-error";
import type { ReadRequest, ReadResult } from "../../terraform-plugin/resource";
import type { Value } from "../../terraform-plugin/value";
import type { Connection } from "../connection";
import { configOf, stateOfAnswer } from "./universal-auth-attributes";
import { universalAuthFailure } from "./universal-auth-failure";

export async function readUniversalAuthConfig({
  state,
  connection,
  context,
}: ReadRequest<Connection>): Promise<ReadResult> {
  const identityId = String(state.identity_id);
  try {
    const answer = await connection.client.universalAuth.get(identityId, context.stopped);
    if (state.id !== null && state.id !== answer.id) {
      context.diagnostics.warning({
        summary: "Universal Auth Was Attached Anew Outside Terraform",
        detail: `The universal auth of identity ${identityId} was detached and attached again: its client id is ${answer.clientId}${nowInsteadOf(state.client_id)}, and its client secrets from before are gone.`,
      });
    }
    if (state.id !== null) connection.ledger.recordManaged(answer.id);
    return { state: stateOfAnswer(answer, state) };
  } catch (thrown) {
    if (!saysUniversalAuthGone(thrown)) throw universalAuthFailure(thrown, "reading", identityId);
    if (state.id !== null) {
      context.diagnostics.warning({
        summary: "Universal Auth Was Removed Outside Terraform",
        detail: `Identity ${identityId} has no universal auth any more${formerClientId(state.client_id)}; where it is still declared, applying attaches it again, with a new client id and without client secrets: ${describeUniversalAuth(configOf(state))}.`,
      });
    }
    return { state: null };
  }
}

/** A universal auth that was moved from the official provider has none in state yet. */
function nowInsteadOf(clientId: Value | undefined): string {
  return typeof clientId === "string" ? `, no longer ${clientId}` : "";
}

function formerClientId(clientId: Value | undefined): string {
  return typeof clientId === "string" ? ` (its client id was ${clientId})` : "";
}

/** The identity has none, or is unknown. Every other answer is an error and leaves the state alone. */
export function saysUniversalAuthGone(thrown: unknown): boolean {
  const { kind } = InfisicalError.from(thrown);
  return kind === "universal-auth-not-attached" || kind === "identity-not-found";
}
