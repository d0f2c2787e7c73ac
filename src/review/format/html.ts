import { createHash } from "node:crypto";
import { describeInstant } from "../../access/describe";
import { escapeText } from "../../access/escape-text";
import { accessMatrix } from "../access-matrix";
import { type Finding, type FindingKind, isGrowth } from "../finding";
import { KIND_NAMES } from "../finding-kinds";
import { describeViolations, type Violation } from "../gate";
import { groupFindings } from "../grouped-findings";
import { whyNoId } from "../identity";
import { plainText } from "../phrase";
import type { NotJudged, Review } from "../review";
import { namePhrase } from "../sentence";
import { onServerText } from "../server";
import { OUTSIDE, scopeLines, summaryLines, titleOf, withoutEffectLine } from "../summary";
import { resourcePhrase } from "../resource-phrase";
import { escapeHtml } from "./escape-html";
import { htmlPhrase } from "./html-phrase";
import { htmlMatrix } from "./html-matrix";
import { SCRIPT } from "./html-script";
import { STYLE } from "./html-style";

/** A review as one page that needs nothing else: no network, and a policy that forbids it. */
export function formatHtml(review: Review, found: readonly Violation[]): string {
  const violating = new Set(found.map(({ finding }) => finding));
  const policy = `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  const matrix = accessMatrix(review.access, review.now);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${titleOf(review)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${titleOf(review)}</h1>
${summaryLines(review)
  .map((line) => `<p><strong>${escapeHtml(line)}</strong></p>`)
  .join("\n")}
${describeViolations(found)
  .map((line) => `<p class="violation">${escapeHtml(line)}</p>`)
  .join("\n")}
${review.failures.map((failure) => `<p class="violation">Not looked at: ${escapeHtml(failure)}</p>`).join("\n")}
</header>
<main>
<div class="filter" role="search">
<label for="search">Filter</label>
<input type="search" id="search" placeholder="identity, project, path … (press /)" autocomplete="off">
<label><input type="checkbox" id="changed-only"> changed places only</label>
<span id="count" role="status" class="faint"></span>
</div>
${review.purpose === "review" ? changesHtml(review, violating) : ""}
${driftHtml(review, violating)}
${notJudgedHtml(review.notJudged)}
<h2 id="matrix">Who may do what, before and after</h2>
${htmlMatrix(matrix, review)}
</main>
<footer>
${withoutEffectLine(review)
  .map((line) => `<p>${line}</p>`)
  .join("\n")}
${review.plans.map(({ source, madeAt }) => `<p>Plan <code>${escapeHtml(escapeText(source))}</code>${madeAt === undefined ? "" : `, made ${describeInstant(madeAt)}`}</p>`).join("\n")}
${scopeLines(review)
  .map((line) => `<p>${escapeHtml(line)}</p>`)
  .join("\n")}
</footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function changesHtml(review: Review, violating: ReadonlySet<Finding>): string {
  const { findings } = review;
  return `<h2>What changes</h2>\n${findings.length === 0 ? "<p>No change of access.</p>" : findingsHtml(findings, violating, review)}`;
}

function findingsHtml(findings: readonly Finding[], violating: ReadonlySet<Finding>, review: Review): string {
  return groupFindings(findings, review)
    .map(({ identity, places }) => {
      const id =
        identity.id === null ? whyNoId(identity) : `<code>${escapeHtml(escapeText(identity.id))}</code>`;
      const inside = places.map(
        ({ title, findings: here }) =>
          `<div class="place"><h4>${htmlPhrase(title)}</h4>\n<ul>\n${here.map((finding) => findingHtml(finding, review, violating.has(finding))).join("\n")}\n</ul></div>`,
      );
      return `<section class="identity"><h3>${escapeHtml(namePhrase(identity).text)} <span class="faint">${id}</span></h3>\n${inside.join("\n")}\n</section>`;
    })
    .join("\n");
}

function findingHtml(finding: Finding, review: Review, isViolation: boolean): string {
  const { identity, project, server, kinds, predicate, brief = predicate, resources } = finding;
  const on = review.isOfSeveralServers ? `${onServerText(server)} ` : "";
  const growth = growthOf(finding);
  const searchable = `${identity.name} ${identity.id ?? ""} ${project ?? ""} ${on}${kinds.join(" ")} ${plainText(predicate)}`;
  const mark = isViolation ? ' <span class="violation">not let through</span>' : "";
  return `<li class="${growth}" data-text="${escapeHtml(escapeText(searchable.toLowerCase()))}"><span class="kind">${kinds.map((kind) => KIND_NAMES[kind]).join(", ")}</span> ${htmlPhrase(brief)}${mark}${resources
    .map((resource) => `<span class="resource">${htmlPhrase(resourcePhrase(resource))}</span>`)
    .join("")}</li>`;
}

/** Something that nobody manages, or that is as before, is no relief. */
const DOUBTFUL: readonly FindingKind[] = ["may-widen", "may-narrow", "released", "unmanaged", "no-effect"];

function growthOf({ kinds }: Finding): "grown" | "shrunk" | "doubt" {
  if (kinds.some((kind) => DOUBTFUL.includes(kind))) return "doubt";
  return isGrowth({ kinds }) ? "grown" : "shrunk";
}

function driftHtml(review: Review, violating: ReadonlySet<Finding>): string {
  if (review.drift.length === 0) return "";
  return `<h2>${OUTSIDE}</h2>\n${findingsHtml(review.drift, violating, review)}`;
}

function notJudgedHtml(changes: readonly NotJudged[]): string {
  if (changes.length === 0) return "";
  const items = changes.map(
    ({ resource, actions }) =>
      `<li class="doubt">${htmlPhrase(resourcePhrase(resource))}: ${escapeHtml(actions.join(", "))}</li>`,
  );
  return `<h2>Not judged</h2>\n<p>Resources of other providers, or of another version of this one.</p>\n<ul>\n${items.join("\n")}\n</ul>`;
}
