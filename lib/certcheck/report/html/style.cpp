#include "certcheck/report/html/detail/page.h"

namespace certcheck::report::html {

// Colours are named once, for light and for dark; contrast of text is 4.5 to 1 at least (WCAG 2.2, 1.4.3).
std::string_view page_style() {
  return R"css(
:root {
  --ground: #ffffff; --raised: #f5f6f8; --text: #1b1f24; --dim: #57606a; --rule: #d0d7de; --link: #0a58ca;
  --good: #146c2e; --good-ground: #e3f5e8; --bad: #b42318; --bad-ground: #fdeceb; --warn: #7a4d00; --warn-ground: #fff3d6;
  --calm: #3d4d8a; --calm-ground: #eceffb; --focus: #0a58ca; --inside: #ffffff;
  --c1: #dcebfb; --c2: #a9d0f5; --c3: #f7cf8a; --c4: #f3a59d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171b; --raised: #1e2329; --text: #e6e9ed; --dim: #a3adb8; --rule: #3a424c; --link: #7cb7ff;
    --good: #6fd08c; --good-ground: #12301c; --bad: #ff9a92; --bad-ground: #3a1917; --warn: #f2c057; --warn-ground: #352709;
    --calm: #aebcf5; --calm-ground: #222a47; --focus: #7cb7ff; --inside: #14171b;
    --c1: #1f3650; --c2: #24507f; --c3: #6b4a0f; --c4: #7d2f29;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 78rem; margin: 0 auto; padding: 0 1.25rem; }
h1, h2, h3 { line-height: 1.25; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; margin: 1.5rem 0 .5rem; }
h2 { font-size: 1.35rem; margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--rule); }
h3 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--ground); padding: .5rem; z-index: 1; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0; padding: 0; }
nav a { display: inline-block; padding: .25rem 0; }
footer { color: var(--dim); font-size: .875rem; margin-top: 3rem; border-top: 1px solid var(--rule); }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .9em; }
code { overflow-wrap: anywhere; }
.dim { color: var(--dim); }
.good { color: var(--good); }
.bad { color: var(--bad); }
.verdict { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; font-size: 1.05rem; }
.verdict .word { font-size: 1.4rem; font-weight: 700; padding: .2rem .8rem; border: 2px solid currentColor; border-radius: .5rem; }
.verdict.trusted .word { color: var(--good); background: var(--good-ground); }
.verdict.untrusted .word { color: var(--bad); background: var(--bad-ground); }
.verdict.unchecked .word { color: var(--warn); background: var(--warn-ground); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem; margin: .5rem 0; }
dt { color: var(--dim); }
dd { margin: 0; overflow-wrap: anywhere; }
.problems { list-style: none; margin: .5rem 0; padding: 0; }
.problem { background: var(--raised); border: 1px solid var(--rule); border-left: .4rem solid var(--calm); border-radius: .4rem;
  padding: .5rem 1rem; margin: .75rem 0; break-inside: avoid; }
