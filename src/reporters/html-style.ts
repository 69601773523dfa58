import { LEVELS } from '../engine/rule.ts'

/** The boxes of the levels, read by the style sheet itself: what they hide is hidden on screens only. */
function filterRules(): string {
  const off = (level: string) => `:has(#show-${level}:not(:checked))`
  let sets: string[][] = [[]]
  for (const level of LEVELS) sets = sets.concat(sets.map(set => [...set, level]))
  return sets
    .slice(1)
    .map(set => `body${set.map(off).join('')} #findings [data-levels="${set.join(' ')}"]{display:none}`)
    .join('\n')
}

/** Colours have a contrast of 4.5 or more with what is behind them, in both schemes. */
export const STYLE = `
:root{color-scheme:light dark;
--paper:#fff;--back:#f5f6f8;--ink:#1a1d23;--soft:#565d6b;--line:#d9dde4;--link:#1550a8;
--bad:#b3201b;--bad-back:#fdecea;--warn:#8a4b00;--warn-back:#fff3dd;--note:#1d5a96;--note-back:#e8f1fb;
--good:#16683a;--good-back:#e5f5ea;--open:#6a3aa0;--open-back:#f2eafb;--code:#eef0f4;--mark:#ffe08a;--mark-ink:#1a1d23;
--fill-valid:#4a9d6c;--fill-renew:#e0a026;--fill-urgent:#cf3b32;--fill-none:#aab1bd}
@media (prefers-color-scheme:dark){:root{
--paper:#171a20;--back:#0f1115;--ink:#e7eaf0;--soft:#a7afbd;--line:#343a46;--link:#8fb8ff;
--bad:#ff9a92;--bad-back:#3a1715;--warn:#f3bd63;--warn-back:#33260d;--note:#93c1f2;--note-back:#14283d;
--good:#7fd3a0;--good-back:#12301f;--open:#cba9f5;--open-back:#291b3c;--code:#232832;--mark:#6b5410;--mark-ink:#fff;
--fill-valid:#3f8f60;--fill-renew:#c98f1f;--fill-urgent:#d9534a;--fill-none:#596171}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:3.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--back);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;overflow-wrap:anywhere}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-999rem;background:var(--paper);padding:.6rem 1rem;z-index:9}
.skip:focus{left:.5rem;top:.5rem}
header.top,main,footer{max-width:72rem;margin:0 auto;padding:0 1.25rem}
header.top{padding-top:1.75rem}
header.top p{margin:.15rem 0;color:var(--soft)}
h1{font-size:1.75rem;line-height:1.2;margin:.1rem 0 .3rem;letter-spacing:-.01em}
.brand{font-weight:600;font-size:.9rem}
nav{max-width:none}
nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;list-style:none;margin:.9rem 0 0;padding:0;font-size:.92rem}
section{margin:2.25rem 0}
h2{font-size:1.3rem;line-height:1.3;margin:0 0 .5rem}
h3{font-size:1.05rem;margin:1.6rem 0 .6rem}
h4,h5{font-size:1rem;margin:0}
section>p{margin:.2rem 0 .8rem;color:var(--soft);max-width:50rem}
code,pre,.id,.hash{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;font-size:.86em}
.id{display:inline-block;max-width:100%;font-weight:600}
.count{display:inline-block;min-width:1.6em;padding:0 .45em;border-radius:1em;background:var(--code);color:var(--soft);font-size:.8rem;font-weight:600;line-height:1.6;text-align:center;vertical-align:.08em}
.of{color:var(--soft);font-size:.86rem;font-weight:400}
.verdict{margin-top:1.25rem;border:1px solid var(--edge);border-left-width:.5rem;border-radius:.6rem;background:var(--tint);padding:1.1rem 1.3rem}
.bad{--edge:var(--bad);--tint:var(--bad-back)}.doubtful{--edge:var(--warn);--tint:var(--warn-back)}.good{--edge:var(--good);--tint:var(--good-back)}.empty{--edge:var(--soft);--tint:var(--paper)}
.verdict h2{display:flex;gap:.8rem;align-items:flex-start;margin:0;font-size:1.35rem}
.sign{flex:none;width:2rem;height:2rem;border-radius:50%;background:var(--edge);color:var(--paper);text-align:center;line-height:2rem;font-size:1.1rem}
.figures{display:flex;flex-wrap:wrap;gap:.6rem;list-style:none;margin:1rem 0 0;padding:0}
.figures li>*{display:block;margin:0;height:100%;min-width:7rem;padding:.5rem .8rem;border-radius:.5rem;background:var(--paper);border:1px solid var(--line);text-decoration:none;color:var(--ink)}
.figures a:hover{border-color:currentColor}
.figures strong{display:block;font-size:1.6rem;line-height:1.15;font-variant-numeric:tabular-nums}
.figures span{font-size:.88rem;color:var(--soft)}
.figures .some.error strong,.figures .failed strong{color:var(--bad)}.figures .some.warning strong{color:var(--warn)}.figures .some.note strong{color:var(--note)}.figures .some.open strong{color:var(--open)}.figures .some.pass strong{color:var(--good)}
.badge{display:inline-block;padding:.05em .55em;border-radius:.3em;font-size:.78rem;font-weight:700;line-height:1.6;background:var(--tint);color:var(--edge);border:1px solid;white-space:nowrap}
.error{--edge:var(--bad);--tint:var(--bad-back)}.warning{--edge:var(--warn);--tint:var(--warn-back)}.note{--edge:var(--note);--tint:var(--note-back)}
.filters{display:none;flex-wrap:wrap;gap:.3rem 1.2rem;border:1px solid var(--line);border-radius:.5rem;margin:0 0 1rem;padding:.35rem .9rem .55rem;background:var(--paper)}
.filters legend{padding:0 .3rem;color:var(--soft);font-size:.88rem}
.filters label{display:flex;gap:.4rem;align-items:center;min-height:1.75rem}
.filters input{width:1.05rem;height:1.05rem;accent-color:var(--link)}
details>summary{cursor:pointer}
details.cover,.reason,.failures,.group{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;margin:.5rem 0}
details.rule{background:var(--paper);border:1px solid var(--line);border-bottom-width:0}
h3+details.rule{border-radius:.5rem .5rem 0 0}
details.rule:not(:has(+details.rule)){border-bottom-width:1px;border-radius:0 0 .5rem .5rem}
h3+details.rule:not(:has(+details.rule)){border-radius:.5rem}
details.rule>summary{padding:.42rem .9rem}
.rule .title{font-weight:500}
.inside{padding:.1rem .9rem .8rem;border-top:1px solid var(--line)}
.group{margin:1rem 0;overflow:clip}
.group>summary{padding:.65rem .9rem;background:var(--code)}
summary h3,summary h4{display:inline}
.group .kind{font-weight:600}
.group .kind::after,.group .of::after{content:" "}
.finding{padding:.85rem .9rem .9rem 1.1rem;border-top:1px solid var(--line);border-left:.3rem solid var(--edge);scroll-margin-top:1rem}
.finding[data-levels=error]{--edge:var(--bad)}.finding[data-levels=warning]{--edge:var(--warn)}.finding[data-levels=note]{--edge:var(--note)}
.finding:target{background:var(--back)}
.finding h5{font-weight:600;line-height:1.45}
.finding h5 a{color:inherit;text-decoration:none}
.finding h5 a:hover{text-decoration:underline}
.where{margin:.25rem 0 0;color:var(--soft);font-size:.9rem}
.snippet{display:flex;gap:.8rem;margin:.7rem 0;padding:.55rem .8rem;background:var(--code);border-radius:.4rem;overflow-x:auto;white-space:pre-wrap;line-height:1.5}
.snippet .line{flex:none;color:var(--soft);user-select:none}
mark{background:var(--mark);color:var(--mark-ink);border-radius:.2em;padding:.05em .1em;font-weight:700}
dl{margin:.6rem 0 0}
dl>div{display:grid;grid-template-columns:9.5rem 1fr;gap:.1rem .9rem;padding:.18rem 0}
dt{color:var(--soft);font-size:.92rem}
dd{margin:0;min-width:0}
dd ul{margin:0;padding-left:1.1rem}
ul.plain,dd ul.plain{list-style:none;padding:0;margin:0}
.expected{color:var(--good);font-weight:600}.actual{color:var(--bad);font-weight:600}
q{font-style:italic}
q::before,q::after{content:""}
.links a{display:inline-block;min-width:1.6rem;padding:.05rem .2rem;text-align:center}
.more{margin:.5rem 0 0;font-size:.9rem}
.failures{padding:.9rem 1.2rem;border-color:var(--bad);background:var(--bad-back)}
.failures ul{margin:.3rem 0 0;padding-left:1.2rem}
.reasons{list-style:none;padding:0;margin:0}
.reason{padding:.7rem .9rem;border-left:.3rem solid var(--open)}
.reason p{margin:0 0 .3rem}.reason p.of{margin:.3rem 0 0}
.reason p.of code{margin-right:.6em}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;padding:0;margin:.5rem 0;font-size:.9rem}
.legend svg{vertical-align:-.1rem}
.scroll,.inside{position:relative}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;background:var(--paper)}
.scroll table{border:1px solid var(--line)}
th,td{overflow-wrap:break-word;padding:.4rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
thead th{color:var(--soft);font-weight:600;font-size:.84rem;vertical-align:bottom}
tbody th{font-weight:400}
th code,td code{overflow-wrap:anywhere}
.timeline th code{display:block;min-width:8rem}
.source{white-space:nowrap;color:var(--soft);font-size:.84rem}
tbody tr:last-child>*{border-bottom:0}
td.number{text-align:right;font-variant-numeric:tabular-nums}
.ids .id{font-weight:400;margin-right:.3em}
.hash{color:var(--soft);font-size:.76em;word-break:break-all}
time{white-space:nowrap;font-variant-numeric:tabular-nums}
.timeline .time{min-width:14rem;width:30%}
.timeline .state{min-width:8.5rem}
.timeline td.time{padding-top:.3rem;padding-bottom:.3rem;vertical-align:middle}
.timeline svg{display:block}
.timeline th.time span{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.timeline text{fill:var(--soft);font-size:11px}
[data-state=expired] .state,[data-state=urgent] .state{color:var(--bad);font-weight:700}[data-state=renew] .state,[data-state=future] .state{color:var(--warn);font-weight:700}[data-state=valid] .state{color:var(--good)}
.bar-valid{fill:var(--fill-valid)}.bar-renew{fill:var(--fill-renew)}.bar-urgent{fill:var(--fill-urgent)}
line.bar-at{stroke:var(--ink);stroke-width:2}rect.bar-at{fill:var(--ink)}.tick{stroke:var(--line)}
.stack{display:block;border-radius:.35rem;margin:.4rem 0}
.cover-contradicted{fill:var(--fill-urgent)}.cover-open{fill:#9a6fd0}.cover-shown{fill:var(--fill-valid)}.cover-absent{fill:var(--fill-none)}.cover-unconcerned{fill:#7fa3cc}
details.cover>summary{padding:.55rem .9rem}
.cover .inside{padding:.5rem .9rem .9rem;overflow-x:auto}
.cover .inside>p{margin:0 0 .4rem;color:var(--soft)}
.facts{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:.5rem .9rem}
.columns{columns:14rem;margin:.2rem 0;padding:0;list-style:none;font-size:.9rem}
.sites tbody th{min-width:12rem;border-left:.3rem solid var(--edge)}.sites tr{--tint:none}.sites td.wrap{min-width:14rem}
.sites .some{font-weight:700}
footer{padding-top:1rem;padding-bottom:2.5rem;color:var(--soft);font-size:.88rem}
footer p{margin:.1rem 0}
.page{margin:1.2rem 0;background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:.4rem 1.3rem 1.2rem}
.page h1{margin-top:.8rem}
.page li{margin:.2rem 0}
.page pre{background:var(--code);border-radius:.4rem;padding:.7rem .9rem;overflow-x:auto;font-size:.8rem}
input[type=search]{width:100%;max-width:30rem;padding:.55rem .8rem;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:.4rem}
body:has(#brief:checked) #findings .finding:not(:target) .detail{display:none}
@media screen{
@supports selector(:has(a)){.filters{display:flex}
${filterRules()}}}
@media (max-width:42rem){
body{font-size:.97rem}
dl>div{grid-template-columns:1fr;padding:.3rem 0}
.figures li>*{min-width:0}
.figures li{flex:1 1 40%}
.cover table,.cover tbody,.cover tr,.cover td,.cover tbody th,.sites,.sites tbody,.sites tr,.sites td,.sites tbody th,.timeline,.timeline tbody,.timeline tr,.timeline td,.timeline tbody th{display:block;border:0;width:auto;padding:.1rem 0}
.cover thead,.sites thead,.timeline thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.sites tr{border-left:.3rem solid var(--edge)}
.cover td.number,.sites td.number{text-align:left}
.cover tr,.sites tr,.timeline tr{padding:.5rem .6rem;border-bottom:1px solid var(--line)}
.timeline td.time{width:100%}
.wide td.number{display:none}
td[data-label]::before{content:attr(data-label) " : ";color:var(--soft)}
}
@media print{
@page{margin:14mm}
:root{color-scheme:light;--paper:#fff;--back:#fff;--ink:#000;--soft:#444;--line:#bbb;--link:#000;--bad:#a01510;--bad-back:#fff;--warn:#7a4200;--warn-back:#fff;--note:#174a7c;--note-back:#fff;--good:#115c30;--good-back:#fff;--open:#55308a;--open-back:#fff;--code:#f1f2f4;--mark:#ffe08a;--mark-ink:#000}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
html{font-size:9.5pt}
header.top,main,footer{max-width:none;padding:0}
nav,.skip,.more{display:none}
a{text-decoration:none}
section{margin:1.2rem 0}
h2,h3,summary,h5{break-after:avoid}
.finding,.reason,tr,.verdict,.snippet,details.rule{break-inside:avoid}
.group{overflow:visible}
thead{display:table-header-group}
details.rule::details-content{content-visibility:visible;block-size:auto}
summary{list-style:none}
.scroll,.cover .inside{overflow:visible}
.timeline .time{min-width:0;width:28%}
}
`
