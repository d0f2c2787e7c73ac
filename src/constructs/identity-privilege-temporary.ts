import { ComplexObject, type IInterpolatingParent, type IResolvable, Lazy, Token, Tokenization } from "cdktf";
import { HclExpression } from "./hcl-expression";
import { literalText } from "./literal-text";

/** The window in which a temporary privilege is in force. */
export interface IdentityPrivilegeTemporary {
  /** Length of the window from its start: a number with a unit, such as `30m`, `4h`, `7d`. */
  readonly range: string;
  /**
   * When the window starts, RFC 3339. The server grants access before a start that lies in the future, too.
   *
   * @default the time of the apply that opens or renews the window
   */
  readonly startTime?: string;
  /**
   * Any values: when an entry is changed, added or removed, the window starts anew at the time of that apply. Not together with
   * `startTime`.
   *
   * @example { deployment: process.env.GITHUB_SHA ?? "local" }
   */
  readonly renewTriggers?: { readonly [key: string]: string };
}

export function identityPrivilegeTemporaryToTerraform(
  struct?: IdentityPrivilegeTemporary | IResolvable,
): unknown {
  if (struct == null || Tokenization.isResolvable(struct)) return struct;
  return {
    range: literalText(struct.range),
    start_time: literalText(struct.startTime),
    renew_triggers: renewTriggersToTerraform(struct.renewTriggers),
  };
}

export function identityPrivilegeTemporaryToHclTerraform(
  struct?: IdentityPrivilegeTemporary | IResolvable,
): IResolvable | undefined {
  if (struct == null || Tokenization.isResolvable(struct)) return struct;
  return new HclExpression({
    range: struct.range,
    start_time: struct.startTime,
    renew_triggers: struct.renewTriggers,
  });
}

/** Behind a token, because cdktf spells the keys of plain maps in snake case. */
function renewTriggersToTerraform(triggers: IdentityPrivilegeTemporary["renewTriggers"]): unknown {
  if (triggers === undefined || Token.isUnresolved(triggers)) return triggers && new HclExpression(triggers);
  const entries = Object.entries(triggers).map(([key, value]) => [literalText(key), literalText(value)]);
  return Lazy.anyValue({ produce: () => Object.fromEntries(entries) as Record<string, string> });
}

/** The window of a privilege as Terraform knows it. */
export class IdentityPrivilegeTemporaryOutputReference extends ComplexObject {
  internalValue?: IdentityPrivilegeTemporary | IResolvable;

  constructor(terraformResource: IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  get range(): string {
    return this.getStringAttribute("range");
  }

  set range(value: string) {
    this.change({ range: value });
  }

  get rangeInput(): string | undefined {
    return this.settings?.range;
  }

  get startTime(): string {
    return this.getStringAttribute("start_time");
  }

  set startTime(value: string) {
    this.change({ startTime: value });
  }

  resetStartTime(): void {
    this.change({ startTime: undefined });
  }

  get startTimeInput(): string | undefined {
    return this.settings?.startTime;
  }

  get renewTriggers(): { [key: string]: string } {
    return this.getStringMapAttribute("renew_triggers");
  }

  set renewTriggers(value: { readonly [key: string]: string }) {
    this.change({ renewTriggers: value });
  }

  resetRenewTriggers(): void {
    this.change({ renewTriggers: undefined });
  }

  get renewTriggersInput(): { readonly [key: string]: string } | undefined {
    return this.settings?.renewTriggers;
  }

  private get settings(): Partial<IdentityPrivilegeTemporary> | undefined {
    return Tokenization.isResolvable(this.internalValue) ? undefined : this.internalValue;
  }

  private change(settings: Partial<IdentityPrivilegeTemporary>): void {
    this.internalValue = { ...this.settings, ...settings } as IdentityPrivilegeTemporary;
  }
}
