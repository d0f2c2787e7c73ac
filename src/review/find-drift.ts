import { IdentityDirectory } from "./identity-directory";
import { planDrift } from "./drift-plan";
import { listUnmanaged } from "./list-unmanaged";
import type { Plan } from "./read-plan";
import { resourceMoments } from "./resource-moments";
import type { Review } from "./review";
import { reviewPlans, sortFindings } from "./review-plans";
import { UnreadableInput } from "./unreadable-input";
import { managedPairs } from "./unmanaged-privileges";

export interface DriftOptions {
  /** Globs of the slugs of privileges that others own. */
  readonly ignore: readonly string[];
  readonly names?: ReadonlyMap<string, string>;
  readonly environment: NodeJS.ProcessEnv;
}

export interface DriftReport {
  /** What was found; its `findings` are empty. */
  readonly review: Review;
  /** What could not be looked at, and why: a sentence each. */
  readonly failures: readonly string[];
}

/** What has happened to access outside Terraform: to what stacks manage, and beside it. */
export async function findDrift(directories: readonly string[], options: DriftOptions): Promise<DriftReport> {
  const { names = new Map<string, string>(), environment, ignore } = options;
  const plans: Plan[] = [];
  const failures: string[] = [];
  // One after the other: each Terraform already asks for its resources at once.
  for (const directory of directories) {
    try {
      plans.push(await planDrift(directory, environment));
    } catch (error) {
      if (!(error instanceof UnreadableInput)) throw error;
      failures.push(error.message);
    }
  }
  const review = reviewPlans(plans, { names, purpose: "drift" });
  // What a stack that could not be read manages would look unmanaged.
  if (failures.length > 0) {
    failures.push("Unmanaged privileges were not looked for, because not every state could be read.");
    return { review, failures };
  }
  const pairs = managedPairs(plans.flatMap(resourceMoments), new IdentityDirectory(plans, names));
  const unmanaged = await listUnmanaged(pairs, { ignore, environment, now: review.now });
  return {
    review: { ...review, drift: sortFindings([...review.drift, ...unmanaged.findings]) },
    failures: [...failures, ...unmanaged.failures],
  };
}
