import type { Difference } from "../../access/drift";
import type { UniversalAuthAnswer } from "../../infisical/universal-auth-answer";
import { formatAttributePath } from "../../terraform-plugin/attribute-path";
import { UNKNOWN, type ObjectValue } from "../../terraform-plugin/value";
import { stateOfAnswer } from "./universal-auth-attributes";

export function describeUniversalAuthDifferences(differences: readonly Difference[]): string {
  return differences
    .map(({ attribute, reason }) => `  - ${formatAttributePath(attribute)}: ${reason}`)
    .join("\n");
}

/** The state after a write that the server carried out as asked: the plan, completed by what only the server knew. */
export function stateOfWrite(answer: UniversalAuthAnswer, planned: ObjectValue): ObjectValue {
  const fromAnswer = stateOfAnswer(answer, planned);
  return Object.fromEntries(
    Object.entries(fromAnswer).map(([name, value]) => {
      const plan = planned[name] ?? null;
      return [name, plan === UNKNOWN || name === "id" || name === "client_id" ? value : plan];
    }),
  );
}
