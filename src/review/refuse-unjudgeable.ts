import type { Review } from "./review";
import { UnreadableInput } from "./unreadable-input";

/**
 * Refuses to let plans through a gate that say nothing to judge: without a resource of this provider, or made by another version of it.
 *
 * @throws UnreadableInput
 */
export function refuseUnjudgeable({ plans }: Pick<Review, "plans">): void {
  for (const { source, ownResources, signOfUnknownVersion: sign } of plans) {
    if (ownResources === 0) {
      throw new UnreadableInput(
        source,
        "holds no resource of this provider, so there is nothing that --fail-on or --approved could judge. Is it the plan of another stack?",
      );
    }
    if (sign !== undefined) {
      throw new UnreadableInput(
        source,
        `was made by another version of the provider than this command knows: ${sign}. Use the command of the same version of cdktf-infisical-access.`,
      );
    }
  }
}
