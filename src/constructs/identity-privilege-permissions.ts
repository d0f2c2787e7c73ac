import {
  booleanToTerraform,
  canInspect,
  ComplexList,
  ComplexObject,
  Fn,
  type IInterpolatingParent,
  type IResolvable,
  listMapper,
  Tokenization,
} from "cdktf";
import { type ConditionsInput, conditionsToHclTerraform, conditionsToTerraform } from "./conditions";
import { HclExpression } from "./hcl-expression";
import { literalText } from "./literal-text";

/** One rule of a privilege: it allows, or when `inverted` forbids, actions on one subject under conditions. */
export interface IdentityPrivilegePermissions {
  /** At least one of `read`, `create`, `edit`, `delete`. */
  readonly actions: string[];
  /** What the actions apply to, such as `secrets`. */
  readonly subject: string;
  /**
   * What narrows the rule. Left out, the rule applies everywhere in the project.
   *
   * An object may hold tokens anywhere. A string is JSON text, or one token for it.
   *
   * @example { environment: "prod", secretPath: { $glob: "/payments/**" } }
   */
  readonly conditions?: ConditionsInput;
  /**
   * Whether the rule forbids instead of grants. Infisical's API v1 reads such rules but cannot write them.
   *
   * @default false
   */
  readonly inverted?: boolean | IResolvable;
}

export function identityPrivilegePermissionsToTerraform(
  struct?: IdentityPrivilegePermissions | IResolvable,
): unknown {
  if (!canInspect(struct) || struct === undefined || Tokenization.isResolvable(struct)) return struct;
  return {
    actions: listMapper(literalText, false)(struct.actions),
    subject: literalText(struct.subject),
    conditions: conditionsToTerraform(struct.conditions),
    inverted: booleanToTerraform(struct.inverted),
  };
}

/** The whole list as one expression: cdktf renders lists of objects as blocks, and these are an attribute. */
export function identityPrivilegePermissionsToHclTerraform(
  list?: IdentityPrivilegePermissions[] | IResolvable,
): IResolvable | undefined {
  if (list === undefined || Tokenization.isResolvable(list)) return list;
  return new HclExpression(
    list.map(({ conditions, ...rule }) => ({ ...rule, conditions: conditionsToHclTerraform(conditions) })),
  );
}

/** One rule of a privilege as Terraform knows it. */
export class IdentityPrivilegePermissionsOutputReference extends ComplexObject {
  constructor(
    terraformResource: IInterpolatingParent,
    terraformAttribute: string,
    complexObjectIndex: number,
    complexObjectIsFromSet: boolean,
  ) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  get actions(): string[] {
    return Fn.tolist(this.getListAttribute("actions"));
  }

  get subject(): string {
    return this.getStringAttribute("subject");
  }

  /** JSON text. */
  get conditions(): string {
    return this.getStringAttribute("conditions");
  }

  get inverted(): IResolvable {
    return this.getBooleanAttribute("inverted");
  }
}

/** The rules of a privilege as Terraform knows them. */
export class IdentityPrivilegePermissionsList extends ComplexList {
  internalValue?: IdentityPrivilegePermissions[] | IResolvable;

  constructor(
    protected override terraformResource: IInterpolatingParent,
    protected override terraformAttribute: string,
    protected override wrapsSet: boolean,
  ) {
    super(terraformResource, terraformAttribute, wrapsSet);
  }

  get(index: number): IdentityPrivilegePermissionsOutputReference {
    return new IdentityPrivilegePermissionsOutputReference(
      this.terraformResource,
      this.terraformAttribute,
      index,
      this.wrapsSet,
    );
  }
}
