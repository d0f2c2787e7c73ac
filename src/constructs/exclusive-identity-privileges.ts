import {
  Fn,
  ImportableResource,
  listMapper,
  ref,
  type TerraformMetaArguments,
  type TerraformProvider,
  TerraformResource,
  Token,
} from "cdktf";
import type { Construct } from "constructs";
import { exclusiveProblems } from "./exclusive-identity-privileges-problems";
import { generatorMetadata } from "./generator-metadata";
import { hclString, hclStringSet, withoutAbsent } from "./hcl-attributes";
import type { IdentityPrivilege } from "./identity-privilege";
import { literalText } from "./literal-text";
import { META_ARGUMENTS, misspelledSettings, type SettingNames } from "./misspelled-settings";
import { reportProblems } from "./problem-messages";

export interface ExclusiveIdentityPrivilegesConfig extends TerraformMetaArguments {
  /** UUID of the machine identity. A change replaces the resource. */
  readonly identityId: string;
  /** Slug (not the id) of the project. A change replaces the resource. */
  readonly projectSlug: string;
  /**
   * All privileges of this identity in this project that the stack declares. Terraform orders this resource after their creates, renames and
   * deletes. One with `forEach` or `count` stands for all its instances.
   */
  readonly privileges: IdentityPrivilege[];
  /**
   * Slugs of further privileges that the identity may have in the project: those that another stack manages.
   *
   * @default none
   */
  readonly slugs?: string[];
  /**
   * Globs, such as `ci-*`: privileges whose slug matches one are never counted.
   *
   * @default none
   */
  readonly ignoreSlugs?: string[];
  /**
   * What happens to privileges that are not in the list: `remove` deletes them at the next apply, `report` only warns.
   *
   * @default "remove"
   */
  readonly onUndeclared?: string;
}

const SETTINGS: SettingNames<ExclusiveIdentityPrivilegesConfig> = {
  ...META_ARGUMENTS,
  identityId: true,
  projectSlug: true,
  privileges: true,
  slugs: true,
  ignoreSlugs: true,
  onUndeclared: true,
};

/**
 * The complete list of additional privileges that a machine identity has in a project.
 *
 * A privilege that somebody else added shows in the plan and is removed by the apply. Destroying this resource removes nothing. Represents
 * `infisicalaccess_identity_privileges_exclusive`.
 *
 * @example
 * new ExclusiveIdentityPrivileges(this, "exclusive", {
 *   identityId,
 *   projectSlug: "payments",
 *   privileges: [readPayments, rotatePayments],
 * });
 */
export class ExclusiveIdentityPrivileges extends TerraformResource {
  static readonly tfResourceType = "infisicalaccess_identity_privileges_exclusive";

  /**
   * Generates the code of the list that an identity has now during `cdktf plan`.
   *
   * @param importToId id of the construct in the generated code
   * @param importFromId `project_slug/identity_id`
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return new ImportableResource(scope, importToId, {
      terraformResourceType: ExclusiveIdentityPrivileges.tfResourceType,
      importId: importFromId,
      provider,
    });
  }

  private _identityId: string;
  private _projectSlug: string;
  private _privileges: IdentityPrivilege[];
  private _slugs?: string[];
  private _ignoreSlugs?: string[];
  private _onUndeclared?: string;

  /** @throws when the provider is not built */
  constructor(scope: Construct, id: string, config: ExclusiveIdentityPrivilegesConfig) {
    super(scope, id, {
      terraformResourceType: ExclusiveIdentityPrivileges.tfResourceType,
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
    this._privileges = config.privileges;
    this._slugs = config.slugs;
    this._ignoreSlugs = config.ignoreSlugs;
    this._onUndeclared = config.onUndeclared;

    this.node.addValidation({
      validate: () =>
        reportProblems(this, [...misspelledSettings(config, SETTINGS), ...exclusiveProblems(this)]),
    });
  }

  /** `project_slug/identity_id`. */
  get id(): string {
    return this.getStringAttribute("id");
  }

  /** Privileges that the server has and the list has not: slug → what it grants and until when. */
  get undeclared(): { [key: string]: string } {
    return this.getStringMapAttribute("undeclared");
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

  /** Slugs of the privileges and the further slugs. */
  get privilegeSlugs(): string[] {
    return Fn.tolist(this.getListAttribute("privilege_slugs"));
  }

  get privilegeSlugsInput(): string[] {
    const single = this._privileges.filter((privilege) => !hasInstances(privilege)).map(({ slug }) => slug);
    const slugs = Token.isUnresolved(this._slugs) ? single : [...single, ...(this._slugs ?? [])];
    // A token that stands for a list cannot be one element of another.
    const lists = [
      ...this._privileges.filter(hasInstances).map(slugsOfInstances),
      ...(this._slugs !== undefined && Token.isUnresolved(this._slugs) ? [this._slugs] : []),
    ];
    return lists.length === 0 ? slugs : Fn.concat([slugs, ...lists]);
  }

  get privileges(): IdentityPrivilege[] {
    return this._privileges;
  }

  set privileges(value: IdentityPrivilege[]) {
    this._privileges = value;
  }

  get slugs(): string[] | undefined {
    return this._slugs;
  }

  set slugs(value: string[] | undefined) {
    this._slugs = value;
  }

  get ignoreSlugs(): string[] {
    return Fn.tolist(this.getListAttribute("ignore_slugs"));
  }

  set ignoreSlugs(value: string[]) {
    this._ignoreSlugs = value;
  }

  resetIgnoreSlugs(): void {
    this._ignoreSlugs = undefined;
  }

  get ignoreSlugsInput(): string[] | undefined {
    return this._ignoreSlugs;
  }

  get onUndeclared(): string {
    return this.getStringAttribute("on_undeclared");
  }

  set onUndeclared(value: string) {
    this._onUndeclared = value;
  }

  resetOnUndeclared(): void {
    this._onUndeclared = undefined;
  }

  get onUndeclaredInput(): string | undefined {
    return this._onUndeclared;
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return {
      identity_id: literalText(this._identityId),
      project_slug: literalText(this._projectSlug),
      privilege_slugs: listMapper(literalText, false)(this.privilegeSlugsInput),
      ignore_slugs: listMapper(literalText, false)(this._ignoreSlugs),
      on_undeclared: literalText(this._onUndeclared),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return withoutAbsent({
      identity_id: hclString(this._identityId),
      project_slug: hclString(this._projectSlug),
      privilege_slugs: hclStringSet(this.privilegeSlugsInput),
      ignore_slugs: hclStringSet(this._ignoreSlugs),
      on_undeclared: hclString(this._onUndeclared),
    });
  }
}

function hasInstances({ count, forEach }: IdentityPrivilege): boolean {
  return count !== undefined || forEach !== undefined;
}

function slugsOfInstances({ terraformResourceType, friendlyUniqueId }: IdentityPrivilege): string[] {
  return Token.asList(ref(`[for instance in ${terraformResourceType}.${friendlyUniqueId} : instance.slug]`));
}
