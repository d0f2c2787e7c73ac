import { isObjectValue, type ObjectValue } from "../terraform-plugin/value";
import type { Finding } from "./finding";
import type { IdentityDirectory } from "./identity-directory";
import { code, phrase, strong } from "./phrase";
import { resourceName } from "./privilege-pairs";
import { serverOf } from "./provider-host";
import type { ResourceMoments } from "./resource-moments";

/** What an exclusive list of privileges removes: those that somebody added by hand. What they grant is the provider's sentence. */
export function undeclaredRemovals(resource: ResourceMoments, identities: IdentityDirectory): Finding[] {
  const { actual, planned } = resource;
  if (actual === null || planned === null || actual.on_undeclared === "report") return [];
  if (planned.on_undeclared === "report" || resource.actions.every((action) => action === "no-op")) return [];
  return undeclared(actual).map(([slug, grants]) => {
    const predicate = phrase`${strong("loses")} the privilege ${code(slug)}, which nobody declared: ${grants}`;
    return about(resource, actual, identities, { kinds: ["lost"], predicate });
  });
}

/** The privileges that an exclusive list has found for the first time since the last apply. */
export function undeclaredDrift(resource: ResourceMoments, identities: IdentityDirectory): Finding[] {
  const { recorded, actual } = resource;
  if (actual === null || recorded === actual) return [];
  const known = new Map(recorded === null ? [] : undeclared(recorded));
  return undeclared(actual)
    .filter(([slug, grants]) => known.get(slug) !== grants)
    .map(([slug, grants]) => {
      const predicate = phrase`has the privilege ${code(slug)}, which ${strong("nobody declared")}: ${grants}`;
      return about(resource, actual, identities, { kinds: ["unmanaged"], predicate });
    });
}

function undeclared({ undeclared: privileges }: ObjectValue): [slug: string, grants: string][] {
  if (!isObjectValue(privileges ?? null)) return [];
  return Object.entries(privileges as ObjectValue).map(([slug, grants]) => [slug, String(grants)]);
}

function about(
  resource: ResourceMoments,
  values: ObjectValue,
  identities: IdentityDirectory,
  found: Pick<Finding, "kinds" | "predicate">,
): Finding {
  const project = typeof values.project_slug === "string" ? values.project_slug : null;
  const identity = identities.identityOf(resource, values);
  const resources = [resourceName(resource)];
  const isProjectSensitive = project === null && resource.sensitive.has("project_slug");
  const place = { server: serverOf(resource), identity, project, isProjectSensitive };
  return { ...found, concerns: "privileges", ...place, resources, grants: [], settings: [] };
}
