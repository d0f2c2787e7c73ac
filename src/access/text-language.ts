import type { CodeUnits, RegularExpression } from "./regular-expression";

/** A set of texts. Two languages of one `TextLanguages` that were built alike are the same object. */
export type Language =
  | { readonly id: number; readonly kind: "nothing" | "everything" | "empty text" }
  | { readonly id: number; readonly kind: "characters"; readonly codeUnits: CodeUnits; readonly rest: Rest }
  | { readonly id: number; readonly kind: "and" | "or"; readonly members: readonly Language[] }
  | { readonly id: number; readonly kind: "not"; readonly member: Language };

/** What is still to be matched behind a character: an expression and then more, or what the remaining text has to be in. */
type Rest =
  | { readonly id: number; readonly expression: RegularExpression; readonly next: Rest }
  | { readonly id: number; readonly language: Language };

/** The answer when a search would take too long. */
export const UNDECIDED = Symbol("undecided");

/** Enough for any glob that somebody writes; a few of these are reached by globs made to explode. */
const MOST_STATES = 4_000;

/**
 * Sets of texts that regular expressions describe, with intersection, union and complement, and the question whether a set has a member. This is what
 * decides whether one glob contains another: inner and not outer has no member.
 *
 * The sets are derived by Brzozowski's derivatives: what remains of a language once its first character is read. A look-ahead is an intersection with
 * what remains of the text, so the regular expressions of picomatch need no translation of their own.
 */
export class TextLanguages {
  readonly nothing: Language = { id: 0, kind: "nothing" };
  readonly everything: Language = { id: 1, kind: "everything" };
  readonly #emptyText: Language = { id: 2, kind: "empty text" };
  readonly #known = new Map<string, Language>();
  #nextId = 3;
  readonly #rests = new Map<string, Rest>();
  readonly #expressionIds = new Map<RegularExpression, number>();
  readonly #characters = new Map<Rest, Language>();
  readonly #derivatives = new Map<Language, Map<number, Language>>();
  readonly #atEnd: Rest = { id: 0, language: this.#emptyText };
  readonly #anywhere: Rest = { id: 1, language: this.everything };

  /** The texts that an expression matches from their start to their end. */
  of(expression: RegularExpression): Language {
    return this.#expand(this.#restOf(expression, this.#atEnd), true);
  }

  and(members: readonly Language[]): Language {
    return this.#combine("and", members, this.everything, this.nothing);
  }

  or(members: readonly Language[]): Language {
    return this.#combine("or", members, this.nothing, this.everything);
  }

  not(member: Language): Language {
    if (member === this.nothing) return this.everything;
    if (member === this.everything) return this.nothing;
    if (member.kind === "not") return member.member;
    return this.#intern(`not ${member.id}`, (id) => ({ id, kind: "not", member }));
  }

  /** A shortest text of a language; undefined when it has none. */
  findText(language: Language): string | undefined | typeof UNDECIDED {
    const reached = new Map<Language, string>([[language, ""]]);
    for (const [state, text] of reached) {
      if (acceptsEmpty(state)) return text;
      if (reached.size > MOST_STATES) return UNDECIDED;
      for (const codeUnit of representatives(state)) {
        const next = this.#derive(state, codeUnit);
        if (next !== this.nothing && !reached.has(next))
          reached.set(next, text + String.fromCharCode(codeUnit));
      }
    }
    return undefined;
  }

