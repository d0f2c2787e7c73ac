import type { MoveStateRequest } from "../terraform-plugin/resource";

/** A resource's state as JSON, in another provider's schema. */
export type ForeignState = MoveStateRequest["sourceState"];

/**
 * Whether a state to be moved is that of a resource of the official provider (Infisical/terraform-provider-infisical): from whichever registry,
 * because OpenTofu and mirrors give it another host.
 */
export function isOfOfficialProvider(
  { sourceProviderAddress, sourceTypeName }: MoveStateRequest,
  typeName: string,
): boolean {
  return /^[^/]+\/infisical\/infisical$/i.test(sourceProviderAddress) && sourceTypeName === typeName;
}

/** The official provider stores "" where there is nothing. */
export function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

export function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

export function objectsIn(value: unknown): ForeignState[] {
  return Array.isArray(value) ? value.filter(isForeignState) : [];
}

export function isForeignState(value: unknown): value is ForeignState {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
