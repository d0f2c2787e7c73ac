import {
  DefaultTokenResolver,
  StringConcat,
  TerraformOutput,
  TerraformStack,
  Testing,
  Tokenization,
} from "cdktf";
import type { IConstruct } from "constructs";
import { InfisicalAccessProvider } from "../../src/constructs";

export const IDENTITY = "11c6f0de-5b7a-4c93-a2d8-e09f14b37a60";
export const OTHER_IDENTITY = "22d7a1ef-6c8b-4da4-b3e9-f1a025c48b71";

/** cdk.tf.json as far as the tests look at it. */
export interface Synthesised {
  readonly terraform: { readonly required_providers: Record<string, { source: string; version: string }> };
  readonly provider: Record<string, Record<string, unknown>[]>;
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
  readonly import?: readonly unknown[];
  readonly moved?: readonly unknown[];
}

/** A stack with the provider in it. */
export function stackWith(define: (stack: TerraformStack) => void): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "access");
  new InfisicalAccessProvider(stack, "infisical");
  define(stack);
  return stack;
}

/** What a stack becomes; its validations run. */
export function synthesised(define: (stack: TerraformStack) => void): Synthesised {
  return JSON.parse(Testing.synth(stackWith(define), true)) as Synthesised;
}

/** The warnings of a stack, each behind the path of its construct. */
export function warningsOf(stack: TerraformStack): string[] {
  Testing.synth(stack, true);
  return stack.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === "@cdktf/warn")
        .map(({ data }) => `[${node.path}] ${String(data)}`),
    );
}

/** What values are in cdk.tf.json. */
export function outputs(define: (stack: TerraformStack) => Record<string, unknown>): Record<string, unknown> {
  const stack = stackWith((scope) => {
    for (const [name, value] of Object.entries(define(scope))) {
      new TerraformOutput(scope, `output-${name}`, { value }).overrideLogicalId(name);
    }
  });
  const { output } = JSON.parse(Testing.synth(stack)) as { output: Record<string, { value: unknown }> };
  return Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value]));
}

/** A value with its tokens resolved. */
export function resolved(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver: new DefaultTokenResolver(new StringConcat()) });
}