  /** What may follow a character: the texts that, behind it, are in the language. */
  #derive(language: Language, codeUnit: number): Language {
    let known = this.#derivatives.get(language);
    if (known === undefined) this.#derivatives.set(language, (known = new Map()));
    let derivative = known.get(codeUnit);
    if (derivative === undefined) known.set(codeUnit, (derivative = this.#deriveAnew(language, codeUnit)));
    return derivative;
  }

  #deriveAnew(language: Language, codeUnit: number): Language {
    switch (language.kind) {
      case "everything":
        return language;
      case "nothing":
      case "empty text":
        return this.nothing;
      case "characters":
        return includes(language.codeUnits, codeUnit) ? this.#expand(language.rest, false) : this.nothing;
      case "not":
        return this.not(this.#derive(language.member, codeUnit));
      case "and":
        return this.and(language.members.map((member) => this.#derive(member, codeUnit)));
      case "or":
        return this.or(language.members.map((member) => this.#derive(member, codeUnit)));
    }
  }

  /**
   * The language of a rest, in terms of its first characters.
   *
   * @param atStart whether nothing of the text is read yet
   * @param looping the repetitions that are entered without having read a character: one more round of these adds nothing
   */
  #expand(rest: Rest, atStart: boolean, looping: ReadonlySet<Rest> = new Set()): Language {
    if ("language" in rest) return rest.language;
    const { expression, next } = rest;
    const then = (following: Rest) => this.#expand(following, atStart, looping);
    switch (expression.kind) {
      case "characters":
        return this.#charactersOf(rest, expression.codeUnits, next);
      case "sequence":
        return then(expression.parts.reduceRight((following, part) => this.#restOf(part, following), next));
      case "choice":
        return this.or(expression.options.map((option) => then(this.#restOf(option, next))));
      case "star": {
        if (looping.has(rest)) return this.nothing;
        const round = this.#restOf(expression.body, rest);
        return this.or([then(next), this.#expand(round, atStart, new Set([...looping, rest]))]);
      }
      case "lookahead": {
        const ahead = this.#expand(this.#restOf(expression.body, this.#anywhere), atStart);
        return this.and([expression.negative ? this.not(ahead) : ahead, then(next)]);
      }
      case "start":
        return atStart ? then(next) : this.nothing;
      case "end":
        return this.and([this.#emptyText, then(next)]);
    }
  }

  #charactersOf(rest: Rest, codeUnits: CodeUnits, next: Rest): Language {
    if (codeUnits.length === 0) return this.nothing;
    let language = this.#characters.get(rest);
    if (language === undefined) {
      language = { id: this.#nextId++, kind: "characters", codeUnits, rest: next };
      this.#characters.set(rest, language);
    }
    return language;
  }

  #restOf(expression: RegularExpression, next: Rest): Rest {
    let expressionId = this.#expressionIds.get(expression);
    if (expressionId === undefined)
      this.#expressionIds.set(expression, (expressionId = this.#expressionIds.size));
    const key = `${expressionId} ${next.id}`;
    let rest = this.#rests.get(key);
    if (rest === undefined) this.#rests.set(key, (rest = { id: this.#rests.size + 2, expression, next }));
    return rest;
  }

  #combine(
    kind: "and" | "or",
    members: readonly Language[],
    neutral: Language,
    absorbing: Language,
  ): Language {
    const distinct = new Set<Language>();
    for (const member of members) {
      if (member.kind === kind) member.members.forEach((inner) => distinct.add(inner));
      else if (member !== neutral) distinct.add(member);
    }
    if (distinct.has(absorbing)) return absorbing;
    for (const member of distinct) if (member.kind === "not" && distinct.has(member.member)) return absorbing;
    const sorted = [...distinct].sort((a, b) => a.id - b.id);
    const [only] = sorted;
    if (only === undefined) return neutral;
    if (sorted.length === 1) return only;
    return this.#intern(`${kind} ${sorted.map(({ id }) => id).join(" ")}`, (id) => ({
      id,
      kind,
      members: sorted,
    }));
  }

  #intern(key: string, build: (id: number) => Language): Language {
    let language = this.#known.get(key);
    if (language === undefined) this.#known.set(key, (language = build(this.#nextId++)));
    return language;
  }
}

function acceptsEmpty(language: Language): boolean {
  switch (language.kind) {
    case "everything":
    case "empty text":
      return true;
    case "nothing":
    case "characters":
      return false;
    case "not":
      return !acceptsEmpty(language.member);
    case "and":
      return language.members.every(acceptsEmpty);
    case "or":
      return language.members.some(acceptsEmpty);
  }
}

/** One code unit of each kind that a language tells apart in the first place, less those with which none of its texts begins. */
function representatives(language: Language): number[] {
  const boundaries = new Set([0]);
  addBoundaries(language, boundaries);
  const sorted = [...boundaries].sort((a, b) => a - b);
  const possible = sorted.map((first, index) => legible(first, (sorted[index + 1] ?? 0x10000) - 1));
  const required = language.kind === "and" ? language.members.filter(isCharacters) : [];
  return possible.filter((codeUnit) => required.every(({ codeUnits }) => includes(codeUnits, codeUnit)));
}

function isCharacters(language: Language): language is Extract<Language, { kind: "characters" }> {
  return language.kind === "characters";
}

function addBoundaries(language: Language, boundaries: Set<number>): void {
  if (language.kind === "characters") {
    for (const [first, last] of language.codeUnits) {
      boundaries.add(first);
      if (last < 0xffff) boundaries.add(last + 1);
    }
  } else if (language.kind === "not") addBoundaries(language.member, boundaries);
  else if (language.kind === "and" || language.kind === "or") {
    for (const member of language.members) addBoundaries(member, boundaries);
  }
}

/** A letter or digit of the range, where it has one: the texts that are found are shown to people. */
function legible(first: number, last: number): number {
  return (
    ["a", "0", "A"].map((text) => text.charCodeAt(0)).find((code) => first <= code && code <= last) ?? first
  );
}

function includes(codeUnits: CodeUnits, codeUnit: number): boolean {
  return codeUnits.some(([first, last]) => first <= codeUnit && codeUnit <= last);
}
