/** Filters the page. Without it everything is shown. */
export const SCRIPT = `
"use strict";
const search = document.getElementById("search");
const changedOnly = document.getElementById("changed-only");
const count = document.getElementById("count");
const rows = [...document.querySelectorAll("tbody tr")];
const items = [...document.querySelectorAll("[data-text]")];
const groups = [...document.querySelectorAll("section.identity, .place")];
function apply() {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const fits = (element) => words.every((word) => element.dataset.text.includes(word));
  for (const item of items) item.hidden = !fits(item) || (changedOnly.checked && item.dataset.changed === "false");
  for (const group of groups) group.hidden = [...group.querySelectorAll("[data-text]")].every((item) => item.hidden);
  const shown = rows.filter((row) => !row.hidden).length;
  count.textContent = shown + " of " + rows.length + " places shown";
}
search.addEventListener("input", apply);
changedOnly.addEventListener("change", apply);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== search) { event.preventDefault(); search.focus(); }
  if (event.key === "Escape" && document.activeElement === search) { search.value = ""; apply(); }
});
changedOnly.checked = rows.some((row) => row.dataset.changed === "true");
apply();
`;
