import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export interface ConfigProperty {
  readonly name: string;
  readonly optional: boolean;
  /** Text of its doc comment. */
  readonly documentation: string;
}

/** The properties that an interface in src/constructs declares itself. */
export function configInterface(file: string, interfaceName: string): ConfigProperty[] {
  const path = join(__dirname, "../../src/constructs", `${file}.ts`);
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  const declaration = source.statements
    .filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === interfaceName);
  if (declaration === undefined) throw new Error(`${path} declares no interface ${interfaceName}.`);
  return declaration.members.filter(ts.isPropertySignature).map((property) => ({
    name: property.name.getText(source),
    optional: property.questionToken !== undefined,
    documentation: ts
      .getJSDocCommentsAndTags(property)
      .map((comment) => comment.getText(source))
      .join("\n"),
  }));
}
