internal import Diagnostics
internal import Encodings

/// The blocks of statements, and where each ends.
extension Parser {
    /// More blocks inside one another than a person would write, few enough for any stack.
    private static let greatestDepth = 32

    /// A block whose `end` has not come yet.
    struct Opening {
        var keyword: Keyword
        var range: Range<Int>
    }

    /// An `end` that is not indented as the block it closes.
    struct Suspect {
        var opening: Opening
        var end: Range<Int>
    }

    /// The statements up to the `end` or `else` of the innermost open block, or to the end of the text.
    mutating func statements() -> [Statement] {
        var gathering = StepGathering()
        while position < lines.count, !hasEnough {
            let line = lines[position]
            if isTerminator(line) {
                if let innermost = openings.last, line.keyword == .end || innermost.keyword == .if { break }
                note(stray(line))
                position += 1
                continue
            }
            position += 1
            do throws(Diagnostic) {
                if let statement = try statement(line, number: position - 1) { gathering.add(statement) }
            } catch {
                note(error)
            }
        }
        return gathering.finished()
    }

    private func isTerminator(_ line: Lexer.Line) -> Bool { line.keyword == .end || line.keyword == .else }

    /// Parses the block behind its first line, whatever that line's mistake: its `end` must not become a stray one.
    mutating func block(_ line: Lexer.Line, _ keyword: Keyword) -> [Statement] {
        begin(line, keyword)
        let body = statements()
        end()
        return body
    }

    /// Runs a reading of a block's first line, and parses the block whether it succeeds or not.
    mutating func block<Header>(
        _ line: Lexer.Line, _ header: (Parser) throws(Diagnostic) -> Header
    ) throws(Diagnostic) -> (Header, [Statement])? {
        guard let keyword = line.keyword, hasRoom(for: line) else { return nil }
        do throws(Diagnostic) {
            let header = try header(self)
            return (header, block(line, keyword))
        } catch {
            note(error)
            _ = block(line, keyword)
            return nil
        }
    }

    mutating func begin(_ line: Lexer.Line, _ keyword: Keyword) {
        openings.append(Opening(keyword: keyword, range: line.words[0].range))
    }

    /// Refuses blocks so deep inside one another that they could exhaust the stack, and everything after.
    mutating func hasRoom(for line: Lexer.Line) -> Bool {
        guard openings.count >= Self.greatestDepth else { return true }
        note(
            mistake(
                "block-depth", "more than \(Self.greatestDepth) blocks stand inside one another", at: line.range,
                advice: ["`define` a command for the inner ones"]))
        position = lines.count
        openings = []
        return false
    }

    /// Takes the `end` of the innermost block.
    mutating func end() {
        guard let opening = openings.popLast() else { return }
        guard position < lines.count else {
            if !hasEnough { noteUnclosed(opening) }
            return
        }
        let line = lines[position]
        position += 1
        if line.words.count > 1 { note(surplusAfterEnd(line, opening)) }
        if indentation(of: line.range) != indentation(of: opening.range) {
            suspects.append(Suspect(opening: opening, end: line.words[0].range))
        }
    }

    private mutating func noteUnclosed(_ opening: Opening) {
        if opening.keyword == .finally, openings.isEmpty {
            context.endsInCleanUp = true
            return
        }
        isIncomplete = true
        var advice = ["write end on a line of its own behind it"]
        if let suspect = suspects.last(where: { $0.opening.range.lowerBound > opening.range.lowerBound }) {
            let lines = (source.place(of: suspect.end).line, source.place(of: suspect.opening.range).line)
            advice.append(
                "the end in line \(lines.0) closes the \(suspect.opening.keyword) in line \(lines.1), which is indented otherwise"
            )
        }
        note(
            mistake(
                "unclosed-block", "\(opening.keyword) is opened here and never closed", at: opening.range,
                advice: advice))
    }

    /// How far from the line's beginning it stands, in bytes.
    private func indentation(of range: Range<Int>) -> Int { range.lowerBound - lineStart(range.lowerBound) }

    func lineStart(_ position: Int) -> Int { bytes[..<position].lastIndex(of: .newline).map { $0 + 1 } ?? 0 }

    private func surplusAfterEnd(_ line: Lexer.Line, _ opening: Opening) -> Diagnostic {
        mistake(
            "surplus-word", "end takes nothing after it", at: line.words[1].range,
            advice: ["put what follows on a line of its own; this end closes the \(opening.keyword)"])
    }

    private func stray(_ line: Lexer.Line) -> Diagnostic {
        let keyword = line.words[0]
        guard line.keyword == .else else {
            return mistake(
                "stray-end", "there is no block that this end could close", at: keyword.range,
                advice: ["take it out; a step needs none, it runs to the next step"])
        }
        let innermost = openings.last.map { "the innermost block is a \($0.keyword)" } ?? "no block is open here"
        return mistake(
            "stray-else", "there is no if that this else belongs to: \(innermost)", at: keyword.range,
            advice: ["write if QUERY PREDICATE before it", "`help if` shows how it is written"])
    }
}

/// Gives each step the statements that follow it.
struct StepGathering {
    private var statements: [Statement] = []
    private var open: Step?

    mutating func add(_ statement: Statement) {
        switch statement {
        case .step(let step):
            closeStep()
            open = step
        case .cleanUp, .definition:
            closeStep()
            statements.append(statement)
        default:
            if open != nil { open?.body.append(statement) } else { statements.append(statement) }
        }
    }

    mutating func finished() -> [Statement] {
        closeStep()
        return statements
    }

    private mutating func closeStep() {
        if let open { statements.append(.step(open)) }
        open = nil
    }
}
