import { builtProviderVersion } from "../../src/installation/provider-package";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import type { Privilege } from "./privileges";

/** Where Terraform keeps the state: the file in its folder when absent. */
export interface Backend {
  readonly http: { readonly address: string };
}

/** The privileges as CDKTF writes them: a block of JSON for each. */
export function privilegeConfiguration(privileges: readonly Privilege[], backend?: Backend): object {
  return {
    terraform: {
      ...block(backend),
      required_providers: { infisicalaccess: { source: PROVIDER_ADDRESS, version: builtProviderVersion() } },
    },
    provider: { infisicalaccess: [{}] },
    resource: {
      infisicalaccess_identity_privilege: Object.fromEntries(
        privileges.map((privilege) => [privilege.slug, attributesOf(privilege)]),
      ),
    },
  };
}

/** As many resources of Terraform itself, which carry what a privilege is made of and ask nobody. */
export function terraformDataConfiguration(privileges: readonly Privilege[], backend?: Backend): object {
  return {
    terraform: block(backend),
    resource: {
      terraform_data: Object.fromEntries(
        privileges.map((privilege) => [privilege.slug, { input: attributesOf(privilege) }]),
      ),
    },
  };
}

/** What a configuration says of a privilege. */
export function attributesOf({
  identityId,
  projectSlug,
  slug,
  actions,
  environment,
  secretPath,
}: Privilege): object {
  return {
    identity_id: identityId,
    project_slug: projectSlug,
    slug,
    permissions: [
      {
        actions,
        subject: "secrets",
        conditions: JSON.stringify({ environment, secretPath: { $glob: secretPath } }),
      },
    ],
  };
}

function block(backend: Backend | undefined): object {
  return backend === undefined ? {} : { backend };
}
