import { readFile } from "node:fs/promises";
import { z } from "zod";
import { UnreadableInput } from "./unreadable-input";

/**
 * Names of identities from a JSON file: an object of id → name.
 *
 * @throws UnreadableInput
 */
export async function readNames(path: string): Promise<Map<string, string>> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new UnreadableInput(path, `can't be read as names: ${(error as Error).message}.`, { cause: error });
  }
  const names = z.record(z.string(), z.string()).safeParse(json);
  if (!names.success) {
    throw new UnreadableInput(
      path,
      'does not hold names. Write an object of id and name: {"<uuid>": "deploy-bot"}.',
    );
  }
  return new Map(Object.entries(names.data).map(([id, name]) => [id.toLowerCase(), name]));
}
