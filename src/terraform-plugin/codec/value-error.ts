import { type AttributePath, formatAttributePath } from "../attribute-path";

/** A value that does not fit the type of its place. `message` says what was expected and what was found, never the value itself. */
export class ValueError extends Error {
  constructor(
    readonly path: AttributePath,
    readonly problem: string,
  ) {
    super(path.length === 0 ? problem : `${formatAttributePath(path)}: ${problem}`);
    this.name = "ValueError";
  }
}
