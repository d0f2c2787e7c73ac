import { GROWTH, SHRINKAGE } from "../access/compare-access";
import type { Grant } from "../access/effective-access";
import type { UniversalAuthConfig } from "../access/universal-auth";
import type { Identity } from "./identity";
import type { Phrase } from "./phrase";
import type { Server } from "./server";

/** What a finding says has happened to access. */
export const FINDING_KINDS = [
  ...GROWTH,
  ...SHRINKAGE,
  /** It stays in force, and Terraform no longer manages it. */
  "released",
  /** It is in force, and no stack manages it. */
  "unmanaged",
  /** Somebody changed a privilege outside Terraform, and what the identity may do is the same. */
  "no-effect",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** A resource as a reader finds it again. */
export interface ResourceName {
  /** The plan that names it. */
  readonly source: string;
  readonly address: string;
  readonly constructPath: string | undefined;
}

/** A setting of a universal auth that changes; `from` null where none was attached, `to` null where none remains. */
export interface SettingChange {
  readonly field: keyof UniversalAuthConfig;
  readonly from: UniversalAuthConfig[keyof UniversalAuthConfig] | null;
  /** Undefined while it is known only after the apply. */
  readonly to: UniversalAuthConfig[keyof UniversalAuthConfig] | null | undefined;
}

/** One thing that a reviewer is told. */
export interface Finding {
  /** Never empty. */
  readonly kinds: readonly FindingKind[];
  readonly identity: Identity;
  readonly server: Server;
  readonly concerns: "privileges" | "universal auth";
  /** null for universal auth, which belongs to the organization, and while the project is not known. */
  readonly project: string | null;
  /** Whether the project must not be shown. */
  readonly isProjectSensitive?: boolean;
  /** What the identity does: "gains edit on secrets in prod". */
  readonly predicate: Phrase;
  /** The same in few words, for people, where it would fill pages. */
  readonly brief?: Phrase;
  readonly resources: readonly ResourceName[];
  /** What is allowed, or no longer, action by action. Empty where that is not known. */
  readonly grants: readonly Grant[];
  readonly settings: readonly SettingChange[];
}

/** Whether somebody may do more than before. */
export function isGrowth({ kinds }: Pick<Finding, "kinds">): boolean {
  return GROWTH.some((kind) => kinds.includes(kind));
}
