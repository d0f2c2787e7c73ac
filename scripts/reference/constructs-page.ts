import { join } from "node:path";
import ts from "typescript";
import { docOf } from "./doc-comment";

const ROOT = join(__dirname, "../..");
const ENTRY = join(ROOT, "src/constructs/index.ts");

/** The page docs/constructs.md: what src/constructs exports, from its doc comments. */
export function constructsPage(): string {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile).config,
    ts.sys,
    ROOT,
  );
  const program = ts.createProgram([ENTRY], options);
  return new ConstructsPage(program.getTypeChecker(), program.getSourceFile(ENTRY)).text();
}

class ConstructsPage {
  readonly #exports: readonly ts.Symbol[];

  constructor(
    private readonly checker: ts.TypeChecker,
    entry: ts.SourceFile | undefined,
  ) {
    const module = entry && checker.getSymbolAtLocation(entry);
    if (module === undefined) throw new Error(`${ENTRY} exports nothing.`);
    this.#exports = checker
      .getExportsOfModule(module)
      .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
  }

  text(): string {
    const own = this.#exports.filter((symbol) => isOurs(symbol));
    const classes = own.filter((symbol) => classOf(symbol) !== undefined);
    const constructs = classes.filter((symbol) => this.#settingsOf(symbol) !== undefined);
    const settings = constructs.map((symbol) => this.#settingsOf(symbol));
    const types = own.filter((symbol) => classOf(symbol) === undefined && !settings.includes(symbol));
    const others = this.#exports.filter((symbol) => !isOurs(symbol));
    const readers = classes.filter((symbol) => !constructs.includes(symbol));
    return [
      "# Constructs",
      "What `cdktf-infisical-access` exports, and `cdktf-infisical-access/cdktn` for CDK Terrain. Each setting of a resource is an attribute of the same name, too, and resources and data sources take the meta-arguments of Terraform (`dependsOn`, `count`, `forEach`, `provider`, `lifecycle`). The provider behind them is described [attribute by attribute](index.md).",
      "Examples stand in the constructor of a stack; `identityId` is the UUID of a machine identity.",
      ...constructs.flatMap((symbol) => this.#construct(symbol)),
      "## Types",
      ...types.flatMap((symbol) => this.#type(symbol)),
      "## The rest",
      `Nested attributes are read through ${list(readers)}. ${list(others)} come from \`@cdktf/provider-null\`.`,
      "",
    ].join("\n\n");
  }

  #construct(symbol: ts.Symbol): string[] {
    const declaration = classOf(symbol);
    const settings = this.#settingsOf(symbol);
    if (declaration === undefined || settings === undefined) return [];
    const { text, example } = docOf(symbol, this.checker);
    return [
      `## ${symbol.name}`,
      text,
      ...(example === undefined ? [] : [`\`\`\`ts\n${example}\n\`\`\``]),
      "### Settings",
      this.#properties(settings),
      ...section("### Attributes", this.#attributes(declaration)),
      ...section("### Methods", this.#methods(declaration)),
    ];
  }

  #type(symbol: ts.Symbol): string[] {
    const { text, example } = docOf(symbol, this.checker);
    const [declaration] = symbol.declarations ?? [];
    const alias =
      declaration !== undefined && ts.isTypeAliasDeclaration(declaration) ? declaration : undefined;
    return [
      `### ${symbol.name}`,
      text,
      ...(example === undefined ? [] : [`Such as \`${example}\`.`]),
      alias === undefined
        ? this.#properties(symbol)
        : `\`${oneLine(alias.type.getText()).replace(/^\| /, "")}\``,
    ];
  }

  /** The interface of a construct's third parameter. */
  #settingsOf(symbol: ts.Symbol): ts.Symbol | undefined {
    const constructor = classOf(symbol)?.members.find((member) => ts.isConstructorDeclaration(member));
    const type = constructor?.parameters[2]?.type;
    const named = type && this.checker.getTypeFromTypeNode(type).getSymbol();
    return named?.name.endsWith("Config") === true ? named : undefined;
  }

  #ownProperties(symbol: ts.Symbol): ts.Symbol[] {
    return this.checker.getPropertiesOfType(this.checker.getDeclaredTypeOfSymbol(symbol)).filter(isOurs);
  }

  #properties(symbol: ts.Symbol): string {
    const lines = this.#ownProperties(symbol).map((property) => {
      const declaration = property.valueDeclaration as ts.PropertySignature;
      const isOptional = declaration.questionToken !== undefined;
      const type = `\`${oneLine(declaration.type?.getText() ?? "")}\`${isOptional ? "" : ", required"}`;
      const { text, example, byDefault } = docOf(property, this.checker);
      return [
        `- \`${property.name}\` (${type})`,
        ...(text === "" ? [] : [oneLine(text)]),
        ...(example === undefined ? [] : [`Such as \`${example}\`.`]),
        ...(byDefault === undefined ? [] : [`Default: ${byDefault.replace(/\.$/, "")}.`]),
      ].join(" ");
    });
    return lines.join("\n");
  }

  /** But for those that can be set: they are the settings. */
  #attributes(declaration: ts.ClassDeclaration): string[] {
    const names = declaration.members.map(({ name }) => name?.getText() ?? "");
    const settings = new Set([
      ...declaration.members
        .filter((member) => ts.isSetAccessorDeclaration(member))
        .map(({ name }) => name.getText()),
      ...names.filter((name) => names.includes(`put${name.charAt(0).toUpperCase()}${name.slice(1)}`)),
    ]);
    const members = declaration.members.filter(
      (member) => ts.isGetAccessorDeclaration(member) || ts.isPropertyDeclaration(member),
    );
    return members.flatMap((member) => {
      const name = member.name.getText();
      const isHidden = !isPublic(member) || isStatic(member) || name.endsWith("Input") || settings.has(name);
      const symbol = this.checker.getSymbolAtLocation(member.name);
      if (isHidden || symbol === undefined) return [];
      const type = this.checker.typeToString(this.checker.getTypeOfSymbol(symbol));
      return [`- \`${name}\` (\`${type}\`) ${oneLine(docOf(symbol, this.checker).text)}`.trimEnd()];
    });
  }

  /** Those with a doc comment: what generated classes of other providers have as well needs none. */
  #methods(declaration: ts.ClassDeclaration): string[] {
    return declaration.members
      .filter((member) => ts.isMethodDeclaration(member))
      .flatMap((member) => {
        const symbol = this.checker.getSymbolAtLocation(member.name);
        const doc = symbol && docOf(symbol, this.checker);
        const name = member.name.getText();
        if (doc === undefined || doc.text === "" || !isPublic(member) || name.startsWith("reset")) return [];
        const parameters = member.parameters.map((parameter) => oneLine(parameter.getText())).join(", ");
        const owner = isStatic(member) ? `${declaration.name?.text}.` : "";
        return [`- \`${owner}${name}(${parameters})\` ${oneLine(doc.text)} ${doc.parameters}`.trimEnd()];
      });
  }
}

function classOf(symbol: ts.Symbol): ts.ClassDeclaration | undefined {
  return symbol.declarations?.find((declaration) => ts.isClassDeclaration(declaration));
}

function isOurs(symbol: ts.Symbol): boolean {
  return symbol.declarations?.[0]?.getSourceFile().fileName.includes("/node_modules/") === false;
}

function isPublic(member: ts.ClassElement): boolean {
  return (
    (ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) === 0
  );
}

function isStatic(member: ts.ClassElement): boolean {
  return (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, lines.join("\n")];
}

function list(symbols: readonly ts.Symbol[]): string {
  return symbols.map(({ name }) => `\`${name}\``).join(", ");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
