import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { IdentityPrivilege, InfisicalAccessProvider } from "cdktf-infisical-access";

/** What the deployment job may read, for one hour from each deployment on. */
class DeploymentAccess extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const identityId = this.variable("identity_id", "UUID of the identity of the deployment job");
    const projectSlug = this.variable("project_slug", "Slug of the project that holds the secrets");
    const commit = this.variable("commit", "SHA of the commit that is deployed, such as $GITHUB_SHA");

    new InfisicalAccessProvider(this, "infisical");

    // Another commit opens the window anew, in place. Whatever else is applied in between leaves its end where it is.
    const access = new IdentityPrivilege(this, "deploy-prod", {
      identityId,
      projectSlug,
      permissions: [
        {
          actions: ["read"],
          subject: "secrets",
          conditions: { environment: "prod", secretPath: { $glob: "/app/**" } },
        },
      ],
      temporary: { range: "1h", renewTriggers: { commit } },
    });

    new TerraformOutput(this, "access_ends", { value: access.accessEndTime });
  }

  private variable(name: string, description: string): string {
    return new TerraformVariable(this, name, { type: "string", description }).stringValue;
  }
}

const app = new App();
new DeploymentAccess(app, "deployment-access");
app.synth();
