import type { ReleaseName } from "../../src/simulator/release/release";
import { changedAttributes } from "../support/terraform-plan";
import { valueFor } from "./matrix-row";
import { MatrixStack, type ResourcePlan } from "./matrix-stack";
import { type ExpectedDrift, isAbout } from "./mutation-row";
import { privilegeMutations, universalAuthMutations } from "./mutations";
import { PrivilegeOfRow } from "./privilege-of-row";
import type { RowResult } from "./row-result";
import type { TerraformDiagnostic } from "./terraform-diagnostic";
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
    await stack.changeOutside();
    const found = await stack.plan();
    const applied = await stack.applyPlan();
    const after = await stack.plan();
    return rows.map((row, index) => ({
      title: row.title,
      problems: problemsOf(release, row, found[index], applied[index] ?? [], after[index]),
    }));
  } finally {
    await stack.close();
  }
}

function problemsOf(
  release: ReleaseName,
  expected: ExpectedDrift,
  found: ResourcePlan | undefined,
  applied: readonly TerraformDiagnostic[],
  after: ResourcePlan | undefined,
): string[] {
  const plan = valueFor(release, expected.plan) ?? [];
  const warning = valueFor(release, expected.warning) ?? "none";
  const refusal = valueFor(release, expected.refusal) ?? "none";
  return [
    difference("the plan changes", shown(plan), changeOf(found)),
    difference("the plan warns", warning, summaries("warning", found?.diagnostics)),
    difference("the apply is refused", refusal, summaries("error", applied)),
    difference(
      "the plan after it changes",
      refusal === "none" ? "nothing" : shown(expected.remains ?? plan),
      changeOf(after),
    ),
  ].flatMap((problem) => problem ?? []);
}

function difference(what: string, expected: string, actual: string): string | undefined {
  return expected === actual ? undefined : `${what}: ${actual}; expected: ${expected}`;
}

function changeOf(plan: ResourcePlan | undefined): string {
  const change = plan?.change;
  if (!change) return `no plan (${summaries("error", plan?.diagnostics)})`;
  const [action = ""] = change.change.actions;
  if (action === "no-op") return "nothing";
  return action === "update" ? shown(changedAttributes(change)) : change.change.actions.join(" and ");
}

function shown(plan: readonly string[] | "create"): string {
  if (plan === "create") return plan;
  return plan.length === 0 ? "nothing" : [...plan].sort().join(", ");
}

function summaries(wanted: string, diagnostics: readonly TerraformDiagnostic[] = []): string {
  const found = diagnostics.filter(({ severity }) => severity === wanted).map(({ summary }) => summary);
  return [...new Set(found)].join(", ") || "none";
}
