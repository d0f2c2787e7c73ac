import { formatInstant, parseInstant } from "../../access/instant";
import type { PermissionRule } from "../../access/permission-rule";
import type { AccessWindow } from "../../access/access-window";
import type { PrivilegePair } from "../../infisical/privilege-pair";
import type { PrivateState } from "../../terraform-plugin/private-state";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { ObjectValue } from "../../terraform-plugin/value";
import { pairOf, renewTriggersOf, rulesOf, temporaryOf } from "./privilege-model";
import type { RememberedWindow } from "./remembered-window";
import { AT_APPLY, windowStart } from "./window-start";

/** What an apply is to bring about, with everything known. */
export interface DeclaredPrivilege {
  readonly pair: PrivilegePair;
  readonly rules: readonly PermissionRule[];
  readonly window: (AccessWindow & { readonly startTime: string }) | null;
  /** Whether the configuration names the start, so that a row with another start is another privilege. */
  readonly startIsConfigured: boolean;
  /** Whether this apply opens the window, by the clock of this machine. */
  readonly opensNow: boolean;
  readonly renewTriggers: Readonly<Record<string, string>> | null;
}

/**
 * The plan with the start of its window decided: a window that opens or is renewed starts now.
 *
 * @param request in whose configuration `ignore_changes` is no longer heeded, unlike in that of a plan: what the plan knows holds
 */
export function declaredPrivilege(request: {
  config: ObjectValue;
  prior: ObjectValue | null;
  planned: ObjectValue;
  privateState: PrivateState;
}): DeclaredPrivilege {
  const { config, prior, planned, privateState } = request;
  const rules = rulesOf(planned.permissions);
  if (!rules) throw incompletePlan("permissions");
  const temporary = temporaryOf(planned) ?? null;
  const start =
    typeof temporary?.start_time === "string"
      ? temporary.start_time
      : windowStart(config, prior, privateState);
  return {
    pair: pairOf(planned),
    rules,
    window: temporary && {
      range: String(temporary.range),
      startTime: decidedStart(start),
    },
    startIsConfigured: typeof temporaryOf(config)?.start_time === "string",
    opensNow: temporary !== null && start === AT_APPLY,
    renewTriggers: renewTriggersOf(temporary),
  };
}

/** In the form that the server takes: UTC, milliseconds (contract/api.md, temporaryAccessStartTime). */
function decidedStart(start: ReturnType<typeof windowStart>): string {
  const instant =
    typeof start === "string" ? parseInstant(start) : start === AT_APPLY ? new Date() : undefined;
  if (!instant) throw incompletePlan("temporary", "start_time");
  return formatInstant(instant);
}

/** Terraform resolves everything before it applies. */
function incompletePlan(...attribute: string[]): DiagnosticError {
  return new DiagnosticError({
    summary: "Plan Is Not Complete",
    detail: `Terraform asked to apply a plan in which ${attribute.join(".")} is not known, or not what the schema says. Nothing was sent to the server. Plan again.`,
    attribute,
  });
}

export function rememberedWindowOf(
  declared: DeclaredPrivilege,
  startTime: string | null,
): RememberedWindow | null {
  if (!declared.window) return null;
  const { range } = declared.window;
  return { range, startTime: startTime ?? declared.window.startTime, renewTriggers: declared.renewTriggers };
}
