import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { IdentityPrivilege, InfisicalAccessProvider, UniversalAuthConfig } from "cdktf-infisical-access";

/** One identity: how it logs in, what it may always read, and what it may change for four hours. */
class QuickStart extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const identityId = new TerraformVariable(this, "identity_id", {
      type: "string",
      description: "UUID of the machine identity",
    }).stringValue;
    const projectSlug = new TerraformVariable(this, "project_slug", {
      type: "string",
      description: "Slug of the project that the identity is a member of",
    }).stringValue;

    // Server and credentials come from INFISICAL_HOST and INFISICAL_UNIVERSAL_AUTH_CLIENT_ID and _SECRET, or INFISICAL_TOKEN.
    new InfisicalAccessProvider(this, "infisical");

    const auth = new UniversalAuthConfig(this, "login", {
      identityId,
      accessTokenTtl: "1h",
      accessTokenMaxTtl: "1d",
    });

    new IdentityPrivilege(this, "read-app-secrets", {
      identityId,
      projectSlug,
      permissions: [
        {
          actions: ["read"],
          subject: "secrets",
          conditions: { environment: "prod", secretPath: { $glob: "/app/**" } },
        },
      ],
    });

    const rotation = new IdentityPrivilege(this, "rotate-app-secrets", {
      identityId,
      projectSlug,
      permissions: [
        {
          actions: ["edit"],
          subject: "secrets",
          conditions: { environment: "prod", secretPath: { $glob: "/app/rotated/**" } },
        },
      ],
      temporary: { range: "4h" },
    });

    new TerraformOutput(this, "client_id", { value: auth.clientId });
    new TerraformOutput(this, "rotation_ends", { value: rotation.accessEndTime });
  }
}

const app = new App();
new QuickStart(app, "quick-start");
app.synth();
