/** The machine identity that a finding is about. */
export interface Identity {
  /** The same for the same identity in every plan. */
  readonly key: string;
  /** UUID; null while the identity is still to be created, or where it must not be shown. */
  readonly id: string | null;
  readonly name: string;
}
