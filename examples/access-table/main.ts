import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  InfisicalAccessProvider,
  MachineIdentityAccess,
  type MachineIdentityGrant,
} from "cdktf-infisical-access";

/** access.json: the identities, and per project what each of them may do. */
interface AccessTable {
  readonly identities: Readonly<Record<string, string>>;
  readonly projects: Readonly<Record<string, ProjectTable>>;
}

type ProjectTable = Readonly<Record<string, readonly Omit<MachineIdentityGrant, "projectSlug">[]>>;

const table = JSON.parse(readFileSync(join(__dirname, "access.json"), "utf8")) as AccessTable;

/** All access to one project. It has a state file of its own, so an apply or an accident in one project reaches no other. */
class ProjectAccess extends TerraformStack {
  constructor(scope: Construct, projectSlug: string, project: ProjectTable) {
    super(scope, projectSlug);
    new InfisicalAccessProvider(this, "infisical");
    for (const [name, grants] of Object.entries(project)) {
      const identityId = table.identities[name];
      if (identityId === undefined) throw new Error(`access.json: no identity is named "${name}".`);
      new MachineIdentityAccess(this, name, {
        identityId,
        grants: grants.map((grant) => ({ projectSlug, ...grant })),
      });
    }
  }
}

const app = new App();
for (const [slug, project] of Object.entries(table.projects)) new ProjectAccess(app, slug, project);
app.synth();
