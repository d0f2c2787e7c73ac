import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  Fn,
  Lazy,
  Op,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from "cdktf";
import { HclExpression } from "../../src/constructs/hcl-expression";
import { literalText } from "../../src/constructs/literal-text";
import { CleanEnvironment } from "../support/clean-environment";
import { terraform } from "../support/terraform";

const environment = new CleanEnvironment({
  TF_VAR_text: 'x","environment":"*',
  TF_VAR_hours: "4",
  TF_VAR_flag: "true",
});
afterAll(() => environment.remove());

/** The outputs that Terraform computes for a stack of nothing but outputs. */
function outputs(define: (stack: TerraformStack) => Record<string, unknown>): Record<string, unknown> {
  const directory = mkdtempSync(join(tmpdir(), "infisical-access-outputs-"));
  try {
    const stack = new TerraformStack(Testing.app(), "stack");
    for (const [name, value] of Object.entries(define(stack))) {
      new TerraformOutput(stack, name, { value, staticId: true });
    }
    writeFileSync(join(directory, "cdk.tf.json"), Testing.synth(stack));
    const apply = terraform(directory, ["apply", "-auto-approve", "-no-color"], environment);
    if (apply.status !== 0) throw new Error(apply.output);
    const { stdout } = terraform(directory, ["output", "-json"], environment);
    const values = JSON.parse(stdout) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value]));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Texts that are harmless only as long as nothing takes them for code. */
const AWKWARD_TEXTS = [
  "${var.text}",
  "%{ if true }x%{ endif }",
  "$${escaped} %%{escaped}",
  "ends in $",
  "ends in %",
  "$",
  "${",
  "}",
  'quoted "text"',
  '"',
  '"starts and ends quoted"',
  "back\\slash \\n \\b \\\\f \\${x}",
  "line\nbreak\r\ttab\b\f\u0001",
  "ünïcödé 🚀 </&>",
  "1e5 -1.5e+3",
  "",
];

describe("what Terraform computes", () => {
  test("keeps a literal literal, alone and beside a token, as value and as key", () => {
    const values = outputs((stack) => {
      const text = new TerraformVariable(stack, "text", { type: "string" });
      return Object.fromEntries(
        AWKWARD_TEXTS.flatMap((literal, index) => [
          [`expression${index}`, Token.asAny(new HclExpression({ literal, [literal]: 1 }))],
          [`beside${index}`, Token.asAny(new HclExpression(`${literal}${text.stringValue}${literal}`))],
          [`text${index}`, literalText(literal)],
          [`textBeside${index}`, literalText(`${literal}${text.stringValue}${literal}`)],
        ]),
      );
    });
    AWKWARD_TEXTS.forEach((literal, index) => {
      const beside = `${literal}x","environment":"*${literal}`;
      expect(values[`expression${index}`]).toEqual({ literal, [literal]: 1 });
      expect(values[`beside${index}`]).toBe(beside);
      expect(values[`text${index}`]).toBe(literal);
      expect(values[`textBeside${index}`]).toBe(beside);
    });
  });

  test("takes every kind of token for its value", () => {
    const values = outputs((stack) => {
      const text = new TerraformVariable(stack, "text", { type: "string" });
      const hours = new TerraformVariable(stack, "hours", { type: "number" });
      const flag = new TerraformVariable(stack, "flag", { type: "bool" });
      const list = new TerraformLocal(stack, "list", ["a", "b"]);
      return {
        result: Token.asAny(
          new HclExpression({
            string: text.stringValue,
            number: hours.numberValue,
            numberInText: `${hours.numberValue}h and ${text.stringValue}`,
            boolean: flag.booleanValue,
            list: list.asList,
            listOfOne: [{ value: text.stringValue }],
            listOfTokens: [text.stringValue, "literal", hours.numberValue],
            map: Token.asStringMap(Fn.tomap({ a: "b" })),
            call: Fn.upper("a"),
            nestedCall: Fn.join("-", [Fn.upper("a"), text.stringValue]),
            operator: Op.add(hours.numberValue, 1),
            lazyLiteral: Lazy.stringValue({ produce: () => 'lazy "${var.text}"' }),
            lazyMix: Lazy.stringValue({ produce: () => `lazy ${text.stringValue}` }),
            lazyValue: Lazy.anyValue({ produce: () => ({ nested: [text.stringValue, 1, null] }) }),
            nothing: Token.nullValue(),
            left_out: undefined,
            [`key ${text.stringValue}`]: 1,
            [text.stringValue]: 2,
          }),
        ),
      };
    });
    const value = 'x","environment":"*';
    expect(values.result).toEqual({
      string: value,
      number: 4,
      numberInText: `4h and ${value}`,
      boolean: true,
      list: ["a", "b"],
      listOfOne: [{ value }],
      listOfTokens: [value, "literal", 4],
      map: { a: "b" },
      call: "A",
      nestedCall: `A-${value}`,
      operator: 5,
      lazyLiteral: 'lazy "${var.text}"',
      lazyMix: `lazy ${value}`,
      lazyValue: { nested: [value, 1, null] },
      nothing: null,
      [`key ${value}`]: 1,
      [value]: 2,
    });
  });
});

test("a string of tokens and harmless text is left to cdktf", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const text = new TerraformVariable(stack, "text", { type: "string" });
  const mixed = `pre-${text.stringValue}-post`;
  expect(literalText(mixed)).toBe(mixed);
});
