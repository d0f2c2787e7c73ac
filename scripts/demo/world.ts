import { join } from "node:path";
import { readWorldFile } from "../../src/simulator/world";

export const WORLD_FILE = join(__dirname, "world.json");
export const world = readWorldFile(WORLD_FILE);

/** The one project of the demo's world. */
export const [project] = world.projects as [(typeof world.projects)[number]];

/** Ids of the identities by their names in the world file. */
export function identityId(name: string): string {
  const identity = world.targets.find((target) => target.name === name);
  if (identity === undefined) throw new Error(`${WORLD_FILE} holds no identity named ${name}.`);
  return identity.identityId;
}

/** The name of whatever has an id, for people to read. */
export function nameOf(id: string): string {
  return (
    [...world.targets, world.operator].find((identity) => identity.identityId === id.toLowerCase())?.name ??
    id
  );
}
