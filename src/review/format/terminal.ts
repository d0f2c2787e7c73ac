import picocolors from "picocolors";
import { type Finding, type FindingKind, isGrowth } from "../finding";
import { describeViolations, type Violation } from "../gate";
import { groupFindings } from "../grouped-findings";
import { whyNoId } from "../identity";
import { type Phrase, phrase, strong } from "../phrase";
import { resourcePhrase } from "../resource-phrase";
import type { NotJudged, Review } from "../review";
import { OUTSIDE, scopeLines, summaryLines, withoutEffectLine } from "../summary";
import { wrap } from "./wrap";

/** What a report is made for, however wide the terminal. */
const WIDEST = 100;
/** Below that there is nothing but line breaks. */
const NARROWEST = 40;

type Colors = ReturnType<typeof picocolors.createColors>;
type Color = (text: string) => string;

/** A review for a terminal of at least 100 columns, or of `width`. */
export function formatTerminal(
  review: Review,
  found: readonly Violation[],
  options: { readonly color: boolean; readonly width?: number | undefined },
): string {
  const colors = picocolors.createColors(options.color);
  // A terminal of an unknown size says that it has no columns.
  const width = options.width === undefined || options.width === 0 ? WIDEST : options.width;
  return new TerminalReport(colors, Math.max(NARROWEST, Math.min(width, WIDEST))).of(review, found);
}

class TerminalReport {
  readonly #lines: string[] = [];

  constructor(
    private readonly colors: Colors,
    private readonly width: number,
  ) {}

  of(review: Review, found: readonly Violation[]): string {
    const { dim, red } = this.colors;
    const violating = new Set(found.map(({ finding }) => finding));
    for (const line of summaryLines(review)) this.#line(phrase`${strong(line)}`);
    this.#findings(review.findings, violating, review);
    if (review.drift.length > 0 && review.purpose === "review") this.#title(OUTSIDE);
    this.#findings(review.drift, violating, review);
    this.#notJudged(review.notJudged);
    for (const line of withoutEffectLine(review)) this.#paragraph(phrase`${line}`);
    for (const line of describeViolations(found)) this.#paragraph(phrase`${strong(`✗ ${line}`)}`, red);
    this.#lines.push("");
    for (const line of scopeLines(review)) this.#line(phrase`${line}`, { color: dim });
    return `${this.#lines.join("\n")}\n`;
  }

  #findings(findings: readonly Finding[], violating: ReadonlySet<Finding>, review: Review): void {
    for (const { identity, places } of groupFindings(findings, review)) {
      const id = identity.id ?? `(${whyNoId(identity)})`;
      this.#paragraph(phrase`${strong(identity.name)}  ${id}`);
      for (const { title, findings: here } of places) {
        this.#line(title, { indent: 2 });
        for (const finding of here) this.#finding(finding, violating.has(finding));
      }
    }
  }

  #finding(finding: Finding, isViolation: boolean): void {
    this.#line(finding.brief ?? finding.predicate, {
      indent: 4,
      mark: isViolation ? this.colors.red("✗") : this.#markOf(finding),
    });
    for (const resource of finding.resources)
      this.#line(resourcePhrase(resource), { indent: 8, color: this.colors.dim });
  }

  #markOf({ kinds }: Finding): string {
    const { yellow, red, green } = this.colors;
    const isOneOf = (...wanted: FindingKind[]) => wanted.some((kind) => kinds.includes(kind));
    if (isOneOf("may-widen")) return yellow("?");
    if (isGrowth({ kinds })) return red("+");
    return isOneOf("released", "unmanaged", "no-effect") ? yellow("!") : green("-");
  }

  #notJudged(changes: readonly NotJudged[]): void {
    if (changes.length === 0) return;
    this.#title("Not judged: resources of other providers, or of another version of this one");
    for (const { resource, actions } of changes)
      this.#line(phrase`${resourcePhrase(resource)}  ${actions.join(", ")}`, { indent: 2 });
  }

  #title(text: string): void {
    this.#paragraph(phrase`${strong(text)}`);
  }

  #paragraph(text: Phrase, color?: Color): void {
    this.#lines.push("");
    this.#line(text, color && { color });
  }

  /** @param mark one column wide, and styled already */
  #line(text: Phrase, options: { indent?: number; mark?: string; color?: Color } = {}): void {
    const { indent = 0, mark, color = (line: string) => line } = options;
    const margin = " ".repeat(indent);
    const hanging = mark === undefined ? margin : `${margin}  `;
    wrap(text, this.width - hanging.length).forEach((line, index) => {
      const start = index === 0 && mark !== undefined ? `${margin}${mark} ` : hanging;
      this.#lines.push(start + color(line.map((part) => this.#style(part)).join("")));
    });
  }

  #style({ text, style }: Phrase[number]): string {
    if (style === "strong") return this.colors.bold(text);
    return style === "code" ? this.colors.cyan(text) : text;
  }
}
