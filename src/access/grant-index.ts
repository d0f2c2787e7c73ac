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
      if (root === undefined) continue;
      for (const names of leadingFolders(grant.scope)) addAlong(root, names, found);
    }
    return [...found];
  }

  #add(grant: Grant): void {
    let environments = this.#environments.get(kindOf(grant));
    if (environments === undefined) this.#environments.set(kindOf(grant), (environments = new Map()));
    for (const environment of environmentsOf(grant.scope)) {
      for (const names of leadingFolders(grant.scope)) {
        let folder = enter(environments, environment);
        for (const name of names) folder = enter(folder.folders, name);
        folder.grants.push(grant);
      }
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

type Folders = readonly (readonly string[])[];

/** One scope is asked for again and again: for every action, before and after. */
const foldersOfScopes = new WeakMap<AccessScope, Folders>();

/** The names of the folders with which the paths of a scope begin, for each alternative; fewer where a glob's meaning is not obvious. */
function leadingFolders(scope: AccessScope): Folders {
  let folders = foldersOfScopes.get(scope);
  if (folders === undefined) foldersOfScopes.set(scope, (folders = readLeadingFolders(scope)));
  return folders;
}

function readLeadingFolders({ tests }: AccessScope): Folders {
  const path = tests.find(
    ({ field, kind }) => field === "secretPath" && (kind === "glob" || kind === "oneOf"),
  );
  if (path?.kind === "oneOf") return path.texts.map(foldersOf);
  return path?.kind === "glob" ? expandBraces(path.glob).map(foldersOfGlob) : [[]];
}

function foldersOf(path: string): string[] {
  return path.startsWith("/") ? path.split("/").filter((name) => name !== "") : [];
}

/** A `|` separates alternatives, and what quotes and backslashes do is not obvious. */
function foldersOfGlob(glob: string): string[] {
  if (/[|"\\]/.test(glob)) return [];
  const names = foldersOf(glob);
  const firstWithMeaning = names.findIndex((name) => !/^[\w-][\w.-]*$/.test(name));
  return firstWithMeaning === -1 ? names : names.slice(0, firstWithMeaning);
}

const MOST_ALTERNATIVES = 16;

/** "/{a,b}/c" are "/a/c" and "/b/c". */
function expandBraces(glob: string): string[] {
  let globs = [glob];
  for (;;) {
    const expanded = globs.flatMap((one) => {
      const braces = /\{([\w-]+(?:,[\w-]+)+)\}/.exec(one);
      if (braces === null) return [one];
      const [whole, names = ""] = braces;
      const rest = one.slice(braces.index + whole.length);
      return names.split(",").map((name) => one.slice(0, braces.index) + name + rest);
    });
    if (expanded.length === globs.length) return globs;
    if (expanded.length > MOST_ALTERNATIVES) return [glob];
    globs = expanded;
  }
}
