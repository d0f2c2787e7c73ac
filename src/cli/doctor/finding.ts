/** What a check of `doctor` found. */
export interface Finding {
  /** `problem`: it can't work so. `advice`: it works, or may work, and something should be known. */
  readonly status: "ok" | "advice" | "problem";
  /** What was looked at: "Node.js", "Server". */
  readonly subject: string;
  /** What was found, in a sentence. */
  readonly message: string;
  /** What to do about it, in a sentence or two; none when it is fine. */
  readonly remedy?: string;
}
