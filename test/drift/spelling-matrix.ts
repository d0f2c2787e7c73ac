import type { ReleaseName } from "../../src/simulator/release/release";
import { attributesInWords, changeInWords, summaries, unmet } from "./compare-plan";
import { MatrixStack, type ResourcePlan } from "./matrix-stack";
import { PrivilegeOfRow } from "./privilege-of-row";
import type { RowResult } from "./row-result";
import { privilegeSpellings, universalAuthSpellings } from "./spellings";
import { UniversalAuthOfRow } from "./universal-auth-of-row";

/**
 * Applies the declarations of all rows at once, respells them in the configuration and on the server, and looks whether the refresh keeps their
 * spelling and the plan is empty.
 */
export async function runSpellingMatrix(release: ReleaseName): Promise<RowResult[]> {
  const isAbout = ({ only = release }: { readonly only?: ReleaseName }) => only === release;
  const privileges = privilegeSpellings.filter(isAbout);
  const universalAuths = universalAuthSpellings.filter(isAbout);
  const rows = [...privileges, ...universalAuths];
  const stack = await MatrixStack.start(release, (simulator) => [
    ...privileges.map((row, index) => new PrivilegeOfRow(row, `row-${index + 1}`, simulator, "payments")),
    ...universalAuths.map((row, index) => new UniversalAuthOfRow(row, `row-${index + 1}`, simulator)),
  ]);
  try {
    await stack.declare(rows.map(({ declared }) => declared));
    await stack.create();
    await stack.changeOutside();
    await stack.declare(rows.map(({ declared, respelled }) => respelled ?? declared));
    const found = await stack.plan();
    return rows.map(({ title, takenOver = [], warning = "none" }, index) => {
      const { change, drift, diagnostics } = found[index] as ResourcePlan;
      return {
        subject: index < privileges.length ? "identity privilege" : "universal auth",
        title,
        shows: "",
        problems: unmet([
          ["the plan changes", "nothing", changeInWords(change)],
          ["the plan warns", warning, summaries("warning", diagnostics)],
          ["the plan fails", "none", summaries("error", diagnostics)],
          ["the refresh takes over", attributesInWords(takenOver), changeInWords(drift)],
        ]),
      };
    });
  } finally {
    await stack.close();
  }
}
