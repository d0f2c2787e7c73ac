import type { ReleaseName } from "../../src/simulator/release/release";
import { attributesInWords, changeInWords, summaries, unmet } from "./compare-plan";
import { valueFor } from "./matrix-row";
import { MatrixStack, type ResourcePlan } from "./matrix-stack";
import { type ExpectedDrift, isAbout } from "./mutation-row";
import { privilegeMutations, universalAuthMutations } from "./mutations";
import { PrivilegeOfRow } from "./privilege-of-row";
import type { RowResult } from "./row-result";
import type { TerraformDiagnostic } from "../support/terraform-diagnostic";
import { UniversalAuthOfRow } from "./universal-auth-of-row";

/**
 * Applies the declarations of all rows at once, carries out all their changes, and compares what the next plan shows, what its apply does and what
 * the plan after that shows with what the rows expect.
 */
export async function runMutationMatrix(release: ReleaseName): Promise<RowResult[]> {
  const privileges = privilegeMutations.filter((row) => isAbout(release, row));
  const universalAuths = universalAuthMutations.filter((row) => isAbout(release, row));
  const rows = [...privileges, ...universalAuths];
  const stack = await MatrixStack.start(release, (simulator) => [
    ...privileges.map((row, index) => new PrivilegeOfRow(row, `row-${index + 1}`, simulator, "payments")),
    ...universalAuths.map((row, index) => new UniversalAuthOfRow(row, `row-${index + 1}`, simulator)),
  ]);
  try {
    await stack.declare(rows.map(({ declared }) => declared));
    await stack.create();
    const before = stack.onServer();
    await stack.changeOutside();
    const found = await stack.plan();
    const applied = await stack.applyPlan();
    const repaired = stack.onServer();
    const after = await stack.plan();
    return rows.map((row, index) => ({
      subject: index < privileges.length ? "identity privilege" : "universal auth",
      title: row.title,
      isHidden: row.isHidden === true,
      shows: shownOf(found[index] as ResourcePlan, applied[index] as TerraformDiagnostic[]),
      problems: problemsOf(row, release, {
        found: found[index] as ResourcePlan,
        applied: applied[index] as TerraformDiagnostic[],
        after: after[index] as ResourcePlan,
        isRestored: repaired[index] === before[index],
      }),
    }));
  } finally {
    await stack.close();
  }
}

function problemsOf(
  expected: ExpectedDrift,
  release: ReleaseName,
  actual: {
    found: ResourcePlan;
    applied: readonly TerraformDiagnostic[];
    after: ResourcePlan;
    isRestored: boolean;
  },
): string[] {
  const { found, applied, after, isRestored } = actual;
  const plan = planInWords(valueFor(release, expected.plan) ?? []);
  const refusal = valueFor(release, expected.refusal);
  const remains = expected.remains ? attributesInWords(expected.remains) : plan;
  const isRepaired = plan !== "nothing" && refusal === undefined;
  return unmet([
    ["the plan changes", plan, changeInWords(found.change)],
    [
      "the plan warns",
      valueFor(release, expected.warning) ?? "none",
      summaries("warning", found.diagnostics),
    ],
    ["the plan fails", "none", summaries("error", found.diagnostics)],
    ["the apply fails", refusal ?? "none", summaries("error", applied)],
    ["the plan after it changes", refusal === undefined ? "nothing" : remains, changeInWords(after.change)],
    ["the server has what it had, the window included", "true", String(isRestored || !isRepaired)],
  ]);
}

function shownOf({ change, diagnostics }: ResourcePlan, applied: readonly TerraformDiagnostic[]): string {
  const parts = [changeInWords(change), summaries("warning", diagnostics), summaries("error", applied)];
  const [plan = "", warning, refusal] = parts;
  return [
    plan,
    warning === "none" ? "" : `warning "${String(warning)}"`,
    refusal === "none" ? "" : `apply ends with "${String(refusal)}"`,
  ]
    .filter((part) => part !== "")
    .join("; ");
}

function planInWords(plan: readonly string[] | "create"): string {
  return plan === "create" ? plan : attributesInWords(plan);
}
