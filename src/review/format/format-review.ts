import type { Violation } from "../gate";
import type { Review } from "../review";
import { formatHtml } from "./html";
import { formatJson } from "./json";
import { formatMarkdown } from "./markdown";
import { formatTerminal } from "./terminal";

export const FORMATS = ["terminal", "markdown", "json", "html"] as const;
export type FormatName = (typeof FORMATS)[number];

export interface FormatOptions {
  /** Whether a terminal is to show colours. */
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width?: number | undefined;
}

/** A review as text in a format. */
export function formatReview(
  review: Review,
  found: readonly Violation[],
  format: FormatName,
  options: FormatOptions,
): string {
  switch (format) {
    case "terminal":
      return formatTerminal(review, found, options);
    case "markdown":
      return formatMarkdown(review, found);
    case "json":
      return formatJson(review, found);
    case "html":
      return formatHtml(review, found);
  }
}
