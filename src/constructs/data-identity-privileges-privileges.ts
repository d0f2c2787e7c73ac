import { ComplexList, ComplexObject, Fn, type IInterpolatingParent, type IResolvable } from "cdktf";

/** One rule of a privilege that was read. */
export class DataIdentityPrivilegesPrivilegesPermissionsOutputReference extends ComplexObject {
  constructor(parent: IInterpolatingParent, attribute: string, index: number, isFromSet: boolean) {
    super(parent, attribute, isFromSet, index);
  }

  /** Such as `read` and `edit`. */
  get actions(): string[] {
    return Fn.tolist(this.getListAttribute("actions"));
  }

  /** What the actions apply to. */
  get subject(): string {
    return this.getStringAttribute("subject");
  }

  /** JSON that narrows the rule; null when it applies everywhere in the project. */
  get conditions(): string {
    return this.getStringAttribute("conditions");
  }

  /** Whether the rule forbids instead of grants. */
  get inverted(): IResolvable {
    return this.getBooleanAttribute("inverted");
  }
}

export class DataIdentityPrivilegesPrivilegesPermissionsList extends ComplexList {
  constructor(
    protected override terraformResource: IInterpolatingParent,
    protected override terraformAttribute: string,
    protected override wrapsSet: boolean,
  ) {
    super(terraformResource, terraformAttribute, wrapsSet);
  }

  get(index: number): DataIdentityPrivilegesPrivilegesPermissionsOutputReference {
    return new DataIdentityPrivilegesPrivilegesPermissionsOutputReference(
      this.terraformResource,
      this.terraformAttribute,
      index,
      this.wrapsSet,
    );
  }
}

/** The window of a privilege that was read. */
export class DataIdentityPrivilegesPrivilegesTemporaryOutputReference extends ComplexObject {
  constructor(parent: IInterpolatingParent, attribute: string) {
    super(parent, attribute, false);
  }

  /** Length of the window. */
  get range(): string {
    return this.getStringAttribute("range");
  }

  /** Start of the window, RFC 3339. */
  get startTime(): string {
    return this.getStringAttribute("start_time");
  }
}

/** A privilege that was read. */
export class DataIdentityPrivilegesPrivilegesOutputReference extends ComplexObject {
  private readonly _permissions = new DataIdentityPrivilegesPrivilegesPermissionsList(
    this,
    "permissions",
    false,
  );
  private readonly _temporary = new DataIdentityPrivilegesPrivilegesTemporaryOutputReference(
    this,
    "temporary",
  );

  constructor(parent: IInterpolatingParent, attribute: string, index: number, isFromSet: boolean) {
    super(parent, attribute, isFromSet, index);
  }

  /** UUID of the privilege. */
  get id(): string {
    return this.getStringAttribute("id");
  }

  /** Name of the privilege. */
  get slug(): string {
    return this.getStringAttribute("slug");
  }

  /** What the privilege grants, as far as API v1 shows it. */
  get permissions(): DataIdentityPrivilegesPrivilegesPermissionsList {
    return this._permissions;
  }

  /** The window in which the privilege is in force; null when it is permanent. */
  get temporary(): DataIdentityPrivilegesPrivilegesTemporaryOutputReference {
    return this._temporary;
  }

  /** End of the window, RFC 3339; null when the privilege is permanent. */
  get accessEndTime(): string {
    return this.getStringAttribute("access_end_time");
  }

  /** Whether the window has ended, by the clock of the machine that reads it. */
  get expired(): IResolvable {
    return this.getBooleanAttribute("expired");
  }
}

/** The privileges of an identity in a project, sorted by slug. */
export class DataIdentityPrivilegesPrivilegesList extends ComplexList {
  constructor(
    protected override terraformResource: IInterpolatingParent,
    protected override terraformAttribute: string,
    protected override wrapsSet: boolean,
  ) {
    super(terraformResource, terraformAttribute, wrapsSet);
  }

  get(index: number): DataIdentityPrivilegesPrivilegesOutputReference {
    return new DataIdentityPrivilegesPrivilegesOutputReference(
      this.terraformResource,
      this.terraformAttribute,
      index,
      this.wrapsSet,
    );
  }
}
