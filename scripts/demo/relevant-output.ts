import { stripVTControlCharacters } from "node:util";

/** Terraform's own text less its legend, its progress messages and its advice on what to type next. */
export function relevantOutput(output: string): string {
  const lines = output
    .split("\n")
    .filter((line) => !/: (Refreshing state|Reading|Still \w+)\.\.\./.test(line));
  return withoutSections(lines)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Only what is done to which resource, and the sum of it. */
export function actionsOnly(output: string): string {
  return output
    .split("\n")
    .filter((line) => /^( {2}# |Plan: |(Apply|Destroy) complete!|No changes\.)/.test(plain(line)))
    .join("\n");
}

/** The first of several diagnostics that say the same of different resources. */
export function firstError(output: string): string {
  const [, first = "", ...others] = plain(output).split(/^(?:╷\n│ )?(?=Error: )/m);
  const more = others.length === 0 ? "" : `\n\n(${others.length} more like it, one for each resource)`;
  return first.replace(/^│ ?|^╵$/gm, "").trim() + more;
}

function withoutSections(lines: readonly string[]): string[] {
  const sections: [RegExp, RegExp | undefined][] = [
    [/^Terraform used the selected providers/, /^Terraform (will perform|planned) the following actions/],
    [/^─{20,}/, undefined],
    [/^Terraform has compared your real infrastructure/, /^$/],
  ];
  const kept: string[] = [];
  let end: RegExp | undefined;
  let inside = false;
  for (const line of lines) {
    const text = plain(line);
    if (inside && end?.test(text)) inside = false;
    const section = sections.find(([start]) => start.test(text));
    if (section !== undefined) [inside, end] = [true, section[1]];
    if (!inside) kept.push(line);
  }
  return kept;
}

function plain(text: string): string {
  return stripVTControlCharacters(text);
}
