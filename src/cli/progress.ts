import { escapeText } from "../access/escape-text";
import { columns } from "../review/format/wrap";

/** Where a long command is: one line that is rewritten. */
export interface Progress {
  /** Shows a text, cut to the width of the terminal, in place of what was shown before. */
  show(text: string): void;
  /** Removes the line. Call it before anything else is printed, and when the command fails. */
  end(): void;
}

const QUIET: Progress = { show: () => undefined, end: () => undefined };

/**
 * Shows where a command is on a terminal, and nothing at all in a pipeline, a file, or a terminal that cannot rewrite a line (`TERM=dumb`).
 *
 * @param stream standard error, so that what the command prints stays what it is
 */
export function startProgress(
  stream: NodeJS.WriteStream,
  environment: NodeJS.ProcessEnv = process.env,
): Progress {
  if (!stream.isTTY || environment.TERM === "dumb") return QUIET;
  const rewrite = (text: string) => stream.write(`\r\u001b[K${text}`);
  return {
    show: (text) => rewrite(cut(escapeText(text), stream.columns)),
    end: () => rewrite(""),
  };
}

/** A line that is wrapped could not be rewritten, and one that fills the last column wraps in some terminals. */
function cut(text: string, width: number): string {
  // A terminal of an unknown size, such as one behind `expect`, says that it has no columns.
  const room = (width > 0 ? width : 80) - 1;
  if (columns(text) <= room) return text;
  let shown = "";
  for (const character of text) {
    if (columns(shown + character) > room - 1) break;
    shown += character;
  }
  return `${shown}…`;
}
