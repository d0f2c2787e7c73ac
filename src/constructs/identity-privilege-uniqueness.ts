import { TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { IdentityPrivilege } from "./identity-privilege";
import { addWarning } from "./problem-messages";
import { resolvedText } from "./resolved-text";
import { known } from "./tokens";

const checkedStacks = new WeakSet<TerraformStack>();

/**
 * Has the stack of a privilege checked at synth: a slug names one privilege of an identity in a project, and should name one in the project.
 */
export function checkUniqueness(privilege: IdentityPrivilege): void {
  const stack = TerraformStack.of(privilege);
  if (checkedStacks.has(stack)) return;
  checkedStacks.add(stack);
  stack.node.addValidation({ validate: () => duplicates(stack, privilege.terraformResourceType) });
}

function duplicates(stack: TerraformStack, resourceType: string): string[] {
  const byProject = new Map<string, Map<string, IdentityPrivilege>>();
  return privilegesOf(stack, resourceType).flatMap((privilege) => {
    const { identity, project, slug } = resolvedNames(privilege);
    const key = JSON.stringify([project, slug]);
    const holders = byProject.get(key) ?? new Map<string, IdentityPrivilege>();
    byProject.set(key, holders);

    const [twin, namesake] = [holders.get(identity), [...holders.values()][0]];
    if (twin === undefined) holders.set(identity, privilege);
    if (twin !== undefined) {
      return `Duplicate Privilege: ${twin.node.path} and ${privilege.node.path} both declare the privilege "${slug}" of identity ${identity} in project ${project}, and would overwrite each other. Give one of them another slug.`;
    }
    if (namesake !== undefined) {
      addWarning(
        privilege,
        `Shared Privilege Slug: ${namesake.node.path} gives another identity a privilege "${slug}" in project ${project}. Servers of 2026 look a privilege up by project and slug alone, and may read or change the wrong one. Give each identity's privilege a slug of its own.`,
      );
    }
    return [];
  });
}

/** Those that stand for one privilege each. */
function privilegesOf(stack: TerraformStack, resourceType: string): IdentityPrivilege[] {
  return stack.node
    .findAll()
    .filter((construct) => isPrivilege(construct, resourceType))
    .filter((privilege) => TerraformStack.of(privilege) === stack)
    .filter(({ count, forEach }) => count === undefined && forEach === undefined);
}

function isPrivilege(construct: IConstruct, resourceType: string): construct is IdentityPrivilege {
  return TerraformResource.isTerraformResource(construct) && construct.terraformResourceType === resourceType;
}

function resolvedNames(privilege: IdentityPrivilege): { identity: string; project: string; slug: string } {
  return {
    identity:
      known(privilege.identityIdInput)?.toLowerCase() ?? resolvedText(privilege, privilege.identityIdInput),
    project: resolvedText(privilege, privilege.projectSlugInput),
    slug: resolvedText(privilege, privilege.slugInput ?? privilege.node.id),
  };
}
