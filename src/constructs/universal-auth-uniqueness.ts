import { TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { defaultProvider, identityText, serverText } from "./stack-privileges";

interface UniversalAuthConstruct extends TerraformResource {
  readonly identityIdInput: string;
}

const checkedStacks = new WeakSet<TerraformStack>();

/** Has the stack of a universal auth checked at synth: an identity has at most one. */
export function checkUniqueness(auth: TerraformResource): void {
  const stack = TerraformStack.of(auth);
  if (checkedStacks.has(stack)) return;
  checkedStacks.add(stack);
  stack.node.addValidation({ validate: () => duplicates(stack) });
}

function duplicates(stack: TerraformStack): string[] {
  const stackProvider = defaultProvider(stack);
  const holders = new Map<string, UniversalAuthConstruct>();
  return universalAuthsOfStack(stack).flatMap((auth) => {
    const identity = identityText(auth, auth.identityIdInput);
    const name = JSON.stringify([serverText(auth.provider ?? stackProvider), identity]);
    const twin = holders.get(name);
    holders.set(name, twin ?? auth);
    if (twin === undefined) return [];
    return `Duplicate Universal Auth: ${twin.node.path} and ${auth.node.path} both declare the universal auth of identity ${identity}, which has at most one, and would overwrite each other. Remove one of them.`;
  });
}

/** Those that stand for one universal auth each. */
function universalAuthsOfStack(stack: TerraformStack): UniversalAuthConstruct[] {
  return stack.node
    .findAll()
    .filter(isUniversalAuthConfig)
    .filter((auth) => TerraformStack.of(auth) === stack)
    .filter(({ count, forEach }) => count === undefined && forEach === undefined);
}

function isUniversalAuthConfig(construct: IConstruct): construct is UniversalAuthConstruct {
  return (
    TerraformResource.isTerraformResource(construct) &&
    construct.terraformResourceType === "infisicalaccess_universal_auth_config"
  );
}
