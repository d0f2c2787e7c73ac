import { isDeepStrictEqual } from "node:util";
import { lastsAsLong } from "../access/access-end";
import type { Grant } from "../access/effective-access";
import { ScopeQuestions } from "../access/scope-questions";
import { type Finding, isGrowth, type SettingChange } from "./finding";
import { plainText } from "./phrase";
import { settingMeaning } from "./setting-changes";

/**
 * Whether what a finding adds was already said by the findings of an approved review: word for word, or as part of what they add. What the approved
 * review could not tell is covered only word for word.
 */
export function isApproved(finding: Finding, approved: readonly Finding[], now: Date): boolean {
  const comparable = approved.filter(
    (other) =>
      isGrowth(other) &&
      other.identity.key === finding.identity.key &&
      other.concerns === finding.concerns &&
      other.project === finding.project,
  );
  if (comparable.some((other) => saysTheSame(other, finding))) return true;
  if (finding.concerns === "universal auth")
    return comparable.some((other) => allowsSettings(other, finding));
  return finding.grants.length > 0 && finding.grants.every((grant) => isGrantedBy(comparable, grant, now));
}

function saysTheSame(a: Finding, b: Finding): boolean {
  const said = ({ kinds, predicate, resources, settings }: Finding) => [
    [...kinds].sort(),
    plainText(predicate),
    resources.map(({ address }) => address).sort(),
    // A sentence does not mention every setting.
    settings.map(({ field, to }) => [field, to]),
  ];
  return isDeepStrictEqual(said(a), said(b));
}

function isGrantedBy(approved: readonly Finding[], grant: Grant, now: Date): boolean {
  if (!grant.certain) return false;
  const grants = approved
    .flatMap((finding) => finding.grants)
    .filter(
      ({ subject, action, certain, end }) =>
        certain && subject === grant.subject && action === grant.action && lastsAsLong(end, grant.end, now),
    );
  return new ScopeQuestions().areCovering(grants, grant) === "yes";
}

/** Whether every setting ends where the approved finding let it end, or tighter. */
function allowsSettings(approved: Finding, { kinds, settings }: Finding): boolean {
  return (
    kinds.every((kind) => approved.kinds.includes(kind) || !isGrowth({ kinds: [kind] })) &&
    settings.length > 0 &&
    settings.every((setting) => approved.settings.some((other) => isAtMost(setting, other)))
  );
}

function isAtMost({ field, to }: SettingChange, approved: SettingChange): boolean {
  if (field !== approved.field) return false;
  if (isDeepStrictEqual(to, approved.to)) return true;
  if (to == null || approved.to == null) return false;
  return !isGrowth(settingMeaning(field, approved.to, to, "future"));
}
