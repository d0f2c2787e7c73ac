import type { Review } from "./review";
import { counted } from "./summary";
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

/**
 * Refuses plans of other providers alone: that nobody gains anything would be no answer to them.
 *
 * @throws UnreadableInput
 */
export function refuseForeign({ plans, notJudged }: Pick<Review, "plans" | "notJudged">): void {
  if (plans.some(({ ownResources }) => ownResources > 0)) return;
  const sources = plans.map(({ source }) => source).join(", ");
  const others =
    notJudged.length === 0
      ? ""
      : ` (${counted(notJudged.length, "change", "changes")} of infisical_* resources of other providers can't be judged)`;
  throw new UnreadableInput(
    sources,
    `${plans.length === 1 ? "holds" : "hold"} no resource of this provider, so there is nothing to review${others}. Is it the plan of another stack?`,
  );
}
