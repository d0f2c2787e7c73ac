/** A condition of a rule as the database holds it: JSON of any form (contract/api.md 2 and B2). */
export type Conditions = Record<string, unknown>;

/** A rule of a privilege, in the form in which the server stores and returns it. */
export interface Rule {
  subject: string | string[];
  action: string | string[];
  conditions?: Conditions;
  /** A rule that forbids. Written by the web page or API v2 of a 2026 server only. */
  inverted?: boolean;
}

/** A rule in the form in which v1 of the API takes it. */
export interface WrittenRule {
  subject: string;
  action: string;
  conditions?: Conditions | undefined;
}

export function listOf(value: string | string[]): string[] {
  return typeof value === "string" ? [value] : value;
}
