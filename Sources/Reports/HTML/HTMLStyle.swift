/// The page's style: one set of names for colours, light and dark.
enum HTMLStyle {
    static let text = colors + page + parts + exchange + diagram

    private static let colors = """
        :root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1c2430;--dim:#667085;--line:#e3e7ee;--soft:#f1f3f7;
        --accent:#3056d3;--ok:#15803d;--okbg:#e3f5e9;--bad:#c22538;--badbg:#fdebed;--warn:#a15c07;--warnbg:#fdf1de;
        --string:#0b6e4f;--literal:#8a3ffc;--p1:#94a3b8;--p2:#f59e0b;--p3:#a855f7;--p4:#3b82f6;--p5:#10b981;
        --shadow:0 1px 2px #1018280d,0 4px 14px #1018280a}
        @media(prefers-color-scheme:dark){:root{--bg:#0f1319;--card:#171c25;--ink:#e3e8f0;--dim:#8b96a8;--line:#283040;
        --soft:#1e2531;--accent:#8aa8ff;--ok:#4ade80;--okbg:#12301f;--bad:#ff7b8a;--badbg:#3a1820;--warn:#f6b556;
        --warnbg:#372811;--string:#6ee7b7;--literal:#c4a5ff;--p1:#64748b;--p2:#d98c0a;--p3:#9d5be0;--p4:#4b87f0;--p5:#14a877;
        --shadow:none}}

        """

    private static let page = """
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
        .wide{max-width:1120px;margin:0 auto;padding:0 24px}
        .top{background:var(--card);border-bottom:1px solid var(--line);padding:22px 0 20px;margin-bottom:28px}
        .brand{display:flex;align-items:center;gap:8px;margin:0;color:var(--dim);font-weight:600;letter-spacing:.02em}
        .brand svg{width:22px;height:22px;fill:none;stroke:var(--accent);stroke-width:2;stroke-linecap:round}
        h1{display:flex;align-items:center;gap:12px;margin:10px 0 0;font-size:28px;line-height:1.2;letter-spacing:-.01em}
        h1 .mark{width:34px;height:34px;font-size:20px}
        h2{display:flex;align-items:center;gap:10px;flex-wrap:wrap;font-size:18px;margin:34px 0 12px}
        h2 small,summary small{color:var(--dim);font-size:13px;font-weight:400;font-variant-numeric:tabular-nums}
        .when,.dim{color:var(--dim)}
        .when{margin:4px 0 0}
        .figures{display:flex;flex-wrap:wrap;gap:10px 34px;margin:20px 0 0}
        .figures div{display:flex;flex-direction:column-reverse}
        .figures dd{margin:0;font-size:22px;font-weight:650;line-height:1.2;font-variant-numeric:tabular-nums}
        .figures dt{color:var(--dim);font-size:13px}
        .figures .bad dd{color:var(--bad)}
        a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
        footer{color:var(--dim);font-size:13px;padding-top:30px;padding-bottom:40px}
        pre,code,.url,.json,dd,.method,.host,.call text,.answer text{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
        .figures dd{font-family:inherit}
        code{background:var(--soft);border-radius:4px;padding:1px 5px;font-size:.92em}
        pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
        summary{cursor:pointer}
        summary:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:6px}
        .scroll{overflow-x:auto}

        """

