import type { ObjectValue } from "../../src/terraform-plugin/value";
import type { TerraformDiagnostic } from "../support/terraform-diagnostic";
import type { Resources } from "./core/configuration";
import type { CommandOutcome } from "./core/terraform-core";

/** Attributes of the resources in state, by address. */
export type StoredValues = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A stack and the commands that Terraform runs for it, whoever plays Terraform. */
export interface AccessWorkspace {
  /** Replaces what is declared. @param settings of the provider block, beside host and credentials */
  declare(resources: Resources, settings?: ObjectValue): Promise<void>;
  plan(): Promise<CommandOutcome>;
  apply(): Promise<CommandOutcome>;
  /** `apply -refresh-only` */
  refresh(): Promise<CommandOutcome>;
  import(address: string, id: string): Promise<CommandOutcome>;
  state(): Promise<StoredValues>;
  /** Everything that was stored, printed and logged so far. */
  written(): Promise<string>;
  close(): Promise<void>;
}

export function errorsOf({ diagnostics }: CommandOutcome): readonly TerraformDiagnostic[] {
  return diagnostics.filter(({ severity }) => severity === "error");
}

/** Such as: infisicalaccess_identity_privilege.reader: Privilege Already Exists. */
export function inWords(errors: readonly TerraformDiagnostic[]): string {
  return errors
    .map(
      ({ address, summary, detail }) =>
        `${address ?? "provider"}: ${summary}. ${detail.replaceAll("\n", " ")}`,
    )
    .join("; ");
}
