import type { AccessScope, FieldTest } from "./access-scope";
import { Glob } from "./glob";
import { literalExpression, parseRegularExpression, type RegularExpression } from "./regular-expression";
import { type Language, TextLanguages, UNDECIDED } from "./text-language";

/** The answer to a question that may be beyond deciding. */
export type Answer = "yes" | "no" | "undecided";

/** A test that has to pass, or to fail. */
interface Literal {
  readonly test: FieldTest;
  readonly passes: boolean;
}

/** A scope less parts of it. */
export interface PartOfScope {
  readonly scope: AccessScope;
  readonly except: readonly AccessScope[];
}

/** So many steps are taken to find whether scopes cover another before the answer is "undecided". */
const MOST_STEPS = 2_000;

const LINE_ENDS = "\n\r\u2028\u2029";
/** A folder's path begins with "/" and does not end with one. Names hold no line ends: picomatch's dot does not match them. */
const DOMAINS: ReadonlyMap<string, RegularExpression | undefined> = new Map([
  ["environment", parseRegularExpression(`^[^${LINE_ENDS}]+$`)],
  ["secretPath", parseRegularExpression(`^(?:/|(?:/[^/${LINE_ENDS}]+)+)$`)],
  ["secretName", parseRegularExpression(`^[^${LINE_ENDS}]+$`)],
]);
/** Only where a secret is named. Environment and path belong to every access. */
const MAY_BE_ABSENT: readonly string[] = ["secretName"];

/** Answers what scopes have in common and what they leave over. Answers are remembered. */
export class ScopeQuestions {
  readonly #globs = new Map<string, Glob>();
  readonly #answers = new Map<string, Answer>();

  /** Whether two scopes have nothing in common. */
  areDisjoint(a: AccessScope, b: AccessScope): Answer {
    return this.#remember("disjoint", [a, b], () => this.#isEmpty([...literalsOf(a), ...literalsOf(b)]));
  }

  /** Whether all of `part` lies in the scopes together. */
  areCovering(covers: readonly PartOfScope[], part: PartOfScope): Answer {
    const parts = [part, ...covers];
    const shape = parts.map(({ except }) => except.length).join();
    const scopes = parts.flatMap(({ scope, except }) => [scope, ...except]);
    return this.#remember(`covering ${shape}`, scopes, () => this.#areCovering(covers, part));
  }

