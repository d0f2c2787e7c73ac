import { escapeText } from "../access/escape-text";
import { sourceName } from "./source-name";

/** A plan or another file that cannot be used: not what it should be, of a format that is not known, or a plan that can't be applied. One line. */
export class UnreadableInput extends Error {
  /** @param source where it came from, as the user wrote it; `-` is standard input */
  constructor(source: string, reason: string, options?: ErrorOptions) {
    super(escapeText(`${source === "-" ? "Standard input" : sourceName(source)} ${reason}`), options);
    this.name = "UnreadableInput";
  }
}
