import type { Rule } from "../../src/simulator/permission/rule";
import { type ReleaseName, releaseNames } from "../../src/simulator/release/release";
import type { UniversalAuthRow } from "../../src/simulator/state/rows";
import type { PrivilegeFields } from "../../src/simulator/state/store";

/** One value for both releases, or one for each of those that a row is about. */
export type ByRelease<T> = T | { readonly [Release in ReleaseName]?: T };

export function valueFor<T>(release: ReleaseName, value: ByRelease<T> | undefined): T | undefined {
  const isByRelease =
    typeof value === "object" && value !== null && releaseNames.some((name) => name in value);
  return isByRelease
    ? (value as { readonly [Release in ReleaseName]?: T })[release]
    : (value as T | undefined);
}

export interface DeclaredRule {
  readonly actions: readonly string[];
  readonly subject: string;
  /** An object is written as JSON; a text stands in the configuration as it is. */
  readonly conditions?: object | string;
  readonly inverted?: boolean;
}

/** Attributes of a privilege; those that are left out are the row's own. */
export interface DeclaredPrivilege {
  readonly identity?: "in upper case";
  /** Left to the provider. */
  readonly slug?: null;
  readonly permissions?: readonly DeclaredRule[];
  readonly temporary?: {
    readonly range: string;
    readonly start_time?: string;
    readonly renew_triggers?: Readonly<Record<string, string>>;
  };
}

/** Attributes of a universal auth as Terraform names them, but for the identity. */
export interface DeclaredUniversalAuth {
  readonly identity?: "in upper case";
  readonly [attribute: string]: unknown;
}

/** A rule that somebody stored by the web page, by API v2 or in the database, where conditions can be any JSON. */
export type StoredRule = Omit<Rule, "conditions"> & { readonly conditions?: unknown };
type StoredPrivilege = Omit<Partial<PrivilegeFields>, "permissions"> & {
  readonly permissions?: readonly StoredRule[];
};

/** One thing that somebody does behind Terraform's back to a privilege, its identity or its project. */
export type PrivilegeStep =
  /** Stores these rules instead of those that are there. */
  | { readonly rules: readonly StoredRule[] }
  /** Stores these rules behind those that are there. */
  | { readonly moreRules: readonly StoredRule[] }
  | { readonly reverseRules: true }
  /** Changes fields of the row. */
  | { readonly edit: StoredPrivilege }
  /** Moves start and end of the window by so many milliseconds. */
  | { readonly moveWindow: number }
  /** PATCHes these details through API v1, as another client of it. */
  | { readonly patch: object }
  /** Adds one more privilege, by default with the same slug and rules. */
  | { readonly add: StoredPrivilege }
  /** Adds a privilege with the same slug for another identity of the project, by default with the same rules. */
  | { readonly addForAnotherIdentity: StoredPrivilege }
  /** Deletes the privilege and makes it again, with another id, by default as it was. */
  | { readonly recreate: StoredPrivilege }
  | { readonly remove: "privilege" | "membership" | "identity" | "project" }
  | { readonly give: "membership" }
  | { readonly rename: "project" }
  | { readonly operatorBecomes: "no member" | "viewer" | "admin" };

/** One thing that somebody does behind Terraform's back to a universal auth or its identity. */
export type UniversalAuthStep =
  /** Changes fields of the row. */
  | { readonly edit: Partial<UniversalAuthRow> }
  /** PATCHes these fields through the API, as another client of it. */
  | { readonly patch: object }
  /** Detaches it and attaches it again, with another id and client id and without client secrets. */
  | { readonly reattach: Partial<UniversalAuthRow> }
  | { readonly add: "client secret" }
  | { readonly replaceBy: "token auth" }
  | { readonly remove: "universal auth" | "identity" };

interface Row<Declared, Step> {
  readonly title: string;
  readonly declared?: Declared;
  /** What happens outside of Terraform after the apply. */
  readonly outside?: readonly Step[];
}

export type PrivilegeRow = Row<DeclaredPrivilege, PrivilegeStep>;
export type UniversalAuthRowOfMatrix = Row<DeclaredUniversalAuth, UniversalAuthStep>;
