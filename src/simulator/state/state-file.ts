import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { parseWorld, type World } from "../world";
import type { DatabaseContent } from "./database";

/** Everything that a server is to remember when it is started again. */
export interface SavedState {
  version: 1;
  world: World;
  /** What tokens are signed with, so that those which were issued stay good. */
  tokenKey: string;
  content: DatabaseContent;
}

const rows = z.array(z.looseObject({}));

/** What a state file of this version has in any case; what stands in the rows is this program's own writing. */
const savedStateSchema = z.object({
  version: z.literal(1),
  world: z.unknown(),
  tokenKey: z.string(),
  content: z.object({
    identities: rows,
    projects: rows,
    memberships: rows,
    privileges: rows,
    universalAuths: rows,
    tokenAuths: rows,
    clientSecrets: rows,
    accessTokens: rows,
  }),
});

/**
 * Reads a state file.
 * @returns undefined when there is none yet.
 * @throws Error when the file was not written by a simulator, or for another operator than the given world's.
 */
export function readStateFile(path: string, world: World | undefined): SavedState | undefined {
  if (!existsSync(path)) {
    return undefined;
  }
  const state = parse(readFileSync(path, "utf8"));
  if (state === undefined) {
    throw new Error(`${path} is not a state file of this simulator. Give another path or delete it.`);
  }
  const own = parseWorld(state.world, path);
  if (world !== undefined && world.operator.clientId !== own.operator.clientId) {
    throw new Error(
      `${path} holds the state of another world: its operator's clientId is ${own.operator.clientId}, not ${world.operator.clientId}. Give the world that it was made for, or another state file.`,
    );
  }
  return { ...state, world: own };
}

function parse(text: string): SavedState | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return savedStateSchema.safeParse(value).success ? (value as SavedState) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a state file in one step, so that there is a whole one at every moment. It holds secrets: only its owner reads it. */
function writeStateFile(path: string, state: SavedState): void {
  const next = `${path}.next`;
  writeFileSync(next, JSON.stringify(state), { mode: 0o600 });
  renameSync(next, path);
}

/** Milliseconds by which writes are gathered, so that a large world is not written out for each of them. */
const gathering = 200;

/** Keeps a state file up to date: when the server begins, soon after each change, and when it ends. */
export class StateFile {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly path: string,
    private readonly current: () => SavedState,
  ) {}

  changed(): void {
    this.timer ??= setTimeout(() => {
      this.save();
    }, gathering);
  }

  save(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    writeStateFile(this.path, this.current());
  }
}
