import { describeUniversalAuth } from "../../access/describe";
import { InfisicalError } from "../../infisical/infisical-error";
import type { ReadRequest, ReadResult } from "../../terraform-plugin/resource";
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
        detail: `The universal auth of identity ${identityId} was detached and attached again: its client id is ${answer.clientId}, no longer ${String(state.client_id)}, and its client secrets from before are gone.`,
      });
    }
    return { state: stateOfAnswer(answer, state) };
  } catch (thrown) {
    if (!saysUniversalAuthGone(thrown)) throw universalAuthFailure(thrown, "reading", identityId);
    if (state.id !== null) {
      context.diagnostics.warning({
        summary: "Universal Auth Was Removed Outside Terraform",
        detail: `Identity ${identityId} has no universal auth any more (its client id was ${String(state.client_id)}); applying attaches it again, with a new client id and without client secrets: ${describeUniversalAuth(configOf(state))}.`,
      });
    }
    return { state: null };
  }
}

/** The identity has none, or is unknown. Every other answer is an error and leaves the state alone. */
export function saysUniversalAuthGone(thrown: unknown): boolean {
  const { kind } = InfisicalError.from(thrown);
  return kind === "universal-auth-not-attached" || kind === "identity-not-found";
}
