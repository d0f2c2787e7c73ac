import { IdentityDirectory } from "./identity-directory";
import { planDrift } from "./drift-plan";
import { listUnmanaged } from "./list-unmanaged";
import type { Plan } from "./read-plan";
import { resourceMoments } from "./resource-moments";
import type { Review } from "./review";
import { reviewPlans, sortFindings } from "./review-plans";
import { sourceName } from "./source-name";
import { UnreadableInput } from "./unreadable-input";
import { managedPairs } from "./unmanaged-privileges";

export interface DriftOptions {
  /** Globs of the slugs of privileges that others own. */
  readonly ignore: readonly string[];
  readonly names?: ReadonlyMap<string, string>;
  readonly environment: NodeJS.ProcessEnv;
  /** Is told what is being done, for people who wait. */
  readonly onStep?: (step: string) => void;
}

/** What has happened to access outside Terraform: to what stacks manage, and beside it. The `findings` of the review are empty. */
export async function findDrift(directories: readonly string[], options: DriftOptions): Promise<Review> {
  const { names = new Map<string, string>(), environment, ignore, onStep = () => undefined } = options;
  const plans: Plan[] = [];
  const failures: string[] = [];
  // One after the other: each Terraform already asks for its resources at once.
  for (const [index, directory] of directories.entries()) {
    onStep(`${index + 1} of ${directories.length}: planning in ${sourceName(directory)}`);
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
    if (plans.length > 0)
      failures.push("Unmanaged privileges were not looked for, because not every state could be read.");
    return { ...review, failures };
  }
  const pairs = managedPairs(plans.flatMap(resourceMoments), new IdentityDirectory(plans, names));
  const unmanaged = await listUnmanaged(pairs, { ignore, environment, onStep, now: review.now });
  const drift = sortFindings([...review.drift, ...unmanaged.findings]);
  return { ...review, drift, failures: unmanaged.failures };
}
