import { describeRules } from "../../access/describe";
import { unwritable } from "../../access/writable-rules";
import type { Diagnostics } from "../../terraform-plugin/diagnostic";
import type { ObjectValue } from "../../terraform-plugin/value";
import { rulesOf } from "./privilege-model";

/**
 * Refuses what Infisical's API v1 cannot write. Only when a write is needed: a configuration that means what the server has plans empty,
 * so that import and adoption work for rules that were made in the web page.
 *
 * @param declared the configuration in a plan, whose numbering the user knows; in an apply the plan, for the configuration then holds what
 * `ignore_changes` left out of the plan
 */
export function refuseUnwritableRules(declared: ObjectValue, diagnostics: Diagnostics): void {
  const rules = rulesOf(declared.permissions);
  if (!rules) return;
  for (const { index, reason } of unwritable(rules)) {
    const rule = rules[index];
    diagnostics.error({
      summary: "Rule Cannot Be Written Through API v1",
      detail: `Rule ${index + 1} (${rule ? describeRules([rule]) : ""}) ${reason} A change to any part of a privilege writes all its rules. Change the rule to one that API v1 can write, or make the whole change in Infisical's web page and write the same into the configuration: a configuration that means what the server has plans no change.`,
      attribute: ["permissions", index],
    });
  }
}