    private static let parts = """
        .mark{display:inline-grid;place-items:center;flex:none;width:22px;height:22px;border-radius:50%;font-size:13px;font-weight:700}
        .mark.passed{background:var(--okbg);color:var(--ok)}
        .mark.failed,.mark.error{background:var(--badbg);color:var(--bad)}
        .mark.skipped{background:var(--soft);color:var(--dim)}
        table{width:100%;border-collapse:separate;border-spacing:0;background:var(--card);border:1px solid var(--line);border-radius:12px;box-shadow:var(--shadow)}
        td,th{padding:9px 14px;text-align:left;border-top:1px solid var(--line);font-weight:400;white-space:nowrap}
        thead th{border:0;color:var(--dim);font-size:13px}
        tbody th{width:99%}td:first-child,thead th:first-child{padding-right:0}
        .number{text-align:right;font-variant-numeric:tabular-nums}
        .share{min-width:120px}.share i{display:block;height:6px;border-radius:3px;background:var(--accent);opacity:.55;min-width:2px}
        article.failure{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--bad);border-radius:12px;padding:14px 18px;margin:0 0 14px;box-shadow:var(--shadow)}
        .where{margin:0 0 6px;font-size:13px}.where span{color:var(--dim)}
        .message{margin:0 0 10px;font-weight:600}
        .source{background:var(--soft);border-radius:8px;padding:10px 12px;font-size:13px}
        .source .place{display:block;color:var(--dim);margin-bottom:4px}
        .source mark{background:var(--badbg);color:var(--bad);border-radius:3px;padding:1px 0;text-decoration:underline;text-underline-offset:3px}
        .facts{display:grid;grid-template-columns:max-content 1fr;gap:6px 14px;margin:12px 0 0;font-size:13px}
        .facts dt{color:var(--dim)}.facts dd{margin:0;overflow-wrap:anywhere}
        .facts .expected{color:var(--ok)}.facts .found{color:var(--bad)}
        .differences{margin:12px 0 0;font-size:13px;box-shadow:none}.differences td,.differences tbody th{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;padding:5px 12px!important;white-space:normal;overflow-wrap:anywhere;width:auto}
        .differences .expected{color:var(--ok)}.differences .found{color:var(--bad)}
        .advice{margin:12px 0 0;padding:0;list-style:none;font-size:14px}.advice li::before{content:"→ ";color:var(--accent);font-weight:700}
        .step{background:var(--card);border:1px solid var(--line);border-radius:12px;margin:0 0 10px;box-shadow:var(--shadow)}
        .step>summary{display:flex;align-items:center;gap:10px;padding:11px 16px;list-style:none}
        .step>summary::-webkit-details-marker{display:none}
        .step>summary::after{content:"";width:8px;height:8px;border:solid var(--dim);border-width:0 2px 2px 0;transform:rotate(-45deg);margin-left:4px}
        .step[open]>summary::after{transform:rotate(45deg)}
        .step[open]>summary{border-bottom:1px solid var(--line)}
        .step .title{font-weight:600}.step>summary small{margin-left:auto}
        .step.failed,.step.error{border-color:var(--bad)}
        .command{padding:7px 16px}.command+.command{border-top:1px dashed var(--line)}
        .command:last-child{padding-bottom:12px}
        .command.bad{background:color-mix(in srgb,var(--badbg) 45%,transparent)}
        .line{font-size:13px;padding-left:42px;text-indent:-42px}
        .line .number{display:inline-block;width:30px;margin-right:12px;color:var(--dim);opacity:.7;text-indent:0}
        .command .failure{margin:8px 0 6px 42px}
        .allowed{margin:6px 0 2px 42px;color:var(--warn);font-size:13px;overflow-wrap:anywhere}

        """

