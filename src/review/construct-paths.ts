import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isJsonObject, type JsonObject, type JsonValue } from "../access/json";

/**
 * The paths of the constructs in a stack's folder, by the addresses of their resources: cdktf writes them into cdk.tf.json. Empty where there is none,
 * for a stack that is not written with cdktf has no constructs.
 */
export async function readConstructPaths(directory: string): Promise<Map<string, string>> {
  let configuration: unknown;
  try {
    configuration = JSON.parse(await readFile(join(directory, "cdk.tf.json"), "utf8"));
  } catch {
    return new Map();
  }
  const types = isJsonObject(configuration) ? configuration.resource : undefined;
  return new Map(
    entries(types).flatMap(([type, resources]) =>
      entries(resources).flatMap(([name, resource]) => {
        const path = pathOf(resource);
        return path === undefined ? [] : [[`${type}.${name}`, path] as const];
      }),
    ),
  );
}

function entries(value: JsonValue | undefined): [string, JsonValue][] {
  return value !== undefined && isJsonObject(value) ? Object.entries(value) : [];
}

function pathOf(resource: JsonValue): string | undefined {
  const comment = isJsonObject(resource) ? resource["//"] : undefined;
  const metadata: JsonValue | undefined = isJsonObject(comment)
    ? (comment as JsonObject).metadata
    : undefined;
  return isJsonObject(metadata) && typeof metadata.path === "string" ? metadata.path : undefined;
}
