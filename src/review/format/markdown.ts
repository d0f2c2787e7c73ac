import { type Finding, isGrowth } from "../finding";
import { byWeight, KIND_NAMES } from "../finding-kinds";
import { describeViolations, type Violation } from "../gate";
import { groupFindings } from "../grouped-findings";
import { type Identity, whyNoId } from "../identity";
import { code, type Phrase, phrase } from "../phrase";
import type { Review } from "../review";
import { resourcePhrase } from "../resource-phrase";
import { namePhrase } from "../sentence";
import { onServer } from "../server";
import { counted, OUTSIDE, scopeLines, summaryLines, titleOf, withoutEffectLine } from "../summary";

/** How many findings the unfolded part of a comment shows. */
const MOST_SHOWN = 10;
/** GitHub refuses comments beyond 65536 characters. */
const LONGEST_COMMENT = 60_000;
/** One finding with a path of many thousand characters must not push the others out of the comment. */
const LONGEST_LINE = 4_000;

/** A review as Markdown for a comment on a pull request: what grows first, everything else folded. */
export function formatMarkdown(review: Review, found: readonly Violation[]): string {
  const told = byWeight(review.purpose === "drift" ? review.drift : review.findings.filter(isGrowth));
  const head = [
    `### ${titleOf(review)}`,
    ...summaryLines(review).map((line) => `**${escapeMarkdown(line)}**`),
    ...describeViolations(found).map((line) => `**${escapeMarkdown(line)}**`),
    told
      .slice(0, MOST_SHOWN)
      .map((finding) => summaryItem(finding, review))
      .join("\n"),
    told.length > MOST_SHOWN ? `… and ${told.length - MOST_SHOWN} more below.` : "",
  ];
  const details = [
    folded(`All changes of access (${review.findings.length})`, groupedLines(review.findings, review)),
    folded(`${OUTSIDE} (${review.drift.length})`, groupedLines(review.drift, review)),
    folded(
      `Not judged (${review.notJudged.length})`,
      review.notJudged.map(
        ({ resource, actions }) => `- ${markdown(resourcePhrase(resource))}: ${actions.join(", ")}`,
      ),
    ),
  ];
  const foot = [
    ...review.failures.map((failure) => `Not looked at: ${escapeMarkdown(failure)}`),
    ...withoutEffectLine(review),
    ...scopeLines(review).map((line) => `<sub>${escapeMarkdown(line)}</sub>`),
  ];
  const fixed = [...head, ...foot].join("\n\n").length;
  return `${[...head, ...shortened(details, LONGEST_COMMENT - fixed), ...foot].filter((part) => part !== "").join("\n\n")}\n`;
}

interface Folded {
  readonly title: string;
  readonly lines: readonly string[];
}

function folded(title: string, lines: readonly string[]): Folded {
  return { title, lines };
}

/** The folded parts, cut where a comment has no more room. */
function shortened(details: readonly Folded[], room: number): string[] {
  let left = room;
  return details
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => {
      const kept: string[] = [];
      for (const line of lines) {
        left -= line.length + 1;
        if (left < 0) break;
        kept.push(line);
      }
      const cut = lines.length - kept.length;
      const rest =
        cut === 0 ? [] : ["", `… ${counted(cut, "line", "lines")} more do not fit into a comment.`];
      const text = [...kept, ...rest].join("\n").trim();
      return `<details><summary>${title}</summary>\n\n${text}\n\n</details>`;
    });
}

function summaryItem(finding: Finding, { isOfSeveralServers }: Review): string {
  const { identity, project, predicate, brief = predicate, server } = finding;
  const where = project === null ? "" : ` in project ${markdown(phrase`${code(project)}`)}`;
  const on = isOfSeveralServers ? ` ${markdown(onServer(server))}` : "";
  return bounded(
    `- **${markdown([namePhrase(identity)])}** ${idOf(identity)}${where}${on} ${markdown(brief)}`,
    finding,
  );
}

function bounded(line: string, { identity, kinds }: Finding): string {
  if (line.length <= LONGEST_LINE) return line;
  const marker = /^ *- /.exec(line)?.[0] ?? "";
  return `${marker}${idOf(identity)} ${kinds.map((kind) => KIND_NAMES[kind]).join(", ")}: ${line.length} characters, which do not fit into a comment`;
}

function idOf(identity: Identity): string {
  return identity.id === null ? `(${whyNoId(identity)})` : markdown(phrase`${code(identity.id)}`);
}

function groupedLines(findings: readonly Finding[], review: Review): string[] {
  return groupFindings(findings, review).flatMap(({ identity, places }) => [
    `**${markdown([namePhrase(identity)])}** ${idOf(identity)}`,
    ...places.flatMap(({ title, findings: here }) => [
      `- ${markdown(title)}`,
      ...here.map((finding) => {
        const { predicate, brief = predicate, resources } = finding;
        const origin = resources.map((resource) => ` — ${markdown(resourcePhrase(resource))}`).join("");
        return bounded(`  - ${markdown(brief)}${origin}`, finding);
      }),
    ]),
    "",
  ]);
}

function markdown(text: Phrase): string {
  return text
    .map((part) => {
      if (part.style === "code") return codeSpan(part.text);
      const escaped = escapeMarkdown(part.text);
      return part.style === "strong" ? `**${escaped}**` : escaped;
    })
    .join("");
}

/** As code nothing means anything: no mention, no link, no image. */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const padding = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return fence + padding + text + padding + fence;
}

/** Text that is shown as it is: no markup, and no mention of a person or an issue, which a platform finds in rendered text. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[&<>]/g, (character) => (character === "&" ? "&amp;" : character === "<" ? "&lt;" : "&gt;"))
    .replace(/[\\`*_{}[\]~|]/g, "\\$&")
    .replace(/[@#]/g, "$&<!-- -->")
    .replace(/\/(?=\/)/g, "/<!-- -->")
    .replace(/www\./gi, "www<!-- -->.");
}
