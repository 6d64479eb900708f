extension Script {
    /// Parses a whole text and looks up every command, option, query, predicate and filter in it.
    ///
    /// - Throws: ``ScriptRejection`` with what is wrong in each line, not only the first.
    public static func parse(_ source: ScriptSource, vocabulary: Vocabulary) throws(ScriptRejection) -> Script {
        var parser = Parser(source: source, vocabulary: vocabulary)
        let statements = parser.statements()
        guard parser.diagnostics.isEmpty else {
            throw ScriptRejection(diagnostics: parser.diagnostics, isIncomplete: parser.isIncomplete)
        }
        return Script(source: source, statements: statements)
    }
}

/// Turns lines into statements.
struct Parser {
    /// After so many mistakes the rest is not looked at.
    private static let mostMistakes = 100

    let source: ScriptSource
    let vocabulary: Vocabulary
    private(set) var diagnostics: [Diagnostic]
    private(set) var isIncomplete: Bool
    private let lines: [Lexer.Line]

    init(source: ScriptSource, vocabulary: Vocabulary) {
        self.source = source
        self.vocabulary = vocabulary
        var lexer = Lexer(source)
        lines = lexer.lines()
        diagnostics = lexer.diagnostics
        isIncomplete = lexer.isIncomplete
    }

    mutating func statements() -> [Statement] {
        var statements: [Statement] = []
        for line in lines where diagnostics.count < Self.mostMistakes {
            do throws(Diagnostic) {
                statements.append(try statement(line))
            } catch {
                diagnostics.append(error)
            }
        }
        diagnostics.sort { ($0.range?.lowerBound ?? 0) < ($1.range?.lowerBound ?? 0) }
        return gatherSteps(statements)
    }

    private func statement(_ line: Lexer.Line) throws(Diagnostic) -> Statement {
        switch line.words[0].bareText {
        case "step": .step(try step(line))
        case "try": .attempt(try attempt(line))
        default: .call(try call(line.words))
        }
    }

    private func step(_ line: Lexer.Line) throws(Diagnostic) -> Step {
        guard line.words.count == 2 else {
            let range = line.words.count > 2 ? line.words[2].range : line.words[0].range
            throw mistake(
                "step-title", "a step takes one title", at: range, advice: [#"write step "Exchange the code""#])
        }
        try check(line.words[1])
        return Step(title: line.words[1], body: [], range: line.range)
    }

    private func attempt(_ line: Lexer.Line) throws(Diagnostic) -> CommandCall {
        guard line.words.count > 1, !["step", "try"].contains(line.words[1].bareText) else {
            throw mistake(
                "try-empty", "try is not followed by a command", at: line.words[0].range,
                advice: ["write the command that may fail on the same line: try exchange"])
        }
        return try call(Array(line.words.dropFirst()))
    }

    /// Gives each step the statements that follow it.
    private func gatherSteps(_ statements: [Statement]) -> [Statement] {
        var gathered: [Statement] = []
        var open: Step?
        for statement in statements {
            if case .step(let step) = statement {
                if let open { gathered.append(.step(open)) }
                open = step
            } else if open != nil {
                open?.body.append(statement)
            } else {
                gathered.append(statement)
            }
        }
        if let open { gathered.append(.step(open)) }
        return gathered
    }

    func mistake(
        _ code: String, _ message: String, at range: Range<Int>, expected: String? = nil, advice: [String] = []
    ) -> Diagnostic {
        Diagnostic(.syntax, code, message, source: source, range: range, expected: expected, advice: advice)
    }

    /// A mistake in a name: the nearest known one comes first in the advice.
    func unknown(
        _ what: String, _ word: Word, among names: [String], help: String
    ) -> Diagnostic {
        let name = (word.fixedText ?? source.text(in: word.range)).shortened
        let nearest = nearestName(to: name, among: names).map {
            [$0 == name ? "write \(name) without quotes" : "did you mean \($0)?"]
        }
        return mistake(
            "unknown-\(what.replacing(" ", with: "-"))", "there is no \(what) \(name)", at: word.range,
            advice: (nearest ?? []) + [help])
    }
}
