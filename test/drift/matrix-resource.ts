/** The resource of one row, and what the row does to it on the server. */
export interface MatrixResource {
  readonly type: string;
  readonly name: string;
  readonly identityId: string;
  readonly address: string;
  /** The attributes of a declaration of the row. */
  attributes(declared: object | undefined): object;
  /** Carries out the row's steps. Not before the first apply. */
  changeOutside(): Promise<void>;
  /** What the server holds of it, less what differs after it was made again; "" for nothing. */
  onServer(): string;
}
