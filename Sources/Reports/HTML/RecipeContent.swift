internal import Diagrams
internal import HTTPMessage

/// A recipe: its diagram, and its steps with what each sent.
struct RecipeContent {
    let anchor: String
    let mark: MarkContent
    let name: String
    let facts: String
    let diagram: Diagram?
    let steps: [StepContent]

    struct Diagram {
        let isOpen: Bool
        /// An SVG element, in which every text is escaped.
        let drawing: String
    }

    /// - Parameters:
    ///   - index: its place on the page.
    ///   - isOnly: whether the page is about nothing else.
    init(_ recipe: RecipeReport, index: Int, isOnly: Bool) {
        anchor = "r\(index)"
        mark = MarkContent(recipe.outcome)
        name = recipe.name
        facts = RecipeContent.facts(recipe)
        diagram = RecipeSequence(recipe).diagram.svgElement.map {
            Diagram(isOpen: isOnly || recipe.isBad, drawing: $0)
        }
        let isShort = isOnly && recipe.steps.count < 12
        let longest = recipe.exchanges.map(\.exchange.timing.total).max() ?? 0
        steps = recipe.steps.enumerated().map {
            StepContent($1, anchor: "r\(index)s\($0)", isOpen: isShort, longest: longest)
        }
    }

    private static func facts(_ recipe: RecipeReport) -> String {
        if recipe.outcome == .skipped { return "skipped" }
        let counts = [
            (recipe.stepCount, "step"), (recipe.exchanges.count, "request"), (recipe.expectationCount, "expectation"),
        ].map { $0.counted($1) }
        return (counts + [Moment.words(milliseconds: recipe.duration)]).joined(separator: " · ")
    }
}

struct StepContent {
    let anchor: String
    let mark: MarkContent
    let isOpen: Bool
    let title: String
    let facts: String
    let commands: [CommandContent]

    /// - Parameters:
    ///   - isOpen: whether it is open even if it passed.
    ///   - longest: the longest exchange of the recipe, in microseconds.
    init(_ step: StepReport, anchor: String, isOpen: Bool, longest: Int64) {
        self.anchor = anchor
        mark = MarkContent(step.outcome)
        self.isOpen = isOpen || step.outcome != .passed
        title = step.title ?? "Before the first step"
        let requests = step.exchanges.count
        let count = requests == 0 ? "" : "\(requests.counted("request")) · "
        facts = count + Moment.words(milliseconds: step.duration)
        commands = step.commands.map { CommandContent($0, longest: longest) }
    }
}

struct CommandContent {
    let isBad: Bool
    let line: Int
    let text: String
    let exchanges: [ExchangeContent]
    let failure: FailureContent?
    /// What a command behind `try` was refused with.
    let allowed: String?

    init(_ command: CommandReport, longest: Int64) {
        isBad = command.outcome != .passed
        line = command.line
        text = command.text
        exchanges = command.exchanges.map { ExchangeContent($0, longest: longest) }
        failure = isBad ? command.failure.map(FailureContent.init) : nil
        allowed = isBad ? nil : command.failure.map { $0.found ?? $0.message }
    }
}
