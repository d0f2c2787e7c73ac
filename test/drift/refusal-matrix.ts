import type { ReleaseName } from "../../src/simulator/release/release";
import { summaries, unmet } from "./compare-plan";
import { valueFor } from "./matrix-row";
import { MatrixStack } from "./matrix-stack";
import { isAbout } from "./mutation-row";
import { refusedMutations } from "./mutations";
import { PrivilegeOfRow } from "./privilege-of-row";
import type { RowResult } from "./row-result";

/**
 * The rows after which there is no plan: each in a project of its own, so that its error shows at its resource alone. Whatever the error is, the
 * resource stays in state.
 */
export async function runRefusalMatrix(release: ReleaseName): Promise<RowResult[]> {
  const rows = refusedMutations.filter((row) => isAbout(release, row));
  const stack = await MatrixStack.start(release, (simulator) =>
    rows.map((row, index) => {
      const slug = `project-${index + 1}`;
      simulator.store.addProject({ slug });
      simulator.store.addMembership(simulator.world.operator.identityId, slug, "admin");
      return new PrivilegeOfRow(row, `row-${index + 1}`, simulator, slug);
    }),
  );
  try {
    await stack.declare(rows.map(({ declared }) => declared));
    await stack.create();
    await stack.changeOutside();
    const found = await stack.plan();
    const isInState = await stack.refresh();
    return rows.map(({ title, error }, index) => {
      const shows = summaries("error", found[index]?.diagnostics ?? []);
      return {
        subject: "identity privilege",
        title,
        shows: `the plan ends with "${shows}"`,
        problems: unmet([
          ["the plan's error", valueFor(release, error) ?? "none", shows],
          ["in state afterwards", "true", String(isInState[index])],
        ]),
      };
    });
  } finally {
    await stack.close();
  }
}
