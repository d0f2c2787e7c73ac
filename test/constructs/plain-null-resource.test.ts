import { Lazy, TerraformStack, Testing } from "cdktf";
import * as original from "../../src/constructs/null-resource";
import * as plain from "../../src/constructs/plain-null-resource";

/** A stack with everything that AccessGate and its users do with a null_resource. */
function synthesised({ NullProvider, NullResource }: typeof original | typeof plain, hcl: boolean): string {
  const stack = new TerraformStack(Testing.app({ enableFutureFlags: false }), "stack");
  new NullProvider(stack, "null");
  const second = new NullProvider(stack, "second", { alias: "second" });
  const first = new NullResource(stack, "first", { triggers: { some: "text", other: "${path.module}" } });
  new NullResource(stack, "late", {
    provider: second,
    count: 2,
    dependsOn: [first],
    lifecycle: { createBeforeDestroy: true },
    triggers: Lazy.anyValue({ produce: () => ({ of: first.id }) }) as never,
  });
  new NullResource(stack, "empty");
  return hcl ? Testing.synthHcl(stack) : Testing.synth(stack);
}

test.each([
  ["JSON", false],
  ["HCL", true],
])("the null_resource for CDK Terrain synthesises to the %s of @cdktf/provider-null", (_, hcl) => {
  const expected = synthesised(original, hcl);
  expect(expected).toContain("null_resource");
  expect(synthesised(plain, hcl)).toBe(expected);
});
