import { TerraformVariable } from "cdktf";
import { DataIdentityPrivileges, DataUniversalAuthConfig } from "../../src/constructs";
import { IDENTITY, outputs, stackWith } from "./synthesise";
import { Testing } from "cdktf";

test("a data source becomes a data block", () => {
  const stack = stackWith((scope) => {
    const project = new TerraformVariable(scope, "project", { type: "string" });
    new DataIdentityPrivileges(scope, "found", { identityId: IDENTITY, projectSlug: project.stringValue });
    new DataUniversalAuthConfig(scope, "login", { identityId: IDENTITY });
  });
  expect((JSON.parse(Testing.synth(stack, true)) as { data: unknown }).data).toEqual({
    infisicalaccess_identity_privileges: { found: { identity_id: IDENTITY, project_slug: "${var.project}" } },
    infisicalaccess_universal_auth_config: { login: { identity_id: IDENTITY } },
  });
});

test("what was read is referred to down to its last part", () => {
  const address = "data.infisicalaccess_identity_privileges.found.privileges";
  expect(
    outputs((stack) => {
      const { privileges } = new DataIdentityPrivileges(stack, "found", {
        identityId: IDENTITY,
        projectSlug: "payments",
      });
      const first = privileges.get(0);
      return {
        all: privileges,
        slug: first.slug,
        expired: first.expired,
        range: first.temporary.range,
        actions: first.permissions.get(1).actions,
      };
    }),
  ).toEqual({
    all: `\${${address}}`,
    slug: `\${${address}[0].slug}`,
    expired: `\${${address}[0].expired}`,
    range: `\${${address}[0].temporary.range}`,
    actions: `\${tolist(${address}[0].permissions[1].actions)}`,
  });
});
