import type { Diagnostics } from "./diagnostic";
import type { Logger } from "./logger";

/** What every call of a provider, resource or data source is given. */
export interface CallContext {
  /** What the call tells the user, beside its result. */
  readonly diagnostics: Diagnostics;
  /** Aborted when Terraform asks to stop (first Ctrl-C): end waits and reads, start no new write. */
  readonly stopped: AbortSignal;
  readonly logger: Logger;
}
