import { type TerraformResource, TerraformStack } from "cdktf";
import { addWarning } from "./problem-messages";
import {
  defaultProvider,
  type PrivilegeConstruct,
  privilegeName,
  privilegesOfStack,
  serverText,
} from "./stack-privileges";

const checkedStacks = new WeakSet<TerraformStack>();

/**
 * Has the stack of a privilege checked at synth: a slug names one privilege of an identity in a project, and should name one in the project.
 */
export function checkUniqueness(privilege: TerraformResource): void {
  const stack = TerraformStack.of(privilege);
  if (checkedStacks.has(stack)) return;
  checkedStacks.add(stack);
  stack.node.addValidation({ validate: () => duplicates(stack) });
}

function duplicates(stack: TerraformStack): string[] {
  const stackProvider = defaultProvider(stack);
  const holdersByName = new Map<string, Map<string, PrivilegeConstruct>>();
  return privilegesOfStack(stack).flatMap((privilege) => {
    const { identity, project, slug } = privilegeName(privilege);
    const name = JSON.stringify([serverText(privilege.provider ?? stackProvider), project, slug]);
    const holders = holdersByName.get(name) ?? new Map<string, PrivilegeConstruct>();
    holdersByName.set(name, holders);

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
