import { App, TerraformResource, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { IdentityPrivilege, InfisicalAccessProvider, UniversalAuthConfig } from "cdktf-infisical-access";

/**
 * Project, identity and membership by the official provider; how the identity logs in and what it may do by this one. Both take the server and the
 * operator from the same variables of the environment.
 *
 * With `"terraformProviders": ["infisical/infisical@~> 0.15"]` in cdktf.json, `cdktf get` generates typed classes for the resources of the
 * official provider, in an exact version. What they would synthesise is written out here, and the range needs CDKTF_SKIP_PROVIDER_LOCK=true.
 */
class ShopAccess extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.addOverride("terraform.required_providers.infisical", {
      source: "infisical/infisical",
      version: "~> 0.15",
    });
    new InfisicalAccessProvider(this, "access");

    const project = this.official("infisical_project", "shop", { name: "Shop", slug: "shop" });
    const checkout = this.official("infisical_identity", "checkout", {
      name: "checkout-api",
      role: "no-access",
      org_id: new TerraformVariable(this, "organization_id", { type: "string" }).stringValue,
    });
    const identityId = checkout.getStringAttribute("id");
    const membership = this.official("infisical_project_identity", "checkout-in-shop", {
      project_id: project.getStringAttribute("id"),
      identity_id: identityId,
      roles: [{ role_slug: "no-access" }],
    });

    new UniversalAuthConfig(this, "checkout-login", { identityId, accessTokenTtl: "1h" });
    new IdentityPrivilege(this, "checkout-read", {
      identityId,
      projectSlug: project.getStringAttribute("slug"),
      permissions: [
        {
          actions: ["read"],
          subject: "secrets",
          conditions: { environment: "prod", secretPath: { $glob: "/checkout/**" } },
        },
      ],
      // A privilege needs a membership, and says nothing of it in its attributes.
      dependsOn: [membership],
    });
  }

  private official(
    type: string,
    id: string,
    attributes: Readonly<Record<string, unknown>>,
  ): TerraformResource {
    const resource = new TerraformResource(this, id, { terraformResourceType: type });
    for (const [name, value] of Object.entries(attributes)) resource.addOverride(name, value);
    return resource;
  }
}

const app = new App();
new ShopAccess(app, "shop-access");
app.synth();
