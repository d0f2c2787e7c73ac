import { lstatSync, mkdirSync, type Stats } from "node:fs";
import { isAbsolute, join } from "node:path";

const folderMode = 0o700;

/**
 * A folder with this name in the user's cache folder, made when it is not there. Undefined unless it belongs to the user who runs this process and
 * nobody else may look into it, and unless nobody else may write beside it: what lies in it will be executed.
 *
 * The cache folder is that of the XDG base directory specification, or of macOS. A shared one such as /tmp never takes its place.
 */
export function privateCacheFolder(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  const caches = userCacheFolder(environment);
  if (caches === undefined || !ownFolder(caches, 0o022)) return undefined;
  const folder = join(caches, name);
  return ownFolder(folder, 0o077) ? folder : undefined;
}

function userCacheFolder({ XDG_CACHE_HOME: configured, HOME: home }: NodeJS.ProcessEnv): string | undefined {
  // The specification has relative paths ignored.
  if (configured !== undefined && isAbsolute(configured)) return configured;
  if (home === undefined || !isAbsolute(home)) return undefined;
  return process.platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
}

/** Whether there is, or could be made, a folder of this user's, in which others have none of the permissions. */
function ownFolder(path: string, forbidden: number): boolean {
  const stats = folderAt(path);
  return stats !== undefined && stats.isDirectory() && isOwn(stats) && (stats.mode & forbidden) === 0;
}

function folderAt(path: string): Stats | undefined {
  try {
    mkdirSync(path, { mode: folderMode });
  } catch {
    // It is there already, or it can't be made.
  }
  return lstatSync(path, { throwIfNoEntry: false });
}

/** Whether a file belongs to the user whom this process acts for. */
export function isOwn({ uid }: Stats): boolean {
  return uid === process.geteuid?.();
}
