import { universalAuthDrift } from "../../access/drift";
import { universalAuthAttributes } from "../../access/universal-auth";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { CallContext } from "../../terraform-plugin/call-context";
import { isWhollyKnown, type ObjectValue } from "../../terraform-plugin/value";
import type { UniversalAuthAnswer } from "../../infisical/universal-auth-answer";
import type { Connection } from "../connection";
import { saysUniversalAuthGone } from "./read-universal-auth-config";
import { configOf, configOfAnswer, NEWER_ATTRIBUTES } from "./universal-auth-attributes";
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
  if (!answer || connection.ledger.isManaged(answer.id)) return;
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
  const undecided = undecidedAttributes(config, planned);
  const differences = universalAuthDrift(configOf(planned), configOfAnswer(answer))
    .map(({ attribute: [name], declared, actual }) => ({ name: String(name), declared, actual }))
    .filter(({ name }) => !undecided.includes(name));
  const line = ({ name, declared, actual }: (typeof differences)[number]) =>
    `  - ${name}: ${JSON.stringify(actual)} → ${JSON.stringify(declared)}`;
  const isWritten = (name: string) => config[name] !== null;
  return {
    written: [
      ...differences.filter(({ name }) => isWritten(name)).map(line),
      ...undecided.filter(isWritten).map((name) => `  - ${name}: known after the apply`),
    ],
    leftOut: differences.filter(({ name }) => !isWritten(name)).map(line),
  };
}

/** Those of which the plan does not know yet whether they differ; the apply looks once more. */
function undecidedAttributes(config: ObjectValue, planned: ObjectValue): string[] {
  const isDefault = (name: string) => config[name] === null && Object.hasOwn(NEWER_ATTRIBUTES, name);
  return Object.values(universalAuthAttributes).filter(
    (name) => !isWhollyKnown(planned[name] ?? null) && !isDefault(name),
  );
}

export function adoptionRefused(leftOut: readonly string[]): DiagnosticError {
  return new DiagnosticError({
    summary: "Adopting Would Change What Is Not Written Down",
    detail: `Adopting the universal auth would reset attributes that the configuration leaves out to their defaults:\n\n${leftOut.join("\n")}\n\nWrite the values that you want, or import the universal auth.`,
    attribute: ["adopt_existing"],
  });
}
