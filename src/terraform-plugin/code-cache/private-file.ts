import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { isOwn } from "./private-folder";

const hashLength = 32;
const fileMode = 0o600;

/**
 * What {@link writePrivateFile} wrote. Undefined when there is no such file, when it is somebody else's or others may touch it, or when it is not
 * whole.
 */
export function readPrivateFile(path: string): Buffer | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    const stats = fstatSync(file);
    if (!stats.isFile() || !isOwn(stats) || (stats.mode & 0o777) !== fileMode) return undefined;
    const bytes = readFileSync(file);
    const content = bytes.subarray(hashLength);
    return hashOf(content).equals(bytes.subarray(0, hashLength)) ? content : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Writes a file that is whole at every moment, and for its owner alone. @throws when it can't be written */
export function writePrivateFile(path: string, content: Buffer): void {
  const draft = `${path}.${randomUUID()}`;
  try {
    const file = openSync(draft, "wx", fileMode);
    try {
      writeSync(file, Buffer.concat([hashOf(content), content]));
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function hashOf(content: Buffer): Buffer {
  return createHash("sha256").update(content).digest();
}
