import picomatch from "picomatch/posix";
import { literalExpression, parseRegularExpression } from "./regular-expression";
import type { Language, TextLanguages } from "./text-language";

/** As the server calls picomatch. */
const OPTIONS = { strictSlashes: false } as const;

/** Whether the server finds that a text matches a glob; undefined for a glob on which picomatch throws. */
export function globMatches(glob: string, text: string): boolean | undefined {
  try {
    return picomatch.isMatch(text, glob, OPTIONS);
  } catch {
    return undefined;
  }
}

/**
 * The texts that a glob matches, from the regular expression that picomatch, with which the server matches, makes of it.
 *
 * @returns undefined when that regular expression is beyond `parseRegularExpression`
 */
export function globLanguage(languages: TextLanguages, glob: string): Language | undefined {
  const regularExpression = compile(glob);
  if (regularExpression === undefined || regularExpression.flags !== "") return undefined;
  const expression = parseRegularExpression(regularExpression.source);
  if (expression === undefined) return undefined;
  // picomatch compares text and glob before it looks at the regular expression, and never matches the empty text.
  const matched = [languages.of(expression)];
  if (!regularExpression.test(glob)) matched.push(languages.of(literalExpression(glob)));
  if (!regularExpression.test("")) return languages.or(matched);
  return languages.and([languages.or(matched), languages.not(languages.of(literalExpression("")))]);
}

function compile(glob: string): RegExp | undefined {
  try {
    return picomatch.makeRe(glob, OPTIONS);
  } catch {
    return undefined;
  }
}
