internal import Diagnostics
internal import Encodings
internal import ScriptValues

/// Finds the lines and blocks that only a plugin has, and leaves the rest to the parser of scripts.
///
/// What belongs to somebody else is overwritten with blanks, so that every place in the text stays where it is.
struct PluginTextReader {
    static let hookKinds = ["request", "response", "token", "failure"]

    private let source: ScriptSource
    private let lines: [Lexer.Line]
    private(set) var mistakes: [Diagnostic]
    private(set) var name = ""
    private(set) var version = ""
    private(set) var summary = ""
    private(set) var needs: [PluginText.Need] = []
    private(set) var providers: [PluginProvider] = []
    private(set) var hooks: [(kind: String, source: ScriptSource, range: Range<Int>)] = []
    private(set) var completions: [PluginCompletionLine] = []
    /// What the parser of scripts does not see.
    private var taken: [Range<Int>] = []

    init(_ source: ScriptSource) {
        self.source = source
        var lexer = Lexer(source)
        lines = lexer.lines()
        mistakes = lexer.diagnostics
    }

    mutating func read() {
        var position = 0
        while position < lines.count {
            let line = lines[position]
            let end = blockEnd(from: position)
            switch line.words[0].bareText {
            case "plugin": readHead(line)
            case "needs": readNeed(line)
            case "provider" where line.words.count == 2: readProvider(position, end)
            case "complete": readCompletion(line)
            case "on": readHook(position, end)
            default: break
            }
            position = end + 1
        }
        if name.isEmpty, mistakes.isEmpty {
            note("plugin-head", "a plugin begins with its name and version", at: lines.first?.range ?? 0..<0)
        }
    }

    /// The text with the commands alone.
    var commandSource: ScriptSource { source.blanking(taken, .plugin(name, path: source.origin.path)) }

    /// The number of the `end` that closes what a line opens; the line's own where it opens nothing.
    private func blockEnd(from start: Int) -> Int {
        guard opensBlock(lines[start], isOutermost: true) else { return start }
        var depth = 0
        for number in start..<lines.count {
            if opensBlock(lines[number], isOutermost: number == start) { depth += 1 }
            if lines[number].keyword == .end { depth -= 1 }
            if depth == 0 { return number }
        }
        return lines.count
    }

    private func opensBlock(_ line: Lexer.Line, isOutermost: Bool) -> Bool {
        if line.keyword?.opensBlock == true { return true }
        return isOutermost && Self.opensBlock(line)
    }

    /// Whether a line begins a hook or a preset.
    static func opensBlock(_ line: Lexer.Line) -> Bool {
        let first = line.words[0].bareText
        return first == "on" || (first == "provider" && line.words.count == 2)
    }

    private mutating func readHead(_ line: Lexer.Line) {
        taken.append(line.range)
        let words = line.words.dropFirst().map(\.fixedText)
        guard name.isEmpty, (2...3).contains(words.count), let name = words[0], let version = words[1] else {
            return note("plugin-head", "plugin takes a name, a version and a line about it, once", at: line.range)
        }
        guard version.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+/) != nil else {
            return note("plugin-version", "\(version.shortened) is no version", at: line.words[2].range)
        }
        (self.name, self.version) = (name, version)
        summary = words.count == 3 ? words[2] ?? "" : ""
    }

    private mutating func readNeed(_ line: Lexer.Line) {
        taken.append(line.range)
        let words = line.words.dropFirst().compactMap(\.fixedText)
        guard words.count == 2 else {
            return note(
                "plugin-needs", "needs takes the kind of a secret, and why", at: line.range,
                advice: #"write needs access_token "to sign requests with it""#)
        }
        needs.append(PluginText.Need(secret: words[0], reason: words[1], range: line.words[1].range))
    }

    private mutating func readCompletion(_ line: Lexer.Line) {
        taken.append(line.range)
        guard line.words.count > 3, let command = line.words[1].bareText, let operand = line.words[2].bareText else {
            return note(
                "plugin-complete", "complete takes a command of the plugin, one of its operands, and words",
                at: line.range,
                advice: "write complete order format json csv")
        }
        completions.append(
            PluginCompletionLine(
                command: command, operand: operand, words: Array(line.words.dropFirst(3)), range: line.range))
    }

    private mutating func readProvider(_ start: Int, _ end: Int) {
        guard let name = lines[start].words[1].bareText, let range = block(start, end) else { return }
        var inner: [PluginProvider.Line] = []
        for line in lines[(start + 1)..<end] {
            let values = line.words.dropFirst().map(\.fixedText)
            if let fact = line.words[0].bareText, let texts = values as? [String] {
                inner.append(PluginProvider.Line(name: fact, values: texts, range: line.range))
            } else {
                note(
                    "plugin-provider", "a provider's lines are fixed: a name, and words without {{…}}", at: line.range,
                    advice: "write title \"Acme\"; what differs from session to session is set with provider set")
            }
        }
        providers.append(PluginProvider(name: name, lines: inner, range: range, head: lines[start].range))
    }

    private mutating func readHook(_ start: Int, _ end: Int) {
        let line = lines[start]
        guard block(start, end) != nil else { return }
        guard line.words.count == 2, let kind = line.words[1].bareText, Self.hookKinds.contains(kind) else {
            return note(
                "plugin-hook", "on takes request, response, token or failure", at: line.range,
                advice: "write on request, then what is to be done, then end")
        }
        let last = lines[end].range
        let around = [0..<line.range.upperBound, last.lowerBound..<source.text.utf8.count]
        hooks.append((kind, source.blanking(around, .hook(plugin: name, path: source.origin.path)), line.range))
    }

    /// Takes a whole block; nil where it is never closed.
    private mutating func block(_ start: Int, _ end: Int) -> Range<Int>? {
        guard end < lines.count else {
            note(
                "unclosed-block", "\(lines[start].words[0].bareText ?? "") is opened here and never closed",
                at: lines[start].range, advice: "write end on a line of its own behind it")
            return nil
        }
        let range = lines[start].range.lowerBound..<lines[end].range.upperBound
        taken.append(range)
        return range
    }

    private mutating func note(
        _ code: String, _ message: String, at range: Range<Int>,
        advice: String = #"write plugin NAME 1.0.0 "what it does""#
    ) {
        mistakes.append(
            Diagnostic(.syntax, code, message, source: source, range: range, advice: [advice]))
    }
}

extension ScriptSource {
    /// The same with blanks in these places; the lines stay.
    fileprivate func blanking(_ ranges: [Range<Int>], _ origin: Origin) -> ScriptSource {
        var bytes = Array(text.utf8)
        for range in ranges {
            for index in range where bytes[index] != .newline { bytes[index] = UInt8(ascii: " ") }
        }
        return ScriptSource(origin, text: String(decoding: bytes, as: UTF8.self), name: name)
    }
}
