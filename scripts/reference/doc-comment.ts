import ts from "typescript";

/** What a doc comment says. */
export interface DocComment {
  /** Paragraphs, without the lines' ends in them. */
  readonly text: string;
  readonly example?: string;
  readonly byDefault?: string;
  /** The tags `@param` in one sentence each; empty without one. */
  readonly parameters: string;
}

export function docOf(symbol: ts.Symbol, checker: ts.TypeChecker): DocComment {
  const tags = symbol.getJsDocTags(checker);
  const textOf = (name: string): string | undefined => {
    const tag = tags.find((tag) => tag.name === name);
    return tag && ts.displayPartsToString(tag.text).trim();
  };
  const [example, byDefault] = [textOf("example"), textOf("default")];
  const parameters = tags
    .filter(({ name }) => name === "param")
    .map(({ text }) => /^(\w+)\s+([^]*)$/.exec(ts.displayPartsToString(text)))
    .map((match) => `\`${match?.[1]}\`: ${match?.[2]?.replace(/\s+/g, " ").trim()}.`);
  return {
    text: paragraphs(ts.displayPartsToString(symbol.getDocumentationComment(checker))),
    ...(example !== undefined && { example }),
    ...(byDefault !== undefined && { byDefault: byDefault.replace(/\s+/g, " ") }),
    parameters: parameters.join(" "),
  };
}

function paragraphs(text: string): string {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, " "))
    .join("\n\n");
}
