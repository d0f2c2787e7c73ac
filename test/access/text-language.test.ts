import fc from "fast-check";
import { Glob } from "../../src/access/glob";
import { literalExpression } from "../../src/access/regular-expression";
import { TextLanguages } from "../../src/access/text-language";

const part = fc.constantFrom(
  ..."a b ab . / / / * ** /** /* ? {a,b} [ab] [^a] [[:alpha:]] !(a) +(a|b) @(a|b) (a|b) {1..3} a{1,2} ! $ ^ | ( ) [ ] { } , + - \\*".split(
    " ",
  ),
);
const glob = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));
const text = fc
  .array(fc.constantFrom(..."abc./*-1([{".split(""), "\n"), { maxLength: 7 })
  .map((characters) => characters.join(""));

describe("the language of a glob", () => {
  test("holds exactly the texts that picomatch finds to match", () => {
    fc.assert(
      fc.property(glob, fc.array(text, { minLength: 5, maxLength: 5 }), (pattern, texts) => {
        const languages = new TextLanguages();
        const read = new Glob(pattern);
        const language = read.language(languages);
        if (language === undefined) return;
        for (const candidate of [...texts, pattern]) {
          const shared = languages.and([language, languages.of(literalExpression(candidate))]);
          expect([candidate, languages.findText(shared) === candidate]).toEqual([
            candidate,
            read.matches(candidate),
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("is known for everything that people write", () => {
    const languages = new TextLanguages();
    const written = [
      "/",
      "/app",
      "/app/**",
      "/*/db",
      "/{eu,us}/**",
      "/team-[a-f]/*",
      "/!(secret)/**",
      "/a/@(x|y)",
      "prod-*",
    ];
    expect(written.filter((pattern) => new Glob(pattern).language(languages) === undefined)).toEqual([]);
  });

  test("is not known for the empty glob, on which picomatch throws", () => {
    expect(new Glob("").language(new TextLanguages())).toBeUndefined();
    expect(new Glob("").matches("/")).toBeUndefined();
  });
});
