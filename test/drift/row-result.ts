/** What became of one row on one release. */
export interface RowResult {
  readonly title: string;
  /** In which ways it did not turn out as expected; none when it did. */
  readonly problems: readonly string[];
}
