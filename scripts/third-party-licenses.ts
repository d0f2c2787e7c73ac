import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Names, versions and licence texts of the packages whose code is in a bundle, which their licences want to go with it. A package that comes
 * without a text stands with the name of its licence.
 *
 * @param inputs files of the bundle, relative to the repository
 */
export function thirdPartyLicenses(root: string, inputs: readonly string[]): string {
  const packages = new Set(
    inputs.flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []),
  );
  const notices = [...packages].map((path) => notice(join(root, path)));
  return [...new Set(notices)].sort().join(`\n${"-".repeat(100)}\n\n`);
}

function notice(directory: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as {
    name: string;
    version: string;
    license?: string;
  };
  const files = readdirSync(directory).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(directory, file), "utf8").trim());
  return `${name} ${version} (${license ?? "see below"})\n\n${texts.join("\n\n")}\n`;
}
