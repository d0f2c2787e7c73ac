import { TerraformProvider, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { InfisicalAccessProvider } from "./infisical-access-provider";
import { resolvedText } from "./resolved-text";
import { knownText } from "./tokens";

/** What the construct of a privilege was given as its name. */
export interface PrivilegeConstruct extends TerraformResource {
  readonly identityIdInput: string;
  readonly projectSlugInput: string;
  /** @default the id of the construct */
  readonly slugInput?: string | undefined;
}

/** What names a privilege, as texts that are equal when they surely name the same. */
export interface PrivilegeName {
  readonly identity: string;
  readonly project: string;
  readonly slug: string;
}

/** The privileges of a stack that stand for one privilege each, in the order in which they were made. */
export function privilegesOfStack(stack: TerraformStack): PrivilegeConstruct[] {
  return stack.node
    .findAll()
    .filter(isIdentityPrivilege)
    .filter((privilege) => TerraformStack.of(privilege) === stack)
    .filter(({ count, forEach }) => count === undefined && forEach === undefined);
}

export function privilegeName(privilege: PrivilegeConstruct): PrivilegeName {
  return {
    identity: identityText(privilege, privilege.identityIdInput),
    project: resolvedText(privilege, privilege.projectSlugInput),
    slug: resolvedText(privilege, privilege.slugInput ?? privilege.node.id),
  };
}

/** The server of a provider, as a text that is another one for another server; empty where Terraform's environment names it. */
export function serverText(provider: TerraformProvider | undefined): string {
  if (provider === undefined || !isInfisicalAccessProvider(provider)) return "";
  return provider.hostInput === undefined ? "" : resolvedText(provider, provider.hostInput);
}

/** The provider of a stack's resources that name none. */
export function defaultProvider(stack: TerraformStack): InfisicalAccessProvider | undefined {
  return stack.node
    .findAll()
    .filter(isInfisicalAccessProvider)
    .find(({ alias }) => alias === undefined);
}

function isInfisicalAccessProvider(construct: IConstruct): construct is InfisicalAccessProvider {
  return (
    TerraformProvider.isTerraformProvider(construct) && construct.terraformResourceType === "infisicalaccess"
  );
}

/** An identity is the same in either case. */
export function identityText(scope: IConstruct, identityId: string): string {
  return knownText(identityId)?.toLowerCase() ?? resolvedText(scope, identityId);
}

function isIdentityPrivilege(construct: IConstruct): construct is PrivilegeConstruct {
  return (
    TerraformResource.isTerraformResource(construct) &&
    construct.terraformResourceType === "infisicalaccess_identity_privilege"
  );
}
