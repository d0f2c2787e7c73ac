import { isDeepStrictEqual } from "node:util";
import { lastsAsLong } from "../access/access-end";
import type { Grant } from "../access/effective-access";
import { ScopeQuestions } from "../access/scope-questions";
import { type Finding, isGrowth, type SettingChange } from "./finding";
import { plainText } from "./phrase";
import { onServerText, type Server, serverKey } from "./server";
import { settingMeaning } from "./setting-changes";

/** A finding of a review that was approved; without a server where the review was written in format 1.0, which names none. */
export type ApprovedFinding = Omit<Finding, "server"> & { readonly server: Server | undefined };

/**
 * Whether what a finding adds was already said by the findings of an approved review, of the same server: word for word, or as part of what they add. What
 * the approved review could not tell is covered only word for word.
 */
export function isApproved(finding: Finding, approved: readonly ApprovedFinding[], now: Date): boolean {
  const comparable = approved.filter(
    (other) =>
      isGrowth(other) &&
      other.identity.key === finding.identity.key &&
      other.concerns === finding.concerns &&
      other.project === finding.project,
  );
  if (comparable.some((other) => isPerhapsOn(other.server, finding.server) && saysTheSame(other, finding)))
    return true;
  const onSameServer = comparable.filter((other) => isSurelyOn(other.server, finding.server));
  if (finding.concerns === "universal auth")
    return onSameServer.some((other) => allowsSettings(other, finding));
  return finding.grants.length > 0 && finding.grants.every((grant) => isGrantedBy(onSameServer, grant, now));
}

/** Why an approved review does not count for what it would cover on its own server; undefined where it does not say as much of any server. */
export function approvedElsewhere(
  finding: Finding,
  approved: readonly ApprovedFinding[],
  now: Date,
): string | undefined {
  const one: Server = { kind: "environment" };
  const servers = new Map(approved.map((other) => [keyOf(other.server), other.server]));
  for (const [key, server] of servers) {
    const there = approved.filter((other) => keyOf(other.server) === key);
    const moved = there.map((other) => ({ ...other, server: one }));
    if (isApproved({ ...finding, server: one }, moved, now)) return reasonAgainst(server, finding.server);
  }
  return undefined;
}

function reasonAgainst(approved: Server | undefined, server: Server): string {
  const here = onServerText(server);
  if (approved === undefined) {
    return `The approved review is of format 1.0, which names no servers, and this is ${here}. Have the review written and approved again.`;
  }
  return isPerhapsOn(approved, server)
    ? `This is ${here}, whose host the plan does not tell, so that only what was approved word for word counts.`
    : `As much was approved ${onServerText(approved)}, and this is ${here}.`;
}

function keyOf(server: Server | undefined): string {
  return server === undefined ? "" : serverKey(server);
}

function isSurelyOn(approved: Server | undefined, server: Server): boolean {
  return server.kind !== "unknown" && approved !== undefined && serverKey(approved) === serverKey(server);
}

/** Another plan of the same stack can have another name. */
function isPerhapsOn(approved: Server | undefined, server: Server): boolean {
  if (approved === undefined) return server.kind !== "host";
  if (approved.kind !== "unknown" || server.kind !== "unknown") return isSurelyOn(approved, server);
  return serverKey({ ...approved, plan: server.plan }) === serverKey(server);
}

function saysTheSame(a: ApprovedFinding, b: Finding): boolean {
  const said = ({ kinds, predicate, resources, settings }: ApprovedFinding) => [
    [...kinds].sort(),
    plainText(predicate),
    resources.map(({ address }) => address).sort(),
    // A sentence does not mention every setting.
    settings.map(({ field, to }) => [field, to]),
  ];
  return isDeepStrictEqual(said(a), said(b));
}

function isGrantedBy(approved: readonly ApprovedFinding[], grant: Grant, now: Date): boolean {
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
function allowsSettings(approved: ApprovedFinding, { kinds, settings }: Finding): boolean {
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
