import type { Diagnostic } from "../diagnostic";
import {
  Diagnostic_Severity as Severity,
  type Diagnostic as WireDiagnostic,
} from "../generated/tfplugin6/diagnostic";
import type { AttributeType } from "../schema";
import { wirePath } from "./wire-path";

/** `type` is that of the object that the diagnostic's path starts from. */
export function wireDiagnostic(
  { severity, summary, detail, attribute }: Diagnostic,
  type: AttributeType,
): WireDiagnostic {
  return {
    severity: severity === "error" ? Severity.ERROR : Severity.WARNING,
    summary,
    detail,
    attribute: attribute === undefined ? undefined : wirePath(attribute, type),
  };
}
