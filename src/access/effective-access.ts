import { type AccessEnd, hasEnded } from "./access-end";
import { type AccessScope, EVERYWHERE, scopeOf } from "./access-scope";
import { expandActions } from "./action";
import type { PermissionRule } from "./permission-rule";

/** A rule, or what is known of one before an apply. */
export interface PlannedRule extends PermissionRule {
  /** Where true, `conditions` is null although there may be some. */
  readonly conditionsUnknown?: boolean;
}

/** One privilege as it stands at one moment, or as an apply will leave it. */
export interface PlannedPrivilege {
  /** Names it in what the comparison answers. */
  readonly source: string;
  /** Undefined while actions, subjects or directions are unknown. */
  readonly rules: readonly PlannedRule[] | undefined;
  readonly end: AccessEnd;
}

/** One action on one subject that one rule of one privilege allows or forbids. */
export interface Grant {
  readonly subject: string;
  /** On secrets never `read`, but the two actions that it stands for. */
  readonly action: string;
  readonly scope: AccessScope;
  /** Where later rules of the same privilege say the opposite. */
  readonly except: readonly AccessScope[];
  readonly end: AccessEnd;
  /** Whether all of it is known. Otherwise it holds nowhere beyond `scope`, and perhaps nowhere at all. */
  readonly certain: boolean;
  readonly source: string;
}

/** What the privileges of one identity in one project allow and forbid together at one moment. */
export interface EffectiveAccess {
  readonly grants: readonly Grant[];
  /** What rules forbid. It also cuts what project roles allow, and those are not known here. */
  readonly prohibitions: readonly Grant[];
  /** What windows that have ended allowed. */
  readonly ended: readonly Grant[];
  /** Privileges of which it is not known what they allow. */
  readonly unknown: readonly PlannedPrivilege[];
}

/**
 * The access that privileges give together. Within a privilege a later rule wins over an earlier one (contract/api.md B2). Between privileges the
 * server's order means nothing, so where one allows what another forbids nobody knows which wins: `compareAccess` counts it as neither.
 */
export function effectiveAccess(privileges: readonly PlannedPrivilege[], now: Date): EffectiveAccess {
  const access = {
    grants: [] as Grant[],
    prohibitions: [] as Grant[],
    ended: [] as Grant[],
    unknown: [] as PlannedPrivilege[],
  };
  for (const privilege of privileges) {
    if (privilege.rules === undefined) {
      access.unknown.push(privilege);
      continue;
    }
    const isOver = hasEnded(privilege.end, now);
    grantsOf(privilege, privilege.rules).forEach(({ grant, inverted }) => {
      if (!isOver) (inverted ? access.prohibitions : access.grants).push(grant);
      else if (!inverted) access.ended.push(grant);
    });
  }
  return access;
}

function grantsOf(
  { source, end }: PlannedPrivilege,
  rules: readonly PlannedRule[],
): { grant: Grant; inverted: boolean }[] {
  const read = rules.map((rule) => ({
    ...rule,
    actions: expandActions(rule.subject, rule.actions),
    scope: rule.conditionsUnknown === true ? EVERYWHERE : scopeOf(rule.conditions),
  }));
  const hasOrder = read.some(({ inverted }) => inverted) && read.some(({ inverted }) => !inverted);
  return read.flatMap((rule, index) => {
    const { subject, scope, inverted } = rule;
    const opposite = hasOrder
      ? read
          .slice(index + 1)
          .filter((later) => later.inverted !== inverted && speaksOfSubject(later, subject))
      : [];
    return [...rule.actions].map((action) => {
      const overruling = opposite.filter(({ actions }) => actions.has(action) || actions.has(ANY_ACTION));
      return {
        inverted,
        grant: {
          subject,
          action,
          scope,
          except: overruling
            .filter(({ conditionsUnknown }) => !conditionsUnknown)
            .map((later) => later.scope),
          end,
          certain: ![rule, ...overruling].some(({ conditionsUnknown }) => conditionsUnknown),
          source,
        },
      };
    });
  });
}

/** What the server's permission library takes for every subject and every action. */
const ANY_SUBJECT = "all";
const ANY_ACTION = "manage";

function speaksOfSubject(rule: { readonly subject: string }, subject: string): boolean {
  return rule.subject === subject || rule.subject === ANY_SUBJECT;
}

/** Whether a rule may decide over what another allows or forbids. */
export function speaksOf(rule: Grant, other: Grant): boolean {
  return speaksOfSubject(rule, other.subject) && (rule.action === other.action || rule.action === ANY_ACTION);
}
