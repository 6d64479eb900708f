public import Diagnostics
internal import ScriptValues

extension Script {
    /// Parses a whole text with the files that it includes, and looks up every command, option, query, predicate and
    /// filter in it.
    ///
    /// - Parameters:
    ///   - library: reads the files and knows the plugins that the text names.
    ///   - definitions: commands that were defined before, at the prompt say.
    ///   - takesPipes: whether `| shell command` is taken also in a text that is not typed.
    /// - Throws: ``ScriptRejection`` with what is wrong in each line, not only the first.
    public static func parse(
        _ source: ScriptSource, vocabulary: Vocabulary, library: (any ScriptLibrary)? = nil,
        definitions: [String: Definition] = [:], takesPipes: Bool = false
    ) throws(ScriptRejection) -> Script {
        let context = ParseContext(vocabulary: vocabulary, library: library ?? EmptyLibrary(), known: definitions)
        context.takesPipes = takesPipes
        return try parse(source, in: context)
    }

    static func parse(_ source: ScriptSource, in context: ParseContext) throws(ScriptRejection) -> Script {
        var parser = Parser(source: source, context: context)
        let statements = parser.script()
        guard parser.diagnostics.isEmpty else {
            throw ScriptRejection(diagnostics: parser.diagnostics, isIncomplete: parser.isIncomplete)
        }
        return Script(source: source, statements: statements, definitions: parser.definitions)
    }
}

/// What the parsers of a script and of the files that it includes have in common.
final class ParseContext {
    let vocabulary: Vocabulary
    let library: any ScriptLibrary
    let known: [String: Definition]
    /// The files that are being read, the outermost first.
    var chain: [String] = []
    /// How many files have been read.
    var inclusions = 0
    /// The commands of the plugins that were required.
    var plugins: [CommandShape] = []
    /// Whether `| shell command` is taken also in a text that is not typed.
    var takesPipes = false
    /// Whether the text ends in a `finally` that its end closes, so that a prompt waits for more.
    var endsInCleanUp = false

    init(vocabulary: Vocabulary, library: any ScriptLibrary, known: [String: Definition]) {
        self.vocabulary = vocabulary
        self.library = library
        self.known = known
    }
}

/// Turns lines into statements.
struct Parser {
    /// After so many mistakes the rest is not looked at.
    private static let mostMistakes = 100

    let source: ScriptSource
    let context: ParseContext
    /// The vocabulary with the commands that are defined here.
    var vocabulary: Vocabulary
    var definitions: [String: Definition]
    private(set) var diagnostics: [Diagnostic]
    var isIncomplete: Bool
    let bytes: [UInt8]
    let lines: [Lexer.Line]
    let comments: [Range<Int>]
    /// The line that comes next.
    var position = 0
    /// The blocks that are open here, the outermost first.
    var openings: [Opening] = []
    /// Each `end` that stands otherwise than what it closes: where a forgotten one is likely.
    var suspects: [Suspect] = []
    /// What ``declare()`` found, by the line's number.
    var declarations: [Int: Statement] = [:]

    init(source: ScriptSource, context: ParseContext) {
        self.source = source
        self.context = context
        vocabulary = context.vocabulary
        definitions = context.known
        var lexer = Lexer(source)
        bytes = lexer.bytes
        lines = lexer.lines()
        comments = lexer.comments
        diagnostics = lexer.diagnostics
        isIncomplete = lexer.isIncomplete
    }

    mutating func script() -> [Statement] {
        declare()
        let statements = statements()
        diagnostics.sort { ($0.range?.lowerBound ?? 0) < ($1.range?.lowerBound ?? 0) }
        return statements
    }

    mutating func note(_ mistake: Diagnostic) { diagnostics.append(mistake) }

    /// Whether enough is wrong to leave the rest.
    var hasEnough: Bool { diagnostics.count >= Self.mostMistakes }

    mutating func statement(_ line: Lexer.Line, number: Int) throws(Diagnostic) -> Statement? {
        switch line.keyword {
        case .step: .step(try step(line))
        case .try: .attempt(try attempt(line))
        case .if: try condition(line).map(Statement.condition)
        case .for: try loop(line).map(Statement.loop)
        case .retry: try retry(line).map(Statement.retry)
        case .finally: try cleanUp(line).map(Statement.cleanUp)
        case .define: definition(line, number: number)
        case .include, .require: try declared(line, number: number)
        case .else, .end, nil: .call(try call(line.words))
        }
    }

    private func step(_ line: Lexer.Line) throws(Diagnostic) -> Step {
        var titles: [Word] = []
        var tags: [String] = []
        var rest = line.words.dropFirst()
        while let word = rest.popFirst() {
            if let option = word.optionText { tags.append(try tag(option, word, &rest)) } else { titles.append(word) }
        }
        guard titles.count == 1 else {
            let range = titles.count > 1 ? titles[1].range : line.words[0].range
            throw mistake(
                "step-title", "a step takes one title", at: range, advice: [#"write step "Exchange the code""#])
        }
        try check(titles[0])
        return Step(title: titles[0], tags: tags, body: [], range: line.range)
    }

    /// `--tag NAME` or `--tag=NAME`.
    private func tag(_ option: String, _ word: Word, _ rest: inout ArraySlice<Word>) throws(Diagnostic) -> String {
        let parts = option.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts[0] == "--tag" else { throw unknown("option", word, among: ["--tag"], help: "it takes --tag") }
        let given = parts.count == 2 ? word.droppingPrefix(bytes: 6) : rest.popFirst()
        guard let name = given?.fixedText, !name.isEmpty, given?.optionText == nil else {
            throw mistake(
                "option-value", "--tag needs a name", at: word.range, expected: "a name without references",
                advice: ["write --tag smoke"])
        }
        return name
    }

    private func attempt(_ line: Lexer.Line) throws(Diagnostic) -> CommandCall {
        guard line.words.count > 1, line.words[1].bareText.flatMap(Keyword.init) == nil else {
            throw mistake(
                "try-empty", "try is not followed by a command", at: line.words[0].range,
                advice: ["write the command that may fail on the same line: try exchange"])
        }
        return try call(Array(line.words.dropFirst()))
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
