import { type TerraformMetaArguments, TerraformDataSource } from "cdktf";
import type { Construct } from "constructs";
import { DataIdentityPrivilegesPrivilegesList } from "./data-identity-privileges-privileges";
import { generatorMetadata } from "./generator-metadata";
import { hclString, withoutAbsent } from "./hcl-attributes";
import { literalText } from "./literal-text";

export interface DataIdentityPrivilegesConfig extends TerraformMetaArguments {
  /** UUID of the machine identity. */
  readonly identityId: string;
  /** Slug (not the id) of the project. */
  readonly projectSlug: string;
}

/**
 * All additional privileges of a machine identity in a project, whoever made them. Represents the data source
 * `infisicalaccess_identity_privileges`.
 *
 * @example
 * const existing = new DataIdentityPrivileges(this, "existing", { identityId, projectSlug: "payments" });
 * new TerraformOutput(this, "privileges", { value: existing.privileges });
 */
export class DataIdentityPrivileges extends TerraformDataSource {
  static readonly tfResourceType = "infisicalaccess_identity_privileges";

  private _identityId: string;
  private _projectSlug: string;
  private readonly _privileges = new DataIdentityPrivilegesPrivilegesList(this, "privileges", false);

  /** @throws when the provider is not built */
  constructor(scope: Construct, id: string, config: DataIdentityPrivilegesConfig) {
    super(scope, id, {
      terraformResourceType: DataIdentityPrivileges.tfResourceType,
      terraformGeneratorMetadata: generatorMetadata(),
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach,
    });
    this._identityId = config.identityId;
    this._projectSlug = config.projectSlug;
  }

  /** The privileges, sorted by slug. Expired ones stay on the server and are listed, too. */
  get privileges(): DataIdentityPrivilegesPrivilegesList {
    return this._privileges;
  }

  get identityId(): string {
    return this.getStringAttribute("identity_id");
  }

  set identityId(value: string) {
    this._identityId = value;
  }

  get identityIdInput(): string {
    return this._identityId;
  }

  get projectSlug(): string {
    return this.getStringAttribute("project_slug");
  }

  set projectSlug(value: string) {
    this._projectSlug = value;
  }

  get projectSlugInput(): string {
    return this._projectSlug;
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { identity_id: literalText(this._identityId), project_slug: literalText(this._projectSlug) };
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return withoutAbsent({
      identity_id: hclString(this._identityId),
      project_slug: hclString(this._projectSlug),
    });
  }
}