    private static let exchange = """
        .exchange{margin:6px 0 6px 42px;border:1px solid var(--line);border-radius:9px;background:var(--card)}
        .exchange>summary{display:flex;align-items:center;gap:10px;padding:6px 12px;list-style:none;font-size:13px}
        .exchange>summary::-webkit-details-marker{display:none}
        .exchange>summary:hover{background:var(--soft);border-radius:8px}
        .exchange[open]>summary{border-bottom:1px solid var(--line)}
        .method{color:var(--accent);flex:none}
        .url{flex:1;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
        .exchange[open] .url{white-space:normal;overflow-wrap:anywhere}
        .status{flex:none;border-radius:999px;padding:1px 9px;font-weight:600;font-size:12px;background:var(--soft);color:var(--dim)}
        .s2{background:var(--okbg);color:var(--ok)}.s3{background:var(--warnbg);color:var(--warn)}
        .s4,.s5{background:var(--badbg);color:var(--bad)}
        .bar{flex:none;display:flex;width:120px;height:8px;border-radius:4px;background:var(--soft);overflow:hidden}
        .bar i{min-width:1px}.time{flex:none;width:64px;text-align:right;color:var(--dim);font-variant-numeric:tabular-nums}
        .p1{background:var(--p1)}.p2{background:var(--p2)}.p3{background:var(--p3)}.p4{background:var(--p4)}.p5{background:var(--p5)}
        .sides{display:grid;grid-template-columns:1fr 1fr}.sides>div{padding:12px 14px;min-width:0}
        .sides>div+div{border-left:1px solid var(--line)}
        h4{margin:0 0 6px;font-size:12px;text-transform:uppercase;letter-spacing:.06em;color:var(--dim)}
        .headers{font-size:13px;margin-bottom:8px}.headers summary{color:var(--dim)}
        .headers dl,.form{display:grid;grid-template-columns:max-content 1fr;gap:2px 12px;margin:6px 0;font-size:12.5px}
        .headers dt,.form dt{color:var(--accent);max-width:16em;overflow-wrap:anywhere}.headers dd,.form dd{margin:0;overflow-wrap:anywhere}
        .text{font-size:12.5px;max-height:26em;overflow:auto;background:var(--soft);border-radius:8px;padding:10px}
        .json{font-size:12.5px}.json ul{list-style:none;margin:0;padding-left:16px;border-left:1px solid var(--line)}
        .json li{overflow-wrap:anywhere;padding:1px 0}.json summary{display:inline;color:var(--dim)}.json details{display:inline}
        .json details>ul{display:block}
        .json summary::before{content:"▸ ";color:var(--dim)}.json details[open]>summary::before{content:"▾ "}.json summary{list-style:none}
        .json summary::-webkit-details-marker{display:none}.json summary:hover{color:var(--accent)}
        .json .name{color:var(--accent)}.json .index{color:var(--dim)}.json .string{color:var(--string)}.json .literal{color:var(--literal)}
        .timing{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0;padding:8px 14px;border-top:1px solid var(--line);list-style:none;font-size:12.5px;color:var(--dim)}
        .span{display:flex;height:10px;border-radius:5px;overflow:hidden;margin:0 14px 12px;background:var(--soft)}.span i{min-width:2px}
        .none{color:var(--dim);font-size:13px;margin:4px 0}
        .timing i{display:inline-block;width:9px;height:9px;border-radius:3px;margin-right:6px}.timing b{color:var(--ink);font-weight:600}
        @media(max-width:760px){.sides{grid-template-columns:1fr}.sides>div+div{border-left:0;border-top:1px solid var(--line)}.bar{display:none}.exchange,.allowed,.command .failure{margin-left:0}.wide{padding:0 14px}}

        """

    private static let diagram = """
        .diagram{margin:0 0 14px}.diagram summary{color:var(--dim);font-size:14px;margin-bottom:8px}
        .diagram .scroll{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:16px;box-shadow:var(--shadow)}
        .sequence{display:block;margin:0 auto;max-width:none}
        .sequence text{fill:var(--ink);text-anchor:middle;font-size:12px;paint-order:stroke;stroke:var(--card);stroke-width:5px;stroke-linejoin:round}
        .sequence .lane,.sequence .host{stroke:none}
        .sequence rect{fill:var(--soft);stroke:var(--line)}
        .sequence .lane{font-weight:650;font-size:13px}.sequence .host{fill:var(--dim);font-size:11px}
        .sequence .part{text-anchor:start;font-weight:650;fill:var(--dim)}
        .life{stroke:var(--line);stroke-width:1.5;stroke-dasharray:3 4}
        .call line{stroke:var(--accent);stroke-width:1.5}.call path{fill:var(--accent)}
        .answer line{stroke:var(--dim);stroke-width:1.3;stroke-dasharray:5 4}.answer path{fill:var(--dim)}.answer text{fill:var(--dim)}
        .answer.bad line{stroke:var(--bad)}.answer.bad path,.answer.bad text{fill:var(--bad)}
        @media print{.step,.recipe{break-inside:avoid}.top{border:0}}

        """
}
