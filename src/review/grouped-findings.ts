import type { Finding } from "./finding";
import type { Identity } from "./identity";
import { byWeight } from "./finding-kinds";
import { code, type Phrase, phrase } from "./phrase";
import type { Review } from "./review";
import { onServer, serverKey } from "./server";

/** Findings under the headings that every format has. */
export interface IdentityFindings {
  readonly identity: Identity;
  readonly places: readonly { readonly title: Phrase; readonly findings: readonly Finding[] }[];
}

/** Groups sorted findings by identity, project and server; the weightiest come first within a project. */
export function groupFindings(
  findings: readonly Finding[],
  review: Pick<Review, "isOfSeveralServers">,
): IdentityFindings[] {
  const identities = new Map<string, { identity: Identity; places: Map<string, Finding[]> }>();
  for (const finding of findings) {
    const { identity, concerns, project, isProjectSensitive = false, server } = finding;
    let group = identities.get(identity.key);
    if (group === undefined) identities.set(identity.key, (group = { identity, places: new Map() }));
    const key = JSON.stringify([concerns, project, isProjectSensitive, serverKey(server)]);
    const known = group.places.get(key);
    if (known === undefined) group.places.set(key, [finding]);
    else known.push(finding);
  }
  return [...identities.values()].map(({ identity, places }) => ({
    identity,
    places: [...places.values()].map((group) => ({
      title: titleOf(group[0] as Finding, review),
      findings: byWeight(group),
    })),
  }));
}

function titleOf(finding: Finding, { isOfSeveralServers }: Pick<Review, "isOfSeveralServers">): Phrase {
  const place = placeOf(finding);
  return isOfSeveralServers ? phrase`${place} ${onServer(finding.server)}` : place;
}

function placeOf({ concerns, project, isProjectSensitive = false }: Finding): Phrase {
  if (concerns === "universal auth") return phrase`universal auth`;
  if (project !== null) return phrase`project ${code(project)}`;
  return phrase`a project that is ${isProjectSensitive ? "marked sensitive" : "known only after the apply"}`;
}
