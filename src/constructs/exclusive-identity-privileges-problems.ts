import { type TerraformResource, TerraformStack } from "cdktf";
import picomatch from "picomatch";
import { isIdentityId, type Problem, slugProblem } from "../access";
import { resolvedText } from "./resolved-text";
import { identityText, type PrivilegeConstruct, privilegeName, privilegesOfStack } from "./stack-privileges";
import { holdsToken, known, knownElements } from "./tokens";

/** The construct of a list of exclusive privileges, as far as it can be judged at synth. */
export interface ExclusivePrivilegesConstruct extends TerraformResource {
  readonly identityIdInput: string;
  readonly projectSlugInput: string;
  readonly privileges: readonly PrivilegeConstruct[];
  readonly slugs?: string[] | undefined;
  readonly ignoreSlugsInput?: string[] | undefined;
  readonly onUndeclaredInput?: string | undefined;
}

/** What is wrong with a list of exclusive privileges as far as it is known at synth. */
export function exclusiveProblems(exclusive: ExclusivePrivilegesConstruct): Problem[] {
  return [
    ...identityProblems(exclusive),
    ...slugProblems(exclusive),
    ...onUndeclaredProblems(exclusive),
    ...foreignPrivileges(exclusive),
    ...unlistedPrivileges(exclusive),
  ];
}

function identityProblems({ identityIdInput }: ExclusivePrivilegesConstruct): Problem[] {
  const identityId = known(identityIdInput);
  if (identityId === undefined || isIdentityId(identityId)) return [];
  return [
    error(
      "identity_id",
      "Invalid Identity Id",
      `identity_id must be the UUID of a machine identity; the value received is "${identityId}".`,
    ),
  ];
}

function slugProblems({ slugs }: ExclusivePrivilegesConstruct): Problem[] {
  return (knownElements(slugs) ?? []).flatMap((slug) => {
    const rule = slug === undefined ? undefined : slugProblem(slug);
    if (rule === undefined) return [];
    return error(
      "privilege_slugs",
      "Invalid Privilege Slug",
      `A slug in slugs ${rule}; the value received is "${slug}".`,
    );
  });
}

function onUndeclaredProblems({ onUndeclaredInput }: ExclusivePrivilegesConstruct): Problem[] {
  const onUndeclared = known(onUndeclaredInput) ?? "remove";
  if (onUndeclared === "remove" || onUndeclared === "report") return [];
  return [
    error(
      "on_undeclared",
      "Invalid Value",
      `on_undeclared must be "remove" or "report"; the value received is "${onUndeclared}".`,
    ),
  ];
}

/** Privileges in the list that surely belong to another identity or project. */
function foreignPrivileges(exclusive: ExclusivePrivilegesConstruct): Problem[] {
  const pair = pairOf(exclusive);
  return exclusive.privileges.flatMap((privilege) => {
    const { identity, project } = privilegeName(privilege);
    const differs = [
      [identity, pair.identity],
      [project, pair.project],
    ].some(([own = "", listed = ""]) => own !== listed && !isReference(own) && !isReference(listed));
    if (!differs) return [];
    return error(
      "privilege_slugs",
      "Foreign Privilege",
      `${privilege.node.path} is a privilege of identity ${identity} in project ${project}, and so cannot be in the list of identity ${pair.identity} in project ${pair.project}. Remove it from privileges.`,
    );
  });
}

/** Privileges that the stack declares and the list would remove again. */
function unlistedPrivileges(exclusive: ExclusivePrivilegesConstruct): Problem[] {
  const { slugs, ignoreSlugsInput } = exclusive;
  if (holdsToken(slugs) || holdsToken(ignoreSlugsInput)) return [];
  const pair = pairOf(exclusive);
  const isIgnored = picomatch([...(ignoreSlugsInput ?? []), ...(slugs ?? [])]);
  return privilegesOfStack(TerraformStack.of(exclusive)).flatMap((privilege) => {
    const { identity, project, slug } = privilegeName(privilege);
    const isOurs = identity === pair.identity && project === pair.project;
    if (!isOurs || exclusive.privileges.includes(privilege) || isReference(slug) || isIgnored(slug))
      return [];
    return error(
      "privilege_slugs",
      "Privilege Not In The List",
      `${privilege.node.path} declares the privilege "${slug}" of the same identity in the same project, and the list, which does not hold it, would have it removed. Add it to privileges.`,
    );
  });
}

function pairOf(exclusive: ExclusivePrivilegesConstruct): { identity: string; project: string } {
  return {
    identity: identityText(exclusive, exclusive.identityIdInput),
    project: resolvedText(exclusive, exclusive.projectSlugInput),
  };
}

/** What only Terraform knows. */
function isReference(text: string): boolean {
  return text.includes("${");
}

function error(attribute: string, summary: string, detail: string): Problem {
  return { path: [attribute], severity: "error", summary, detail };
}
