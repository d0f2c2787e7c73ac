import { formatReview } from "../../src/review/format/format-review";
import { parsePlan } from "../../src/review/plan-document";
import type { Review } from "../../src/review/review";
import { reviewPlans } from "../../src/review/review-plans";
import { planJson, privilege } from "./fixtures/plan-json";

const PRIVILEGES = 10_000;
const MOST_SECONDS = 5;

/** One privilege in so many is widened, the others are left alone. */
const CHANGED = 4;

/** Every privilege has a glob and a block of its own, as in a stack of CDKTF. */
function widenedPlan(identities: number): string {
  const resources = Array.from({ length: PRIVILEGES }, (_, index) => ({
    address: `infisicalaccess_identity_privilege.p${index}`,
    provider_config_key: "infisicalaccess",
  }));
  const configuration = { provider_config: { infisicalaccess: {} }, root_module: { resources } };
  return planJson(
    Array.from({ length: PRIVILEGES }, (_, index) => {
      const identity = `00000000-0000-4000-8000-${String(index % identities).padStart(12, "0")}`;
      const of = (actions: string[], glob: string) =>
        privilege(
          actions,
          { environment: index % 8 === 0 ? "prod" : "dev", secretPath: { $glob: glob } },
          { identity_id: identity, slug: `privilege-${index}` },
        );
      const before = of(["read"], `/services/service-${index}/eu/**`);
      return index % CHANGED === 0
        ? { name: `p${index}`, before, after: of(["read", "edit"], `/services/service-${index}/**`) }
        : { name: `p${index}`, before, after: before, actions: ["no-op"] };
    }),
    { more: { configuration } },
  );
}

describe(`a plan of ${PRIVILEGES} privileges that widens one in ${CHANGED}`, () => {
  test.each([500, 1])(
    "of %d identities is reviewed within the time, and every change is found",
    (identities) => {
      const json = widenedPlan(identities);
      let kinds: string[] = [];
      const seconds = shortestTime(() => {
        const review = reviewOf(json);
        formatReview(review, [], "terminal", { color: false });
        kinds = review.findings.map((finding) => finding.kinds.join());
      });
      expect(kinds.sort()).toEqual([
        ...Array.from({ length: PRIVILEGES / CHANGED }, () => "gained"),
        ...Array.from({ length: PRIVILEGES / CHANGED }, () => "widened"),
      ]);
      expect(seconds).toBeLessThan(MOST_SECONDS);
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
