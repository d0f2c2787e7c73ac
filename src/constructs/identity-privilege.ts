import {
  ImportableResource,
  type IResolvable,
  listMapper,
  type TerraformMetaArguments,
  type TerraformProvider,
  TerraformResource,
} from "cdktf";
import type { Construct } from "constructs";
import { privilegeFingerprintOf } from "./access-fingerprint";
import { generatorMetadata } from "./generator-metadata";
import { hclExpression, hclString, withoutAbsent } from "./hcl-attributes";
import {
  type IdentityPrivilegePermissions,
  IdentityPrivilegePermissionsList,
  identityPrivilegePermissionsToHclTerraform,
  identityPrivilegePermissionsToTerraform,
} from "./identity-privilege-permissions";
import { identityPrivilegeProblems, type IdentityPrivilegeSettings } from "./identity-privilege-problems";
import {
  type IdentityPrivilegeTemporary,
  IdentityPrivilegeTemporaryOutputReference,
  identityPrivilegeTemporaryToHclTerraform,
  identityPrivilegeTemporaryToTerraform,
} from "./identity-privilege-temporary";
import { checkUniqueness } from "./identity-privilege-uniqueness";
import { literalText } from "./literal-text";
import { META_ARGUMENTS, misspelledSettings, type SettingNames } from "./misspelled-settings";
import { reportProblems } from "./problem-messages";

export interface IdentityPrivilegeConfig extends TerraformMetaArguments {
  /** UUID of the machine identity that gets the privilege. It must be a member of the project. A change replaces the privilege. */
  readonly identityId: string;
  /** Slug (not the id) of the project in which the privilege applies. A change replaces the privilege. */
  readonly projectSlug: string;
  /**
   * Name of the privilege, unique for an identity in a project: 1 to 60 characters, lower case letters, digits and single inner hyphens.
   *
   * @default the id of the construct, which must then be a valid slug
   */
  readonly slug?: string;
  /** What the privilege grants, at least one rule. The order of rules means nothing while none is inverted. */
  readonly permissions: IdentityPrivilegePermissions[] | IResolvable;
  /**
   * The window in which the privilege is in force.
   *
   * @default the privilege is permanent
   */
  readonly temporary?: IdentityPrivilegeTemporary | IResolvable;
}

const SETTINGS: SettingNames<IdentityPrivilegeConfig> = {
  ...META_ARGUMENTS,
  identityId: true,
  projectSlug: true,
  slug: true,
  permissions: true,
  temporary: true,
};

/**
 * An additional privilege of a machine identity in a project: which actions on which secrets, where, and for how long.
 *
 * Updates, renewals and renames are made in place. Represents `infisicalaccess_identity_privilege`.
 *
 * @example
 * new IdentityPrivilege(this, "read-payments", {
 *   identityId,
 *   projectSlug: "payments",
 *   permissions: [
 *     {
 *       actions: ["read"],
 *       subject: "secrets",
 *       conditions: { environment: "prod", secretPath: { $glob: "/payments/**" } },
 *     },
 *   ],
 *   temporary: { range: "4h" },
 * });
 */
export class IdentityPrivilege extends TerraformResource {
  static readonly tfResourceType = "infisicalaccess_identity_privilege";

  /**
   * Generates the code of an existing privilege during `cdktf plan`.
   *
   * @param importToId id of the construct in the generated code
   * @param importFromId `project_slug/identity_id/slug`
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return new ImportableResource(scope, importToId, {
      terraformResourceType: IdentityPrivilege.tfResourceType,
      importId: importFromId,
      provider,
    });
  }

  private _identityId: string;
  private _projectSlug: string;
  private _slug?: string;
  private readonly _permissions = new IdentityPrivilegePermissionsList(this, "permissions", false);
  private readonly _temporary = new IdentityPrivilegeTemporaryOutputReference(this, "temporary");

  /** @throws when the provider is not built */
  constructor(scope: Construct, id: string, config: IdentityPrivilegeConfig) {
    super(scope, id, {
      terraformResourceType: IdentityPrivilege.tfResourceType,
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
    this._slug = config.slug;
    this._permissions.internalValue = config.permissions;
    this._temporary.internalValue = config.temporary;

    this.node.addValidation({
      validate: () =>
        reportProblems(this, [
          ...misspelledSettings(config, SETTINGS),
          ...identityPrivilegeProblems(this.settings),
        ]),
    });
    checkUniqueness(this);
  }

  /** UUID of the privilege on the server. */
  get id(): string {
    return this.getStringAttribute("id");
  }

  /** When the window ends, RFC 3339; null when the privilege is permanent. */
  get accessEndTime(): string {
    return this.getStringAttribute("access_end_time");
  }

  /**
   * A text that changes exactly when the access that this privilege grants changes in meaning: slug, rules, range, permanent or temporary. A
   * renewal and a respelling leave it alone.
   */
  get accessFingerprint(): string {
    return privilegeFingerprintOf(this, this.settings, Object.keys(this.rawOverrides as object).length > 0);
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

  get slug(): string {
    return this.getStringAttribute("slug");
  }

  set slug(value: string) {
    this._slug = value;
  }

  /** Back to the id of the construct. */
  resetSlug(): void {
    this._slug = undefined;
  }

  get slugInput(): string | undefined {
    return this._slug;
  }

  get permissions(): IdentityPrivilegePermissionsList {
    return this._permissions;
  }

  putPermissions(value: IdentityPrivilegePermissions[] | IResolvable): void {
    this._permissions.internalValue = value;
  }

  get permissionsInput(): IdentityPrivilegePermissions[] | IResolvable | undefined {
    return this._permissions.internalValue;
  }

  get temporary(): IdentityPrivilegeTemporaryOutputReference {
    return this._temporary;
  }

  putTemporary(value: IdentityPrivilegeTemporary | IResolvable): void {
    this._temporary.internalValue = value;
  }

  /** Makes the privilege permanent. */
  resetTemporary(): void {
    this._temporary.internalValue = undefined;
  }

  get temporaryInput(): IdentityPrivilegeTemporary | IResolvable | undefined {
    return this._temporary.internalValue;
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return {
      identity_id: literalText(this._identityId),
      project_slug: literalText(this._projectSlug),
      slug: literalText(this.settings.slug),
      permissions: listMapper(
        identityPrivilegePermissionsToTerraform,
        false,
      )(this._permissions.internalValue),
      temporary: identityPrivilegeTemporaryToTerraform(this._temporary.internalValue),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return withoutAbsent({
      identity_id: hclString(this._identityId),
      project_slug: hclString(this._projectSlug),
      slug: hclString(this.settings.slug),
      permissions: hclExpression(identityPrivilegePermissionsToHclTerraform(this._permissions.internalValue)),
      temporary: hclExpression(identityPrivilegeTemporaryToHclTerraform(this._temporary.internalValue)),
    });
  }

  /** Terraform never gets to choose the slug: the same stack gives the same name wherever it is applied. */
  private get settings(): IdentityPrivilegeSettings {
    return {
      identityId: this._identityId,
      projectSlug: this._projectSlug,
      slug: this._slug ?? this.node.id,
      slugIsId: this._slug === undefined,
      permissions: this._permissions.internalValue,
      temporary: this._temporary.internalValue,
    };
  }
}
