import { App, DataResource, dependable, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import {
  AccessGate,
  IdentityPrivilege,
  InfisicalAccessProvider,
  NullProvider,
  UniversalAuthConfig,
} from "cdktf-infisical-access";

/** Who may do what with the secrets of a shop: two services for good, a pipeline and an engineer for a while. */
class ShopAccess extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const projectSlug = this.variable("project_slug", "Slug of the project that holds the secrets");
    const checkout = this.variable("checkout_identity_id", "UUID of the identity of the checkout service");
    const ledger = this.variable("ledger_identity_id", "UUID of the identity of the ledger service");
    const pipeline = this.variable("pipeline_identity_id", "UUID of the identity of the release pipeline");
    const engineer = this.variable("engineer_identity_id", "UUID of the identity of the engineer on call");

    // Server and credentials come from the environment in which Terraform runs.
    new InfisicalAccessProvider(this, "infisical");
    new NullProvider(this, "null");

    // The checkout service logs in from its own networks and reads what is its own.
    const checkoutLogin = new UniversalAuthConfig(this, "checkout-login", {
      identityId: checkout,
      accessTokenTtl: "1h",
      accessTokenMaxTtl: "1d",
      accessTokenTrustedIps: ["10.20.0.0/16", "203.0.113.7"],
    });
    const checkoutSecrets = new IdentityPrivilege(this, "checkout-read", {
      identityId: checkout,
      projectSlug,
      permissions: [secrets(["read"], "prod", "/checkout/**"), secrets(["read"], "prod", "/shared")],
    });

    // The ledger service renews its own database password.
    new UniversalAuthConfig(this, "ledger-login", {
      identityId: ledger,
      accessTokenTtl: "15m",
      accessTokenMaxTtl: "1d",
    });
    new IdentityPrivilege(this, "ledger-rotate", {
      identityId: ledger,
      projectSlug,
      permissions: [secrets(["read", "edit"], "prod", "/ledger/database/**")],
    });

    // The pipeline writes to staging at any time, and to production while a release lasts.
    new IdentityPrivilege(this, "pipeline-staging", {
      identityId: pipeline,
      projectSlug,
      permissions: [secrets(["read", "create", "edit"], "staging", "/**")],
    });
    new IdentityPrivilege(this, "pipeline-release", {
      identityId: pipeline,
      projectSlug,
      permissions: [secrets(["read", "edit"], "prod", "/**")],
      temporary: { range: "4h" },
    });

    // The engineer on call looks at what the checkout service sees.
    new IdentityPrivilege(this, "engineer-debug", {
      identityId: engineer,
      projectSlug,
      permissions: [secrets(["read"], "prod", "/checkout/**")],
      temporary: { range: "60m" },
    });

    // The service (here without a cloud to run in) starts after its access exists, and anew when that changes.
    const gate = new AccessGate(this, "checkout-access", { watch: [checkoutLogin, checkoutSecrets] });
    new DataResource(this, "checkout-service", {
      input: { image: "registry.example.com/checkout:1.4.2" },
      dependsOn: [gate],
      lifecycle: { replaceTriggeredBy: [dependable(gate)] },
    });
  }

  private variable(name: string, description: string): string {
    return new TerraformVariable(this, name, { type: "string", description }).stringValue;
  }
}

/** A rule on the secrets of an environment, in the folders that a glob matches. */
function secrets(actions: string[], environment: string, glob: string) {
  return { actions, subject: "secrets", conditions: { environment, secretPath: { $glob: glob } } };
}

const app = new App();
new ShopAccess(app, "shop-access");
app.synth();
