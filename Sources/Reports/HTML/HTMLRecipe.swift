internal import Diagrams
internal import HTTPMessage

/// A recipe: its diagram, and its steps with what each sent.
struct HTMLRecipe {
    let recipe: RecipeReport
    let index: Int
    /// Whether the page is about nothing else.
    let isOnly: Bool

    init(_ recipe: RecipeReport, index: Int, isOnly: Bool) {
        self.recipe = recipe
        self.index = index
        self.isOnly = isOnly
    }

    var html: String {
        """
        <section class="recipe" id="r\(index)">
        <h2>\(HTMLMark.of(recipe.outcome))\(Markup.escaped(recipe.name)) <small>\(facts)</small></h2>
        \(diagram)
        \(recipe.steps.enumerated().map { step($1, $0) }.joined(separator: "\n"))
        </section>
        """
    }

    private var facts: String {
        if recipe.outcome == .skipped { return "skipped" }
        let counts = [
            (recipe.stepCount, "step"), (recipe.exchanges.count, "request"), (recipe.expectationCount, "expectation"),
        ].map { $0.counted($1) }
        return (counts + [Moment.words(milliseconds: recipe.duration)]).joined(separator: " · ")
    }

    private var diagram: String {
        guard let drawing = RecipeSequence(recipe).diagram.svgElement else { return "" }
        let open = isOnly || recipe.isBad ? " open" : ""
        return "<details class=\"diagram\"\(open)><summary>Who talked to whom</summary>"
            + "<div class=\"scroll\">\(drawing)</div></details>"
    }

    private func step(_ step: StepReport, _ number: Int) -> String {
        let open = step.outcome != .passed || (isOnly && recipe.steps.count < 12) ? " open" : ""
        let title = step.title ?? "Before the first step"
        let requests = step.exchanges.count
        let facts =
            (requests == 0 ? "" : "\(requests.counted("request")) · ")
            + Moment.words(milliseconds: step.duration)
        return """
            <details class="step \(step.outcome.rawValue)" id="r\(index)s\(number)"\(open)><summary>\
            \(HTMLMark.of(step.outcome))<span class="title">\(Markup.escaped(title))</span><small>\(facts)</small></summary>
            \(step.commands.map(command).joined(separator: "\n"))</details>
            """
    }

    private var longest: Int64 { recipe.exchanges.map(\.exchange.timing.total).max() ?? 0 }

    private func command(_ command: CommandReport) -> String {
        let exchanges = command.exchanges.map { HTMLExchange($0, longest: longest).html }.joined(separator: "\n")
        let mark = command.outcome == .passed ? "" : " bad"
        return """
            <div class="command\(mark)"><pre class="line"><span class="number">\(command.line)</span>\
            \(Markup.escaped(command.text))</pre>\(exchanges)\(remark(on: command))</div>
            """
    }

    private func remark(on command: CommandReport) -> String {
        guard let failure = command.failure else { return "" }
        guard command.outcome == .passed else {
            return "<div class=\"failure\">\(HTMLFailure(failure).html)</div>"
        }
        return "<p class=\"allowed\">refused, as try allows: \(Markup.escaped(failure.found ?? failure.message))</p>"
    }
}
