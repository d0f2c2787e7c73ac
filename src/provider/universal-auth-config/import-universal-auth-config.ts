import { isIdentityId } from "../../access/identity-id";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { ObjectValue } from "../../terraform-plugin/value";
import { universalAuthConfigSchema } from "./universal-auth-config-schema";

/** Import id: the identity's UUID. An imported universal auth starts protected, because client secrets hang on it. */
export function importUniversalAuthConfig(id: string): ObjectValue {
  if (!isIdentityId(id)) {
    throw new DiagnosticError({
      summary: "Invalid Import Id",
      detail: `The import id of a universal auth is the UUID of its identity, such as 78e59e24-a17b-4a93-8700-6f60a7f332fd, not "${id}".`,
    });
  }
  const empty = Object.fromEntries(
    Object.keys(universalAuthConfigSchema.attributes).map((name) => [name, null]),
  );
  return { ...empty, identity_id: id, adopt_existing: false, deletion_protection: true };
}
