/** The source of a plan in a sentence: the dots of the working folder, "./" here, would be taken for those of the sentence. */
export function sourceName(source: string): string {
  return /(^|\/)\.\.?$/.test(source) ? `${source}/` : source;
}
