import { App, PgBackend, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { IdentityPrivilege, InfisicalAccessProvider, UniversalAuthConfig } from "cdktf-infisical-access";

/** The access of one identity, applied by whoever of a team, or whichever pipeline, comes first. */
class TeamAccess extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // All who apply share one state. Its address stands here; user and password are read from PGUSER and PGPASSWORD when Terraform runs, because
    // what is written here is synthesised into cdk.tf.json. Another address without a change: terraform init -backend-config=conn_str=postgres://…
    //
    // PostgreSQL locks the state while one of them plans or applies. Another fails with "Error acquiring the state lock", or waits when it
    // runs with -lock-timeout=10m, and then finds the work done. The lock belongs to the connection, so that it ends with a run that is killed.
    // S3Backend with useLockfile, GcsBackend and AzurermBackend lock, too; there `terraform force-unlock` releases what a killed run has left.
    new PgBackend(this, { connStr: "postgres://state.example.com/terraform", schemaName: "team_access" });

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
new TeamAccess(app, "team-access");
app.synth();
