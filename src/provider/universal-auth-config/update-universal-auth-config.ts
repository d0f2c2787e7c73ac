import { universalAuthDrift } from "../../access/drift";
import { InfisicalError } from "../../infisical/infisical-error";
import type { UniversalAuthAnswer } from "../../infisical/universal-auth-answer";
import type { UpdateRequest, WriteResult } from "../../terraform-plugin/resource";
import { confirmationSignal } from "../confirmation-signal";
import type { Connection } from "../connection";
import { configOf, configOfAnswer, stateOfAnswer } from "./universal-auth-attributes";
import { universalAuthBody } from "./universal-auth-body";
import { universalAuthFailure } from "./universal-auth-failure";
import { describeUniversalAuthDifferences, stateOfWrite } from "./universal-auth-write-check";

export async function updateUniversalAuthConfig(request: UpdateRequest<Connection>): Promise<WriteResult> {
  const { prior, planned, context } = request;
  if (universalAuthDrift(configOf(planned), configOf(prior)).length === 0) return { state: planned };

  const answer = await patch(request);
  const differences = universalAuthDrift(configOf(planned), configOfAnswer(answer));
  const attachedAnew = answer.id !== prior.id;
  if (differences.length === 0 && !attachedAnew) return { state: stateOfWrite(answer, planned) };
  context.diagnostics.error(
    attachedAnew
      ? {
          summary: "Universal Auth Was Attached Anew Meanwhile",
          detail: `The universal auth of identity ${String(prior.identity_id)} was detached and attached again since the plan: its client id is ${answer.clientId}, no longer ${String(prior.client_id)}. The configuration was applied to the new one, and the state holds it.`,
        }
      : {
          summary: "Universal Auth Is Not As Declared",
          detail: `The server answered the update of the universal auth of identity ${String(prior.identity_id)} with success, but it is not as asked for:\n\n${describeUniversalAuthDifferences(differences)}\n\nThe state holds what the server has. A setting that the server does not have has to be removed from the configuration.`,
        },
  );
  return { state: stateOfAnswer(answer, planned) };
}

/** PATCHes the whole configuration. When the answer is lost for good, a GET tells what is there. */
async function patch({
  config,
  prior,
  planned,
  connection,
  context,
}: UpdateRequest<Connection>): Promise<UniversalAuthAnswer> {
  const { universalAuth } = connection.client;
  const identityId = String(prior.identity_id);
  try {
    return await universalAuth.update(identityId, universalAuthBody(config, planned, prior), context.stopped);
  } catch (thrown) {
    const error = InfisicalError.from(thrown);
    if (error.sent === "maybe") {
      const answer = await universalAuth
        .get(identityId, confirmationSignal(context.stopped))
        .catch(() => undefined);
      const isDone = answer && universalAuthDrift(configOf(planned), configOfAnswer(answer)).length === 0;
      if (isDone) return answer;
    }
    throw universalAuthFailure(error, "updating", identityId, planned);
  }
}