.problem.error { border-left-color: var(--bad); }
.problem.warning { border-left-color: var(--warn); }
.problem .what { margin: .25rem 0; overflow-wrap: anywhere; }
.problem dl { font-size: .925rem; }
.mark { display: inline-block; white-space: nowrap; font-weight: 700; padding: 0 .5rem; border-radius: .3rem; margin-right: .3rem; }
.mark.error { color: var(--bad); background: var(--bad-ground); }
.mark.warning { color: var(--warn); background: var(--warn-ground); }
.mark.notice { color: var(--calm); background: var(--calm-ground); }
strong.decides { color: var(--bad); font-size: .9rem; white-space: nowrap; }
.count { color: var(--bad); }
details { border: 1px solid var(--rule); border-radius: .4rem; margin: .75rem 0; padding: 0 1rem; }
summary { cursor: pointer; padding: .5rem 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; margin: .75rem -.25rem; padding: .25rem; }
table { border-collapse: separate; border-spacing: 0; }
caption { text-align: left; color: var(--dim); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--rule); }
thead th { white-space: nowrap; }
th[scope=row] { font-weight: 600; }
td ul { margin: 0; padding-left: 1rem; }
.number { text-align: right; }
.fields th { white-space: nowrap; padding-right: 1.5rem; }
.fields td { overflow-wrap: anywhere; min-width: 16rem; }
.hex { margin: 0; line-height: 1.45; width: max-content; }
.hex mark { background: var(--calm-ground); color: var(--calm); outline: 1px solid currentColor; }
.hex mark.error { background: var(--bad-ground); color: var(--bad); }
.hex mark.warning { background: var(--warn-ground); color: var(--warn); }
.hex mark:target { outline-width: 3px; }
ol.path { margin: .25rem 0 .75rem; }
ol.steps > li { margin: .75rem 0; }
.legend { font-size: .9rem; color: var(--dim); }
.key { font-weight: 700; margin-left: .5rem; }
.drawing { display: block; font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.drawing text { fill: var(--text); }
.drawing text.strong { font-weight: 700; }
.drawing text.dim { fill: var(--dim); }
.drawing text.value { fill: var(--calm); }
.drawing text.faulty { fill: var(--bad); font-weight: 700; }
.drawing text.inside { fill: var(--inside); font-weight: 700; }
.drawing text.middle { text-anchor: middle; }
.drawing text.end { text-anchor: end; }
.drawing text.checked { fill: var(--link); font-weight: 700; }
.drawing text.first-end { fill: var(--bad); font-weight: 700; }
.drawing text.rule { fill: var(--warn); font-weight: 700; }
.node { fill: var(--raised); stroke: var(--dim); stroke-width: 1.5; }
.node.anchor { stroke: var(--good); stroke-width: 2.5; fill: var(--good-ground); }
.node.refused { stroke: var(--bad); stroke-dasharray: 6 4; }
.node.missing { fill: none; stroke: var(--bad); stroke-dasharray: 4 4; }
.node.unused { stroke-dasharray: 2 4; }
.node.added { stroke: var(--calm); }
.node.faulty { stroke: var(--bad); stroke-width: 2.5; }
.edge { fill: none; stroke-width: 2; }
.edge.best { stroke-width: 3; }
.edge.trusted { stroke: var(--good); }
.edge.untrusted, .edge.missing { stroke: var(--bad); stroke-dasharray: 7 5; }
.edge.tip { stroke: none; }
.edge.tip.trusted { fill: var(--good); }
.edge.tip.untrusted, .edge.tip.missing { fill: var(--bad); }
.tick { stroke: var(--rule); }
.bar.valid { fill: var(--good); }
.bar.invalid { fill: var(--bad); }
.upright { stroke-width: 2; }
.upright.checked { stroke: var(--link); }
.upright.first-end { stroke: var(--bad); stroke-dasharray: 6 4; }
.upright.rule { stroke: var(--warn); stroke-dasharray: 2 4; }
.side { fill: var(--raised); stroke: var(--dim); }
.lifeline { stroke: var(--dim); stroke-dasharray: 3 5; }
.message { stroke: var(--dim); stroke-width: 2; }
.message.encrypted { stroke: var(--good); }
.message.refused { stroke: var(--bad); }
.message.tip { stroke: none; fill: var(--dim); }
.message.tip.encrypted { fill: var(--good); }
.message.tip.refused { fill: var(--bad); }
.shared { fill: var(--calm-ground); stroke: var(--calm); }
.stopped { fill: var(--bad-ground); stroke: var(--bad); stroke-width: 2; }
#filter p { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; }
input, select, button { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--dim); border-radius: .3rem;
  padding: .2rem .5rem; }
th button { border: 0; background: none; padding: 0; font-weight: 700; cursor: pointer; text-decoration: underline; }
th[aria-sort=ascending] button::after { content: " ▲"; }
th[aria-sort=descending] button::after { content: " ▼"; }
#targets { font-size: .9rem; min-width: 66rem; }
#targets .part:not([hidden]) { content-visibility: auto; contain-intrinsic-size: auto 7000px; }
#targets .part:first-child { content-visibility: visible; }
#targets table { width: 100%; table-layout: fixed; }
#targets th, #targets td { overflow-wrap: break-word; }
#targets thead th:nth-child(1) { width: 6.5rem; } #targets thead th:nth-child(2) { width: 15rem; }
#targets thead th:nth-child(3), #targets thead th:nth-child(4) { width: 6.5rem; }
#targets thead th:nth-child(5) { width: 4.5rem; } #targets thead th:nth-child(6) { width: 6rem; }
#targets thead th:nth-child(7) { width: 7rem; }
.v { font-weight: 600; }
.v.trusted { color: var(--good); }
.v.untrusted { color: var(--bad); }
.v.unchecked { color: var(--warn); }
.calendar { font-size: .8rem; border-collapse: collapse; }
.calendar th, .calendar td { padding: .15rem .3rem; border: 1px solid var(--rule); text-align: center; min-width: 1.7rem; }
.calendar .none { background: var(--raised); }
.c1 { background: var(--c1); } .c2 { background: var(--c2); } .c3 { background: var(--c3); } .c4 { background: var(--c4); }
/* What is not in the window is not laid out before it is. */
article { margin-top: 3rem; border-top: 4px double var(--rule); content-visibility: auto; contain-intrinsic-size: auto 1500px; }
@media (max-width: 40rem) {
  body { font-size: 15px; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: .4rem; }
  .fields th { white-space: normal; }
}
@media print {
  :root { --ground: #ffffff; --raised: #ffffff; --text: #000000; --dim: #444444; --rule: #999999; }
  body { font-size: 10pt; }
  .skip, nav, #filter { display: none; }
  .wide { overflow: visible; }
  .drawing { max-width: 100%; height: auto; }
  .hex { font-size: 7.5pt; }
  .calendar { font-size: 6pt; }
  .calendar th, .calendar td { min-width: 0; padding: 0 .1rem; }
  details::details-content { content-visibility: visible; height: auto; }
  article, #targets .part:not([hidden]) { content-visibility: visible; }
  #targets { min-width: 0; font-size: 7pt; }
  h2, h3 { break-after: avoid; }
}
)css";
}

}  // namespace certcheck::report::html
