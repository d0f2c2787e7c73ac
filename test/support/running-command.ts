import type { ChildProcess } from "node:child_process";
import { isAlive } from "./processes";

export interface CommandResult {
  /** 1 for a command that could not be started or that a signal ended. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that was started. */
export class RunningCommand {
  stdout = "";
  stderr = "";
  readonly ended: Promise<CommandResult>;

  constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (this.stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.stderr += text));
    this.ended = new Promise((resolve) => {
      child.once("error", (error) => (this.stderr += error.message));
      child.once("close", (exitCode) =>
        resolve({ exitCode: exitCode ?? 1, stdout: this.stdout, stderr: this.stderr }),
      );
    });
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`the command could not be started: ${this.stderr}`);
    return this.child.pid;
  }

  get hasEnded(): boolean {
    return !isAlive(this.pid);
  }

  kill(): void {
    this.child.kill("SIGKILL");
  }

  /** What Ctrl-C in a terminal does: every process of the group gets it. Only for a command that leads a group. */
  interruptGroup(): void {
    process.kill(-this.pid, "SIGINT");
  }
}
