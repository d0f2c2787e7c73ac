/** What became of one row on one release. */
export interface RowResult {
  readonly subject: "identity privilege" | "universal auth";
  readonly title: string;
  /** API v1 doesn't show it. */
  readonly isHidden?: boolean;
  /** What a user sees of it; "" where that goes without saying. */
  readonly shows: string;
  /** In which ways it did not turn out as expected; none when it did. */
  readonly problems: readonly string[];
}
