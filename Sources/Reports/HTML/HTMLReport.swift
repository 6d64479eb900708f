internal import Encodings
internal import HTTPMessage

extension ReportFormat {
    /// One page that needs nothing else: no script, no font, no picture from elsewhere.
    static let html = ReportFormat("html", "a page to read: failures first, every exchange", fileName: "index.html") {
        HTMLReport($0).page
    }
}

/// The page and its head; the parts write themselves.
struct HTMLReport {
    let report: RunReport

    init(_ report: RunReport) { self.report = report }

    var page: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>\(Markup.escaped(verdict)) · Keyway</title>
        <style>\(HTMLStyle.text)</style>
        </head>
        <body>
        <header class="top"><div class="wide">
        \(banner)
        \(figures)
        </div></header>
        <main class="wide">
        \(failures)\(contents)
        \(report.worstFirst.enumerated().map { HTMLRecipe($1, index: $0, isOnly: report.recipes.count == 1).html }.joined(separator: "\n"))
        </main>
        <footer class="wide">Written by Keyway \(Markup.escaped(report.version)). Secrets are shown as fingerprints: \
        the same one stands for the same secret.</footer>
        </body>
        </html>

        """
    }

    private var badCount: Int { report.recipes.count(where: \.isBad) }

    private var verdict: String {
        let count = report.recipes.count
        if badCount == 0 { return count == 1 ? "The recipe passed" : "All \(count) recipes passed" }
        return count == 1 ? "The recipe failed" : "\(badCount) of \(count) recipes failed"
    }

    private var banner: String {
        """
        <p class="brand"><svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="8" cy="12" r="4.5"/>\
        <path d="M12.5 12H22M18 12v4M21.4 12v3"/></svg>Keyway</p>
        <h1><span class="mark \(badCount == 0 ? "passed" : "failed")">\(badCount == 0 ? "✓" : "✗")</span>\
        \(Markup.escaped(verdict))</h1>
        <p class="when">\(Timestamp.text(report.startedAt).replacing("T", with: " ").prefix(19)) UTC, \
        in \(Moment.words(milliseconds: report.duration))</p>
        """
    }

    private var figures: String {
        let steps = report.recipes.reduce(0) { $0 + $1.stepCount }
        let requests = report.recipes.reduce(0) { $0 + $1.exchanges.count }
        let expectations = report.recipes.reduce(0) { $0 + $1.expectationCount }
        let refusals = report.recipes.reduce(0) { $0 + $1.refusalCount }
        let figures = [
            ("recipes", report.recipes.count), ("steps", steps), ("requests", requests),
            ("expectations held", expectations), ("refusals as allowed", refusals), ("failures", failureList.count),
        ]
        let items = figures.map { name, count in
            let style = name == "failures" && count > 0 ? #" class="bad""# : ""
            return "<div\(style)><dd>\(count)</dd><dt>\(name)</dt></div>"
        }
        return "<dl class=\"figures\">\(items.joined())</dl>"
    }

    private var failureList: [(recipe: Int, step: Int, name: String, title: String?, failure: FailureReport)] {
        report.worstFirst.enumerated().flatMap { index, recipe in
            recipe.steps.enumerated().flatMap { number, step in
                step.commands.filter { $0.outcome != .passed }.compactMap(\.failure).map {
                    (index, number, recipe.name, step.title, $0)
                }
            }
        }
    }

    private var failures: String {
        guard !failureList.isEmpty else { return "" }
        let items = failureList.map { item in
            let title = item.title.map { " <span>›</span> \(Markup.escaped($0))" } ?? ""
            return """
                <article class="failure"><p class="where"><a href="#r\(item.recipe)s\(item.step)">\
                \(Markup.escaped(item.name))\(title)</a></p>\(HTMLFailure(item.failure).html)</article>
                """
        }
        return "<section><h2>What failed</h2>\(items.joined(separator: "\n"))</section>\n"
    }

    /// A line for each recipe, if there are several.
    private var contents: String {
        guard report.recipes.count > 1 else { return "" }
        let longest = report.recipes.map(\.duration).max() ?? 1
        let rows = report.worstFirst.enumerated().map { index, recipe in
            """
            <tr><td>\(HTMLMark.of(recipe.outcome))</td><th scope="row"><a href="#r\(index)">\
            \(Markup.escaped(recipe.name))</a></th><td class="number">\(recipe.stepCount)</td>\
            <td class="number">\(recipe.exchanges.count)</td><td class="number">\(recipe.expectationCount)</td>\
            <td class="number">\(Moment.words(milliseconds: recipe.duration))</td>\
            <td class="share"><i style="width:\(100 * recipe.duration / max(1, longest))%"></i></td></tr>
            """
        }
        return """
            <section><h2>Recipes</h2><div class="scroll"><table><thead><tr><th></th><th>recipe</th>\
            <th class="number">steps</th><th class="number">requests</th><th class="number">held</th>\
            <th class="number">time</th><th></th></tr></thead><tbody>\(rows.joined())</tbody></table></div></section>
            """
    }
}

/// A sign and a word for how something ended; never the colour alone.
enum HTMLMark {
    static func of(_ outcome: RunOutcome) -> String {
        let sign =
            switch outcome {
            case .passed: "✓"
            case .failed, .error: "✗"
            case .skipped: "–"
            }
        return #"<span class="mark \#(outcome.rawValue)" title="\#(outcome.rawValue)">\#(sign)</span>"#
    }
}
