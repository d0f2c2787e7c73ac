import { conditionsHold } from "./conditions";
import { listOf, type Rule } from "./rule";

export interface MissingPermission {
  action: string;
  subject: string;
}

/** What somebody may do: the rules of a role and of the privileges in force, of which the last that fits decides. */
export class Ability {
  constructor(readonly rules: readonly Rule[]) {}

  /** @param value the thing that is acted on; without it conditions are not looked at. */
  can(action: string, subject: string, value?: Record<string, string>): boolean {
    for (let index = this.rules.length - 1; index >= 0; index -= 1) {
      const rule = this.rules[index];
      if (
        rule !== undefined &&
        listOf(rule.subject).includes(subject) &&
        listOf(rule.action).includes(action) &&
        (value === undefined || conditionsHold(rule.conditions, value))
      ) {
        return rule.inverted !== true;
      }
    }
    return false;
  }

  /**
   * The permissions (action and subject, conditions ignored) that another has and this one lacks: the comparison
   * behind "more privileged identity" (contract/api.md 2, p15:1-9).
   */
  missingComparedWith(other: Ability): MissingPermission[] {
    const missing = new Map<string, MissingPermission>();
    for (const rule of other.rules) {
      for (const subject of listOf(rule.subject)) {
        for (const action of listOf(rule.action)) {
          if (rule.inverted !== true && !this.can(action, subject)) {
            missing.set(`${action} ${subject}`, { action, subject });
          }
        }
      }
    }
    return [...missing.values()];
  }

  /** The rules that speak of a subject: what a 2026 server shows beside its refusal (contract/api.md B1, documented). */
  rulesFor(subject: string): Rule[] {
    return this.rules.filter((rule) => listOf(rule.subject).includes(subject));
  }
}
