import { describeRule, describeRules } from "../access/describe";
import { canonicalRules, type PermissionRule } from "../access/permission-rule";
import { counted } from "./summary";

const MOST_RULES = 10;
/** Characters of one rule: its conditions can name thousands of environments. */
const LONGEST_RULE = 300;

/** What rules grant, in one line of a bounded length: the first of them, and how many more there are. */
export function briefRules(rules: readonly PermissionRule[]): string {
  const canonical = canonicalRules(rules);
  if (canonical.length === 0) return describeRules(canonical);
  const shown = canonical.slice(0, MOST_RULES).map((rule) => shortened(describeRule(rule)));
  const more = canonical.length - shown.length;
  const rest =
    more > 0 ? `; and ${counted(more, "more rule", "more rules")} (--format json has them all)` : "";
  return `${shown.join("; ")}${rest}`;
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST_RULE
    ? text
    : `${characters.slice(0, LONGEST_RULE).join("")}… (${characters.length - LONGEST_RULE} more characters)`;
}
