import { describeEnd } from "../../access/access-end";
import { escapeText } from "../../access/escape-text";
import { type AccessMatrix, type CellState, type MatrixCell, type MatrixRow } from "../access-matrix";
import type { Identity } from "../identity";
import { plainText } from "../phrase";
import { placeOf } from "../places";
import type { Review } from "../review";
import { onServer } from "../server";
import { escapeHtml } from "./escape-html";
import { htmlPhrase } from "./html-phrase";

/** The matrix of identities and places against actions, with what was where it changes. */
export function htmlMatrix(
  { actions, rows }: AccessMatrix,
  { isOfSeveralServers }: Pick<Review, "isOfSeveralServers">,
): string {
  if (rows.length === 0) return "<p>These plans hold no privilege.</p>";
  const columns = ["Identity", "Project", "Where", ...actions];
  return `<div class="scroll" tabindex="0" role="region" aria-labelledby="matrix">
<table>
<thead><tr>${columns.map((name) => `<th scope="col">${escapeHtml(escapeText(name))}</th>`).join("")}</tr></thead>
<tbody>
${rows.map((row) => htmlRow(row, isOfSeveralServers)).join("\n")}
</tbody>
</table>
</div>`;
}

function htmlRow(
  { server, identity, project, subject, scope, cells, isChanged }: MatrixRow,
  isOfSeveralServers: boolean,
): string {
  const where = isOfSeveralServers ? onServer(server) : [];
  const place = placeOf(scope);
  const of = subject === "secrets" ? "" : `<code>${escapeHtml(escapeText(subject))}</code> `;
  const texts = [
    identity.name,
    identity.id ?? "",
    project ?? "",
    ...(where.length === 0 ? [] : [plainText(where)]),
    subject,
    plainText(place),
  ];
  const searchable = escapeHtml(escapeText(texts.join(" ").toLowerCase()));
  return `<tr data-changed="${isChanged}" data-text="${searchable}"><th scope="row">${escapeHtml(escapeText(identity.name))}${idOf(identity)}</th><td><code>${escapeHtml(escapeText(project ?? "?"))}</code>${where.length === 0 ? "" : ` ${htmlPhrase(where)}`}</td><th scope="row">${of}${htmlPhrase(place)}</th>${cells.map(htmlCell).join("")}</tr>`;
}

/** Two identities can have one name. */
function idOf({ id }: Identity): string {
  return id === null ? "" : `<code class="id">${escapeHtml(escapeText(id))}</code>`;
}

function htmlCell({ before, after, change }: MatrixCell): string {
  if (change === "same") return `<td class="same">${escapeHtml(stateText(after))}</td>`;
  return `<td class="${change}">${escapeHtml(stateText(before))} <span class="after">→ ${escapeHtml(stateText(after))}</span></td>`;
}

function stateText({ extent, end }: CellState): string {
  if (end !== undefined) return describeEnd(end);
  return { all: "yes", part: "in part", none: "no", unknown: "unknown" }[extent];
}
