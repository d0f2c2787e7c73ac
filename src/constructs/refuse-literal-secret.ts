import type { IConstruct } from "constructs";
import { resolvedText } from "./resolved-text";
import { holdsToken } from "./tokens";

/**
 * @param environmentVariable from which the provider takes the secret when its block has none
 * @throws when the secret is written out in the code
 */
export function refuseLiteralSecret(
  provider: IConstruct,
  setting: string,
  value: string | undefined,
  environmentVariable: string,
): void {
  if (value === undefined || holdsToken(value)) return;
  throw literalSecret(provider, setting, environmentVariable);
}

/**
 * The secret as it is, for the synthesised stack.
 *
 * @throws when its token turns out to stand for a literal, as a Lazy can
 */
export function referenceToSecret(
  provider: IConstruct,
  setting: string,
  value: string | undefined,
  environmentVariable: string,
): string | undefined {
  if (value !== undefined && !resolvedText(provider, value).includes("${")) {
    throw literalSecret(provider, setting, environmentVariable);
  }
  return value;
}

function literalSecret(provider: IConstruct, setting: string, environmentVariable: string): Error {
  return new Error(
    `Literal Secret: "${setting}" of ${provider.node.path} is a literal string, which would be written into the synthesised stack. Leave it out and set ${environmentVariable} where Terraform runs, or pass the value of a TerraformVariable with "sensitive: true".`,
  );
}
