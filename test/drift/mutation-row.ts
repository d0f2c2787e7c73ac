import type { ReleaseName } from "../../src/simulator/release/release";
import { type ByRelease, type PrivilegeRow, type UniversalAuthRowOfMatrix, valueFor } from "./matrix-row";

/** What has to come of a change outside of Terraform. */
export interface ExpectedDrift {
  /** The attributes that the plan changes, no others; "create" for the whole resource, none for what API v1 doesn't show. */
  readonly plan: ByRelease<readonly string[] | "create">;
  /** API v1 doesn't show the change, so that nothing can find it. */
  readonly isHidden?: true;
  /** Summary of the warning that goes with the plan. */
  readonly warning?: ByRelease<string>;
  /** Summary of the error with which the apply ends, where the server lets nobody take the change back. Without it the apply repairs everything. */
  readonly refusal?: ByRelease<string>;
  /** What the plan after a refusal still changes, where that is less than before. */
  readonly remains?: readonly string[];
}

/** What has to come of a change outside of Terraform that no plan can be made after. */
export interface ExpectedError {
  /** Summary of the error, which stands at the resource and drops nothing from state. */
  readonly error: ByRelease<string>;
}

export type PrivilegeMutation = PrivilegeRow & ExpectedDrift;
export type UniversalAuthMutation = UniversalAuthRowOfMatrix & ExpectedDrift;
export type RefusedMutation = PrivilegeRow & ExpectedError;

export function isAbout(release: ReleaseName, row: Partial<ExpectedDrift & ExpectedError>): boolean {
  return valueFor<unknown>(release, row.plan ?? row.error) !== undefined;
}
