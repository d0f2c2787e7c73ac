import { universalAuthDrift } from "../../access/drift";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { CallContext } from "../../terraform-plugin/call-context";
import type { ObjectValue } from "../../terraform-plugin/value";
import type { UniversalAuthAnswer } from "../../infisical/universal-auth-answer";
import type { Connection } from "../connection";
import { saysUniversalAuthGone } from "./read-universal-auth-config";
import { configOf, configOfAnswer } from "./universal-auth-attributes";
import { universalAuthFailure } from "./universal-auth-failure";

/** Tells at plan what adopting an attached universal auth would change, and refuses to change what nobody wrote down. */
export async function previewAdoption(request: {
  config: ObjectValue;
  planned: ObjectValue;
  connection: Connection;
  context: CallContext;
}): Promise<void> {
  const { config, planned, connection, context } = request;
  const identityId = planned.identity_id;
  if (typeof identityId !== "string" || connection.isPending) return;
  const answer = await connection.client.universalAuth
    .get(identityId, context.stopped)
    .catch((error: unknown) => {
      if (saysUniversalAuthGone(error)) return undefined;
      throw universalAuthFailure(error, "reading", identityId);
    });
  if (!answer) return;
  const { written, leftOut } = adoptionChanges(config, planned, answer);
  if (leftOut.length > 0) throw adoptionRefused(leftOut);
  if (written.length > 0) {
    context.diagnostics.warning({
      summary: "Adopting Changes A Universal Auth",
      detail: `Identity ${identityId} has a universal auth already (client id ${answer.clientId}). Adopting it changes:\n\n${written.join("\n")}`,
    });
  }
}

export interface AdoptionChanges {
  /** Attributes that the configuration writes, old → new. */
  readonly written: readonly string[];
  /** Attributes that it leaves to their default. */
  readonly leftOut: readonly string[];
}

export function adoptionChanges(
  config: ObjectValue,
  planned: ObjectValue,
  answer: UniversalAuthAnswer,
): AdoptionChanges {
  const differences = universalAuthDrift(configOf(planned), configOfAnswer(answer));
  const line = ({ attribute, declared, actual }: (typeof differences)[number]) =>
    `  - ${String(attribute[0])}: ${JSON.stringify(actual)} → ${JSON.stringify(declared)}`;
  const isWritten = ({ attribute }: (typeof differences)[number]) => config[String(attribute[0])] !== null;
  return {
    written: differences.filter(isWritten).map(line),
    leftOut: differences.filter((difference) => !isWritten(difference)).map(line),
  };
}

export function adoptionRefused(leftOut: readonly string[]): DiagnosticError {
  return new DiagnosticError({
    summary: "Adopting Would Change What Is Not Written Down",
    detail: `Adopting the universal auth would reset attributes that the configuration leaves out to their defaults:\n\n${leftOut.join("\n")}\n\nWrite the values that you want, or import the universal auth.`,
    attribute: ["adopt_existing"],
  });
}
