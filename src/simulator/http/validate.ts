import type { BodySchema } from "../release/request-schemas";
import { Refusal } from "../release/refusal";
import type { ServerContext } from "./context";

/**
 * Checks body, query or parameters. A body that is not there counts as null (u01:40); an exception in a check is the
 * framework's own error (p08:11).
 */
export function validate<Output>(schema: BodySchema<Output>, input: unknown, context: ServerContext): Output {
  let result;
  try {
    result = schema.safeParse(input ?? null);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Refusal(400, { statusCode: 400, code: "FST_ERR_VALIDATION", error: "Bad Request", message });
  }
  if (!result.success) {
    throw context.release.refusals.validation(result.error.issues);
  }
  return result.data;
}
