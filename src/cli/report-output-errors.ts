import { FAILURE } from "./exit-status";

/**
 * A reader that has read enough, such as `head`, ends the output and not the command: the exit status still says what was found. Output that cannot
 * be written for another reason is an error.
 */
export function reportOutputErrors(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.stderr.write(`The output could not be written: ${error.message}.\n`);
    process.exitCode = FAILURE;
  });
}
