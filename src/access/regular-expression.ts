/** Code units of UTF-16 as closed ranges, sorted, none touching another. */
export type CodeUnits = readonly (readonly [first: number, last: number])[];

/** A regular expression as far as it has one meaning for whole texts: no groups to remember, no greed. */
export type RegularExpression =
  | { readonly kind: "characters"; readonly codeUnits: CodeUnits }
  | { readonly kind: "sequence"; readonly parts: readonly RegularExpression[] }
  | { readonly kind: "choice"; readonly options: readonly RegularExpression[] }
  | { readonly kind: "star"; readonly body: RegularExpression }
  | { readonly kind: "lookahead"; readonly body: RegularExpression; readonly negative: boolean }
  | { readonly kind: "start" }
  | { readonly kind: "end" };

const LAST_CODE_UNIT = 0xffff;
const EMPTY: RegularExpression = { kind: "sequence", parts: [] };
/** What `.` does not match (ECMAScript, LineTerminator). */
const LINE_ENDS: CodeUnits = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];
/** A glob that asks for more copies of something is not worth unrolling. */
const MOST_COPIES = 100;

/**
 * Reads the source of a JavaScript regular expression without flags.
 *
 * @returns undefined when it uses what this reader does not know: back references, look-behind, classes such as `\d`
 */
export function parseRegularExpression(source: string): RegularExpression | undefined {
  try {
    return new Reader(source).read();
  } catch (error) {
    if (error instanceof UnknownSyntax) return undefined;
    throw error;
  }
}

/** The expression that matches one text. */
export function literalExpression(text: string): RegularExpression {
  return {
    kind: "sequence",
    parts: Array.from({ length: text.length }, (_, index) => oneCharacter(text.charCodeAt(index))),
  };
}

class UnknownSyntax extends Error {}

class Reader {
  #position = 0;

  constructor(private readonly source: string) {}

  read(): RegularExpression {
    const expression = this.#choice();
    if (this.#position < this.source.length) throw new UnknownSyntax();
    return expression;
  }

  #choice(): RegularExpression {
    const options = [this.#sequence()];
    while (this.#take("|")) options.push(this.#sequence());
    return options.length === 1 ? (options[0] as RegularExpression) : { kind: "choice", options };
  }

  #sequence(): RegularExpression {
    const parts: RegularExpression[] = [];
    while (this.#position < this.source.length && !"|)".includes(this.#peek())) {
      parts.push(this.#repeated(this.#atom()));
    }
    return parts.length === 1 ? (parts[0] as RegularExpression) : { kind: "sequence", parts };
  }

  #atom(): RegularExpression {
    if (this.#take("^")) return { kind: "start" };
    if (this.#take("$")) return { kind: "end" };
    if (this.#take(".")) return { kind: "characters", codeUnits: complement(LINE_ENDS) };
    if (this.#take("[")) return this.#class();
    if (this.#take("(?:")) return this.#group();
    if (this.#take("(?!")) return { kind: "lookahead", negative: true, body: this.#group() };
    if (this.#take("(?=")) return { kind: "lookahead", negative: false, body: this.#group() };
    if (this.source.startsWith("(?", this.#position)) throw new UnknownSyntax();
    if (this.#take("(")) return this.#group();
    if ("*+?{".includes(this.#peek())) throw new UnknownSyntax();
    return oneCharacter(this.#character());
  }

  #group(): RegularExpression {
    const body = this.#choice();
    if (!this.#take(")")) throw new UnknownSyntax();
    return body;
  }

  #repeated(body: RegularExpression): RegularExpression {
    const counts = this.#counts();
    if (counts === undefined) return body;
    // Lazy or not, the same texts match.
    this.#take("?");
    const [minimum, maximum] = counts;
    const copies = Array.from({ length: minimum }, () => body);
    if (maximum === Infinity) return { kind: "sequence", parts: [...copies, { kind: "star", body }] };
    const optional = Array.from({ length: maximum - minimum }).reduce<RegularExpression>(
      (rest) => ({ kind: "choice", options: [EMPTY, { kind: "sequence", parts: [body, rest] }] }),
      EMPTY,
    );
    return { kind: "sequence", parts: [...copies, optional] };
  }

  #counts(): [minimum: number, maximum: number] | undefined {
    if (this.#take("*")) return [0, Infinity];
    if (this.#take("+")) return [1, Infinity];
    if (this.#take("?")) return [0, 1];
    const match = /^\{(\d+)(,?)(\d*)\}/.exec(this.source.slice(this.#position));
    if (match === null) return undefined;
    this.#position += match[0].length;
    const [, minimum = "", comma, maximum = ""] = match;
    const counts: [number, number] = [
      Number(minimum),
      comma === "" ? Number(minimum) : maximum === "" ? Infinity : Number(maximum),
    ];
    if (counts.some((count) => count !== Infinity && count > MOST_COPIES) || counts[0] > counts[1]) {
      throw new UnknownSyntax();
    }
    return counts;
  }

  /** Behind its opening bracket. */
  #class(): RegularExpression {
    const negative = this.#take("^");
    const ranges: [number, number][] = [];
    while (!this.#take("]")) {
      const first = this.#character();
      const isRange = this.#peek() === "-" && this.source[this.#position + 1] !== "]";
      if (isRange) this.#position++;
      const last = isRange ? this.#character() : first;
      if (last < first) throw new UnknownSyntax();
      ranges.push([first, last]);
    }
    const codeUnits = merge(ranges);
    return { kind: "characters", codeUnits: negative ? complement(codeUnits) : codeUnits };
  }

  #character(): number {
    const isEscaped = this.#take("\\");
    if (this.#position >= this.source.length) throw new UnknownSyntax();
    const codeUnit = this.source.charCodeAt(this.#position);
    // \d, \b, \1 … are no characters.
    if (isEscaped && /[\dA-Za-z]/.test(this.#peek())) throw new UnknownSyntax();
    this.#position++;
    return codeUnit;
  }

  #peek(): string {
    return this.source.charAt(this.#position);
  }

  #take(text: string): boolean {
    const found = this.source.startsWith(text, this.#position);
    if (found) this.#position += text.length;
    return found;
  }
}

function oneCharacter(codeUnit: number): RegularExpression {
  return { kind: "characters", codeUnits: [[codeUnit, codeUnit]] };
}

function merge(ranges: readonly (readonly [number, number])[]): CodeUnits {
  const merged: [number, number][] = [];
  for (const [first, last] of [...ranges].sort(([a], [b]) => a - b)) {
    const previous = merged.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

function complement(codeUnits: CodeUnits): CodeUnits {
  const others: [number, number][] = [];
  let next = 0;
  for (const [first, last] of codeUnits) {
    if (first > next) others.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST_CODE_UNIT) others.push([next, LAST_CODE_UNIT]);
  return others;
}