  #areCovering(covers: readonly PartOfScope[], part: PartOfScope): Answer {
    const removed = part.except.map((scope) => ({ scope, except: [] }));
    let steps = 0;
    const isCovered = (literals: readonly Literal[], rest: readonly PartOfScope[]): Answer => {
      const emptiness = this.#isEmpty(literals);
      if (emptiness === "yes") return "yes";
      const [cover, ...others] = rest;
      if (cover === undefined) return emptiness;
      if (++steps > MOST_STEPS) return "undecided";
      return both(
        () => this.#outside(literals, cover.scope, (outside) => isCovered(outside, others)),
        ...cover.except.map(
          (hole) => () => isCovered([...literals, ...literalsOf(cover.scope), ...literalsOf(hole)], others),
        ),
      );
    };
    const relevant = covers.filter(({ scope }) => this.areDisjoint(scope, part.scope) !== "yes");
    return isCovered(literalsOf(part.scope), [...removed, ...relevant]);
  }

  /** Whether everything that passes the literals and lies outside a scope has a property: test after test of the scope fails first. */
  #outside(
    literals: readonly Literal[],
    { tests }: AccessScope,
    holds: (outside: readonly Literal[]) => Answer,
  ): Answer {
    return both(
      ...tests.map((test, index) => () => {
        const passed = tests.slice(0, index).map((earlier) => ({ test: earlier, passes: true }));
        return holds([...literals, ...passed, { test, passes: false }]);
      }),
    );
  }

  #isEmpty(literals: readonly Literal[]): Answer {
    const fields = [...new Set(literals.map(({ test }) => test.field))];
    const answers = fields.map((field) =>
      this.#isFieldEmpty(
        field,
        literals.filter(({ test }) => test.field === field),
      ),
    );
    return some(answers);
  }

  #isFieldEmpty(field: string, literals: readonly Literal[]): Answer {
    const key = literals
      .map(({ test, passes }) => (passes ? "+" : "-") + test.key)
      .sort()
      .join(" ");
    let answer = this.#answers.get(key);
    if (answer === undefined) this.#answers.set(key, (answer = this.#isFieldEmptyAnew(field, literals)));
    return answer;
  }

  #remember(question: string, scopes: readonly AccessScope[], ask: () => Answer): Answer {
    const key = `${question} ${anonymousKey(scopes)}`;
    let answer = this.#answers.get(key);
    if (answer === undefined) this.#answers.set(key, (answer = ask()));
    return answer;
  }

  #isFieldEmptyAnew(field: string, literals: readonly Literal[]): Answer {
    const failing = new Set(literals.filter(({ passes }) => !passes).map(({ test }) => test.key));
    if (literals.some(({ test, passes }) => passes && failing.has(test.key))) return "yes";
    const listed = literals.find(({ test, passes }) => test.kind === (passes ? "oneOf" : "noneOf"));
    if (listed !== undefined && "texts" in listed.test) {
      return not(some(listed.test.texts.map((text) => this.#passesAll(text, literals))));
    }
    const canBeAbsent =
      MAY_BE_ABSENT.includes(field) &&
      literals.every(({ test, passes }) => test.kind === "noneOf" || (!passes && test.kind !== "opaque"));
    return canBeAbsent ? "no" : this.#hasNoText(field, literals);
  }

  #passesAll(text: string, literals: readonly Literal[]): Answer {
    return both(
      ...literals.map(({ test, passes }) => () => {
        const answer = this.#passes(text, test);
        return passes ? answer : not(answer);
      }),
    );
  }

  #passes(text: string, test: FieldTest): Answer {
    switch (test.kind) {
      case "oneOf":
        return test.texts.includes(text) ? "yes" : "no";
      case "noneOf":
        return test.texts.includes(text) ? "no" : "yes";
      case "glob": {
        const matches = this.#glob(test.glob).matches(text);
        return matches === undefined ? "undecided" : matches ? "yes" : "no";
      }
      case "opaque":
        return "undecided";
    }
  }

  /** By a search for a text. What can't be searched for is left out first, which only lets more texts through. */
  #hasNoText(field: string, literals: readonly Literal[]): Answer {
    const languages = new TextLanguages();
    const domain = DOMAINS.get(field);
    const wanted = literals.flatMap(({ test, passes }) => {
      const language = this.#language(languages, test);
      return language === undefined ? [] : [passes ? language : languages.not(language)];
    });
    if (domain !== undefined) wanted.push(languages.of(domain));
    const found = languages.findText(languages.and(wanted));
    if (found === undefined) return "yes";
    return found === UNDECIDED
      ? "undecided"
      : this.#passesAll(found, literals) === "yes"
        ? "no"
        : "undecided";
  }

  #language(languages: TextLanguages, test: FieldTest): Language | undefined {
    switch (test.kind) {
      case "glob":
        return this.#glob(test.glob).language(languages);
      case "oneOf":
      case "noneOf": {
        const listed = languages.or(test.texts.map((text) => languages.of(literalExpression(text))));
        return test.kind === "oneOf" ? listed : languages.not(listed);
      }
      case "opaque":
        return undefined;
    }
  }

  #glob(text: string): Glob {
    let glob = this.#globs.get(text);
    if (glob === undefined) this.#globs.set(text, (glob = new Glob(text)));
    return glob;
  }
}

/** Globs in which every folder's name is written out, or is `*` or `**` as a whole. */
const PLAIN_GLOB = /^(?:\*{1,2}|(?:\/(?:\*{1,2}|\w[\w.-]*))*\/?)$/;

/**
 * The same text for scopes of which the same is true. Where every path is a plain glob, folders go by numbers: nothing depends on how their names are
 * spelled as long as equal names stay equal, and plans ask the same of thousands of folders.
 */
function anonymousKey(scopes: readonly AccessScope[]): string {
  const numbers = new Map<string, number>();
  const numberOf = (name: string): string => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return String(number);
  };
  const keys: string[] = [];
  for (const { key, tests } of scopes) {
    const path = tests.find(({ field }) => field === "secretPath");
    if (path === undefined) {
      keys.push(key);
      continue;
    }
    const isAlone = tests.every((test) => test === path || test.field !== "secretPath");
    if (!isAlone || path.kind !== "glob" || !PLAIN_GLOB.test(path.glob))
      return scopes.map((scope) => scope.key).join("\n");
    const others = tests.filter((test) => test !== path).map((test) => test.key);
    keys.push(`${others.join(" ")} ${path.glob.replace(/\w[\w.-]*/g, numberOf)}`);
  }
  return keys.join("\n");
}

function literalsOf({ tests }: AccessScope): Literal[] {
  return tests.map((test) => ({ test, passes: true }));
}

/** Whether all answers are yes; those behind a no are not asked for. */
function both(...questions: readonly (() => Answer)[]): Answer {
  let answer: Answer = "yes";
  for (const question of questions) {
    const next = question();
    if (next === "no") return "no";
    if (next === "undecided") answer = "undecided";
  }
  return answer;
}

function some(answers: readonly Answer[]): Answer {
  return answers.includes("yes") ? "yes" : answers.includes("undecided") ? "undecided" : "no";
}

function not(answer: Answer): Answer {
  return answer === "yes" ? "no" : answer === "no" ? "yes" : "undecided";
}
