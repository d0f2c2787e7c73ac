import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Waits for the end of its standard input, and so of this process, also of a killed one; then removes what others may still be writing to. */
const REMOVE_AT_THE_END = 'cat >/dev/null; until rm -rf "$1"; do sleep 1; done';

let own: string | undefined;

/**
 * Gives this process, and those that it starts from now on, a temporary folder of their own that goes when this process ends, however it ends. CDKTF's
 * `Testing` leaves a folder for each app, and a killed Terraform leaves what it had.
 */
export function useOwnTemporaryFolder(): void {
  if (own !== undefined) return;
  // Short, because paths of sockets may have no more than 103 bytes.
  const folder = mkdtempSync(join(tmpdir(), "infisical-"));
  // A server that runs as another user has its folder in it.
  chmodSync(folder, 0o711);
  // In a session of its own: Ctrl-C is not for it.
  const remover = spawn("sh", ["-c", REMOVE_AT_THE_END, "sh", folder], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  remover.unref();
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  own = process.env.TMPDIR = folder;
}
