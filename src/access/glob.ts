import picomatch from "picomatch/posix";
import { literalExpression, parseRegularExpression, type RegularExpression } from "./regular-expression";
import type { Language, TextLanguages } from "./text-language";

/** As the server calls picomatch. */
const OPTIONS = { strictSlashes: false } as const;

/** A glob, with what picomatch, with which the server matches, makes of it. */
export class Glob {
  readonly #matches: ((text: string) => boolean) | undefined;
  readonly #expressions: readonly RegularExpression[] | undefined;
  readonly #matchesEmptyText: boolean;

  constructor(readonly text: string) {
    try {
      this.#matches = picomatch(text, OPTIONS);
      const compiled = picomatch.makeRe(text, OPTIONS);
      this.#matchesEmptyText = compiled.test("");
      this.#expressions = readExpressions(compiled, text);
    } catch {
      // The empty glob, and one beyond 65536 characters: picomatch throws on them.
      this.#matchesEmptyText = false;
    }
  }

  /** Whether the server finds that a text matches; undefined for a glob on which picomatch throws. */
  matches(text: string): boolean | undefined {
    return this.#matches?.(text);
  }

  /** The texts that match; undefined when the glob's regular expression is beyond `parseRegularExpression`. */
  language(languages: TextLanguages): Language | undefined {
    if (this.#expressions === undefined) return undefined;
    const matching = languages.or(this.#expressions.map((expression) => languages.of(expression)));
    if (!this.#matchesEmptyText) return matching;
    // picomatch never matches the empty text.
    return languages.and([matching, languages.not(languages.of(literalExpression("")))]);
  }
}

function readExpressions(compiled: RegExp, glob: string): RegularExpression[] | undefined {
  const expression = compiled.flags === "" ? parseRegularExpression(compiled.source) : undefined;
  if (expression === undefined) return undefined;
  // picomatch compares text and glob before it looks at the regular expression.
  return compiled.test(glob) ? [expression] : [expression, literalExpression(glob)];
}
