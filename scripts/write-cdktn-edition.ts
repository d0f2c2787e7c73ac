import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The constructs for CDK Terrain: those for cdktf with other module specifiers. CDK Terrain kept cdktf's classes and symbols, but a class of the
 * one can't be part of an app of the other, so each edition has to extend the classes of its own. The folders are siblings, so that the imports
 * of the other layers stay as they are.
 *
 * @param constructs the compiled constructs; null-resource is replaced by plain-null-resource, which takes nothing from @cdktf/provider-null
 */
export function writeCdktnEdition(constructs: string, out: string): void {
  mkdirSync(out);
  for (const name of readdirSync(constructs)) {
    if (name.startsWith("null-resource.")) continue;
    const text = readFileSync(join(constructs, name), "utf8");
    writeFileSync(join(out, name), withSpecifiers(text));
  }
}

function withSpecifiers(text: string): string {
  return text
    .replace(/((?:\brequire\(|\bfrom |\bimport\())"cdktf"/g, '$1"cdktn"')
    .replace(/((?:\brequire\(|\bfrom |\bimport\())"\.\/null-resource"/g, '$1"./plain-null-resource"');
}
