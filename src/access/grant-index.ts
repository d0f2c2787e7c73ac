import type { AccessScope } from "./access-scope";
import type { Grant } from "./effective-access";

/** Stands for the environments of a scope that does not list them. */
const ANY_ENVIRONMENT = Symbol("any environment");
type Environment = string | typeof ANY_ENVIRONMENT;

interface Folder {
  readonly grants: Grant[];
  readonly folders: Map<string, Folder>;
}

/**
 * Finds the grants that may have something in common with another without looking at each of them: by subject, action, environment and the folders
 * with which their paths begin.
 */
export class GrantIndex {
  readonly #environments = new Map<string, Map<Environment, Folder>>();

  constructor(grants: readonly Grant[]) {
    for (const grant of grants) this.#add(grant);
  }

  /** Grants of the same subject and action, among them all that have something in common with a grant. */
  near(grant: Grant): Grant[] {
    const environments = this.#environments.get(kindOf(grant));
    if (environments === undefined) return [];
    const wanted = environmentsOf(grant.scope);
    const keys: readonly Environment[] = wanted.includes(ANY_ENVIRONMENT)
      ? [...environments.keys()]
      : [...wanted, ANY_ENVIRONMENT];
    const found = new Set<Grant>();
    for (const key of keys) {
      const root = environments.get(key);
      if (root !== undefined) addAlong(root, leadingFolders(grant.scope), found);
    }
    return [...found];
  }

  #add(grant: Grant): void {
    let environments = this.#environments.get(kindOf(grant));
    if (environments === undefined) this.#environments.set(kindOf(grant), (environments = new Map()));
    for (const environment of environmentsOf(grant.scope)) {
      let folder = enter(environments, environment);
      for (const name of leadingFolders(grant.scope)) folder = enter(folder.folders, name);
      folder.grants.push(grant);
    }
  }
}

function kindOf({ subject, action }: Grant): string {
  return JSON.stringify([subject, action]);
}

function enter<Key>(folders: Map<Key, Folder>, key: Key): Folder {
  let folder = folders.get(key);
  if (folder === undefined) folders.set(key, (folder = { grants: [], folders: new Map() }));
  return folder;
}

/** What lies in the folders on the way, and in everything below the last one. */
function addAlong(root: Folder, names: readonly string[], found: Set<Grant>): void {
  let folder = root;
  for (const name of names) {
    folder.grants.forEach((grant) => found.add(grant));
    const next = folder.folders.get(name);
    if (next === undefined) return;
    folder = next;
  }
  addBelow(folder, found);
}

function addBelow({ grants, folders }: Folder, found: Set<Grant>): void {
  grants.forEach((grant) => found.add(grant));
  for (const folder of folders.values()) addBelow(folder, found);
}

function environmentsOf({ tests }: AccessScope): readonly Environment[] {
  const listed = tests.find(({ field, kind }) => field === "environment" && kind === "oneOf");
  return listed !== undefined && "texts" in listed ? listed.texts : [ANY_ENVIRONMENT];
}

/** The names of the folders with which all paths of a scope begin; fewer where a glob's meaning is not obvious. */
function leadingFolders({ tests }: AccessScope): string[] {
  const path = tests.find(
    ({ field, kind }) => field === "secretPath" && (kind === "glob" || kind === "oneOf"),
  );
  if (path === undefined || path.kind === "opaque") return [];
  const [text = "", ...others] = path.kind === "glob" ? [path.glob] : path.texts;
  if (others.length > 0 || !/^\/[\w\-./*]*$/.test(text)) return [];
  const names = text.split("/").filter((name) => name !== "");
  const firstWithStar = names.findIndex((name) => name.includes("*"));
  return firstWithStar === -1 ? names : names.slice(0, firstWithStar);
}
