export type RequestLogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** What the client needs of a log; the provider's logger and the command line's both have it. */
export interface RequestLogger {
  debug(message: string, fields?: RequestLogFields): void;
  info(message: string, fields?: RequestLogFields): void;
  warn(message: string, fields?: RequestLogFields): void;
}
