/** Readable in print, in a light and in a dark theme; contrast at least that of WCAG AA. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --text: #1b1f24; --faint: #57606a; --line: #d0d7de; --panel: #f6f8fa;
  --grown: #a40e26; --grown-ground: #ffebe9; --shrunk: #116329; --shrunk-ground: #dafbe1; --doubt: #7d4e00; --doubt-ground: #fff8c5; --accent: #0550ae; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0d1117; --text: #e6edf3; --faint: #9ea7b3; --line: #30363d; --panel: #161b22;
    --grown: #ff9492; --grown-ground: #3c1618; --shrunk: #7ee787; --shrunk-ground: #12301b; --doubt: #f0c24b; --doubt-ground: #33270a; --accent: #79c0ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 80rem; background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } header p { margin: .25rem 0; } header { margin-bottom: 1rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
h4 { font-size: .9rem; margin: .5rem 0 .25rem; color: var(--faint); font-weight: 600; }
code { font: .875em/1.4 ui-monospace, SFMono-Regular, Menlo, monospace; overflow-wrap: anywhere; }
.faint, .resource { color: var(--faint); font-weight: 400; } .resource { display: block; font-size: .85rem; }
ul { margin: 0; padding: 0; list-style: none; } li { margin: .25rem 0; padding: .25rem .6rem; border-left: .25rem solid var(--line); }
li.grown { border-color: var(--grown); } li.shrunk { border-color: var(--shrunk); } li.doubt { border-color: var(--doubt); }
.kind { display: inline-block; min-width: 6.5rem; font-size: .8rem; font-weight: 600; }
.grown .kind, td.grown { color: var(--grown); } .shrunk .kind, td.shrunk { color: var(--shrunk); } .doubt .kind, td.doubt { color: var(--doubt); }
.violation { font-weight: 600; color: var(--grown); }
.filter { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .75rem; background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; }
input[type="search"] { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--faint); border-radius: .3rem; padding: .3rem .5rem; width: 22rem; max-width: 100%; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.scroll { overflow: auto; max-height: 80vh; border: 1px solid var(--line); border-radius: .4rem; margin-top: .75rem; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
thead th { position: sticky; top: 0; background: var(--panel); white-space: nowrap; }
tbody th { font-weight: 600; min-width: 10rem; } td:is(.grown, .shrunk, .doubt) { min-width: 8rem; } td code { overflow-wrap: normal; }
.id { display: block; font-weight: 400; white-space: nowrap; color: var(--faint); }
td.grown { background: var(--grown-ground); } td.shrunk { background: var(--shrunk-ground); } td.doubt { background: var(--doubt-ground); }
td.same { color: var(--faint); } .after { display: block; font-weight: 600; }
footer { margin-top: 2rem; padding-top: .75rem; border-top: 1px solid var(--line); color: var(--faint); font-size: .875rem; }
[hidden] { display: none; }
@media print { .filter { display: none; } .scroll { max-height: none; overflow: visible; } }
`;
