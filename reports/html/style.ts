/** One column, legible from 320 px up, on paper, light and dark. Contrasts meet WCAG AA. */
export const STYLE = `
:root { color-scheme: light dark; --page: #ffffff; --ink: #1b1f24; --muted: #57606a; --rule: #d0d7de;
  --panel: #f6f8fa; --link: #0055aa; --warn: #fff4e0; --warn-edge: #c27c00; }
@media (prefers-color-scheme: dark) { :root { --page: #14181d; --ink: #e8ebef; --muted: #a4adb8; --rule: #30363f;
  --panel: #1c2229; --link: #7ab8ff; --warn: #33280f; --warn-edge: #e0a030; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 3rem; max-width: 70rem; background: var(--page); color: var(--ink);
  font: 16px/1.55 Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
a { color: var(--link); }
.subtitle, figcaption, .explanation, .notes { color: var(--muted); font-size: .875rem; }
.subtitle { margin: 0 0 .75rem; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0; padding: .5rem 0;
  border-block: 1px solid var(--rule); font-size: .9rem; }
.warnings { background: var(--warn); border-left: 4px solid var(--warn-edge); padding: .75rem 1rem; margin: 1rem 0; }
.warnings ul { margin: .25rem 0 0; }
ul, ol { padding-left: 1.25rem; }
.claims { padding-left: 1.25rem; }
.claims li { margin: .5rem 0; }
.grade { display: inline-block; border: 1px solid var(--muted); border-radius: 1rem; padding: 0 .55rem; font-size: .8rem; }
.grade-confirmed { border-width: 2px; font-weight: 600; }
.grade-unknown, .grade-indistinguishable { border-style: dashed; }
.chart { margin: 1.25rem 0 1.75rem; }
.chart h3 { margin: 0 0 .25rem; }
.chart .canvas { position: relative; width: 100%; }
.controls { display: flex; flex-wrap: wrap; gap: .25rem 1rem; font-size: .875rem; min-height: 0; }
.controls fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem .75rem; min-width: 0; }
.controls legend { float: left; margin-right: .75rem; color: var(--muted); }
.controls label { display: inline-flex; align-items: center; gap: .3rem; padding: .15rem 0; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); margin: 0; }
.scroll { overflow-x: auto; }
figure { margin: 1.25rem 0 1.75rem; }
.flame svg { display: block; width: 100%; min-width: 46rem; height: auto; }
.flame g:hover rect { stroke: #1b1f24; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule);
  overflow-wrap: break-word; min-width: 3.5rem; max-width: 22rem; }
th { vertical-align: bottom; border-bottom: 2px solid var(--muted); overflow-wrap: normal; }
th button { all: unset; cursor: pointer; font-weight: 600; }
th button::after { content: "\\00a0↕"; color: var(--muted); font-weight: 400; }
th[aria-sort=ascending] button::after { content: "\\00a0↑"; color: inherit; }
th[aria-sort=descending] button::after { content: "\\00a0↓"; color: inherit; }
.right { text-align: right; }
td.left { min-width: 6.5rem; }
td small { display: block; color: var(--muted); white-space: nowrap; }
.notes { margin: .25rem 0 1rem; columns: 18rem; column-gap: 2.5rem; }
button:focus-visible, a:focus-visible, canvas:focus-visible, .scroll:focus-visible, input:focus-visible {
  outline: 2px solid var(--link); outline-offset: 2px; }
footer { margin-top: 2.5rem; }
footer button { font: inherit; color: var(--ink); background: var(--panel); border: 1px solid var(--muted); border-radius: .4rem;
  padding: .4rem .9rem; cursor: pointer; }
@media (max-width: 34rem) { body { padding: 1rem .75rem 2rem; font-size: 15px; } h1 { font-size: 1.4rem; } }
@media print { :root { --page: #fff; --ink: #000; --muted: #444; --rule: #bbb; --panel: #fff; --link: #000; --warn: #fff; }
  body { max-width: none; padding: 0; font-size: 10.5pt; } nav, footer, .controls { display: none; }
  .chart, tr, .warnings { break-inside: avoid; } h2, h3 { break-after: avoid; } .scroll { overflow: visible; }
  table { font-size: 8pt; } th, td { padding: .15rem .3rem; min-width: 0; } th button::after { content: ""; } }
`;
