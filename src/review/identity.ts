/** The machine identity that a finding is about. */
export interface Identity {
  /** The same for the same identity in every plan. */
  readonly key: string;
  /** UUID; null while the identity is still to be created, or where it must not be shown. */
  readonly id: string | null;
  /** Whether the id must not be shown. */
  readonly isSensitive?: boolean;
  readonly name: string;
}

/** Of an identity without an id: "its id is known only after the apply". */
export function whyNoId({ isSensitive = false }: Identity): string {
  return `its id is ${isSensitive ? "marked sensitive" : "known only after the apply"}`;
}
