import type { ServerContext } from "../http/context";

const uuidPattern = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/**
 * An identity's id as the database compares it: in any case, but not padded and nothing but a UUID (p07:14-30).
 * @param operation the data access function that would fail on something else.
 */
export function databaseUuid(text: string, operation: string, context: ServerContext): string {
  if (!uuidPattern.test(text)) {
    throw context.release.refusals.database(operation);
  }
  return text.toLowerCase();
}
