import type { Conditions } from "../../../src/access/conditions";

/** A row of a table: rules as they are declared, and `privilege.permissions` as a server answers. */
export interface PermissionRow {
  readonly title: string;
  readonly declared: readonly {
    readonly actions: readonly string[];
    readonly subject: string;
    /** Absent when the rule has none. */
    readonly conditions?: Conditions;
    /** Absent when the rule allows. */
    readonly inverted?: boolean;
  }[];
  readonly server: readonly object[];
}

/** A row in which the meanings differ, with the attributes that say so. */
export interface PermissionDifferenceRow extends PermissionRow {
  readonly drift: readonly string[];
}
