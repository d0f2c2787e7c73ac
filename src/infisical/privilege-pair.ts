/** An identity in a project: what privileges belong to, and what a LIST is of. */
export interface PrivilegePair {
  readonly identityId: string;
  readonly projectSlug: string;
}
