import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";

export interface ListedProcess {
  readonly pid: number;
  readonly command: string;
}

/** The processes that a process has started and that have not ended. */
export async function childrenOf(parent: number): Promise<ListedProcess[]> {
  const listing = await new Promise<string>((resolve, reject) => {
    execFile(
      "ps",
      ["-A", "-o", "pid=,ppid=,stat=,args="],
      { maxBuffer: 64 * 1024 * 1024 },
      (error, stdout) => {
        if (error) reject(new Error(`ps failed: ${error.message}`));
        else resolve(stdout);
      },
    );
  });
  return listing.split("\n").flatMap((line) => {
    const [, pid, ppid, state, command = ""] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    const isChild = Number(ppid) === parent && state?.startsWith("Z") === false;
    return isChild ? [{ pid: Number(pid), command }] : [];
  });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

/** It has ended, and nobody has asked for its status yet. */
function isZombie(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

/** SIGKILL; a process that has ended by itself is fine. */
export function killProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Waits until a process has ended. @returns whether it has within the time limit, in milliseconds */
export async function hasEndedWithin(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
