import { formatReview } from "../../src/review/format/format-review";
import { parsePlan } from "../../src/review/plan-document";
import type { Review } from "../../src/review/review";
import { reviewPlans } from "../../src/review/review-plans";
import { planJson, privilege } from "./fixtures/plan-json";

const PRIVILEGES = 10_000;
const MOST_SECONDS = 5;

/** Every privilege widened, to a glob of its own. */
function widenedPlan(identities: number): string {
  return planJson(
    Array.from({ length: PRIVILEGES }, (_, index) => {
      const identity = `00000000-0000-4000-8000-${String(index % identities).padStart(12, "0")}`;
      const of = (actions: string[], glob: string) =>
        privilege(
          actions,
          { environment: index % 2 === 0 ? "prod" : "dev", secretPath: { $glob: glob } },
          { identity_id: identity, slug: `privilege-${index}` },
        );
      return {
        name: `p${index}`,
        before: of(["read"], `/services/service-${index}/eu/**`),
        after: of(["read", "edit"], `/services/service-${index}/**`),
      };
    }),
  );
}

describe(`a plan that widens ${PRIVILEGES} privileges`, () => {
  test.each([500, 1])(
    "of %d identities is reviewed within the time, and every change is found",
    (identities) => {
      const json = widenedPlan(identities);
      const { findings } = reviewOf(json);
      expect(findings.map(({ kinds }) => kinds.join()).sort()).toEqual([
        ...Array.from({ length: PRIVILEGES }, () => "gained"),
        ...Array.from({ length: PRIVILEGES }, () => "widened"),
      ]);
      expect(shortestTime(() => formatReview(reviewOf(json), [], "terminal", { color: false }))).toBeLessThan(
        MOST_SECONDS,
      );
    },
  );
});

function reviewOf(json: string): Review {
  const document = parsePlan(json, "plan.json");
  return reviewPlans([{ source: "plan.json", document, constructPaths: new Map() }]);
}

/**
 * Seconds that something takes: of a few attempts the shortest, and of each the lesser of time on the wall, which other processes stretch, and time on
 * processors, which counts the collector's threads as well.
 */
function shortestTime(run: () => void): number {
  let shortest = Infinity;
  for (let attempt = 0; attempt < 3 && shortest >= MOST_SECONDS; attempt++) {
    const [wall, cpu] = [performance.now(), process.cpuUsage()];
    run();
    const { user, system } = process.cpuUsage(cpu);
    shortest = Math.min(shortest, (performance.now() - wall) / 1000, (user + system) / 1_000_000);
  }
  return shortest;
}
