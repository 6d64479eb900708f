public import Diagnostics
internal import Encodings

extension Script {
    /// A text in its canonical form: two blanks of indentation for each block and step, one blank between words, at most
    /// one empty line, references as `{{name | filter}}`. Comments, quotes and line breaks stay as they are.
    ///
    /// No vocabulary is needed, so that a script with unknown commands can be formatted too.
    ///
    /// - Throws: ``ScriptRejection`` where the text cannot be cut into words, or its blocks do not close.
    public static func formatted(_ source: ScriptSource) throws(ScriptRejection) -> String {
        var lexer = Lexer(source)
        let lines = lexer.lines()
        guard lexer.diagnostics.isEmpty else {
            throw ScriptRejection(diagnostics: lexer.diagnostics, isIncomplete: lexer.isIncomplete)
        }
        var formatter = Formatter(source: source, lines: lines, comments: lexer.comments)
        return try formatter.text()
    }
}

/// Writes lines and comments anew.
struct Formatter {
    private let source: ScriptSource
    private let bytes: [UInt8]
    private let entries: [Entry]
    private var layout: BlockLayout
    private var output = ""

    /// A line with words, or a comment that has a line for itself.
    struct Entry {
        var line: Lexer.Line?
        /// All that it takes up of the source.
        var range: Range<Int>
        /// Whether an empty line stands before it.
        var hasGap = false
    }

    init(source: ScriptSource, lines: [Lexer.Line], comments: [Range<Int>]) {
        self.source = source
        layout = BlockLayout(isPlugin: PluginText.isPlugin(source))
        bytes = Array(source.text.utf8)
        let trailing = Set(lines.compactMap(\.comment?.lowerBound))
        var entries = lines.map { line in
            Entry(line: line, range: line.range.lowerBound..<(line.comment ?? line.range).upperBound)
        }
        entries += comments.filter { !trailing.contains($0.lowerBound) }.map { Entry(line: nil, range: $0) }
        entries.sort { $0.range.lowerBound < $1.range.lowerBound }
        for index in entries.indices.dropFirst() {
            let between = bytes[entries[index - 1].range.upperBound..<entries[index].range.lowerBound]
            entries[index].hasGap = between.count { $0 == .newline } > 1
        }
        self.entries = entries
    }

    mutating func text() throws(ScriptRejection) -> String {
        for index in entries.indices {
            if index > 0, entries[index].hasGap || beginsPart(index) { output += "\n" }
            if let line = entries[index].line {
                try layout.place(line, in: source)
                write(line)
            } else {
                writeComment(index)
            }
        }
        try layout.checkClosed(in: source)
        return output
    }

    // MARK: Empty lines

    /// Whether a step or a definition, with the comments right above it, begins here and wants an empty line.
    private func beginsPart(_ index: Int) -> Bool {
        guard isPart(followedFrom: index) else { return false }
        let before = entries[index - 1]
        guard let line = before.line else { return !isPart(followedFrom: index - 1) || before.line != nil }
        return line.keyword?.opensBlock != true && line.keyword != .else
    }

    /// Whether the next line from here is a step, a definition, or a plugin's preset or hook, with nothing but comments
    /// between.
    private func isPart(followedFrom index: Int) -> Bool {
        var index = index
        while index < entries.count {
            if let line = entries[index].line {
                return line.keyword == .step || line.keyword == .define || layout.opensPluginBlock(line)
            }
            index += 1
            if index < entries.count, entries[index].hasGap { return false }
        }
        return false
    }

    // MARK: Lines

    private mutating func write(_ line: Lexer.Line) {
        let indentation = layout.indentation
        output += blanks(indentation)
        for (index, word) in line.words.enumerated() {
            if index > 0 {
                let between = bytes[line.words[index - 1].range.upperBound..<word.range.lowerBound]
                output += between.contains(.newline) ? " \\\n" + blanks(indentation + 4) : " "
            }
            output += source.canonical(word)
        }
        if let comment = line.comment { output += "  " + commentText(comment) }
        output += "\n"
        layout.enter(line)
    }

    private mutating func writeComment(_ index: Int) {
        output += blanks(commentIndentation(index)) + commentText(entries[index].range) + "\n"
    }

    private func commentText(_ range: Range<Int>) -> String {
        var text = source.text(in: range)
        while let last = text.unicodeScalars.last, last == " " || last == "\t" || last == "\r" {
            text.unicodeScalars.removeLast()
        }
        return text
    }

    /// A comment stands as the line that it is right above; otherwise as the lines before it, unless it begins its line.
    private func commentIndentation(_ index: Int) -> Int {
        var next = index + 1
        while next < entries.count, !entries[next].hasGap {
            if let line = entries[next].line { return layout.indentation(before: line) }
            next += 1
        }
        let start = entries[index].range.lowerBound
        return start == 0 || bytes[start - 1] == .newline ? 0 : layout.indentation
    }

    private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}

/// How far lines are indented: by the blocks and steps that are open.
struct BlockLayout {
    private var blocks = [Block(opening: nil, isInStep: false)]
    private(set) var indentation = 0
    private let isPlugin: Bool

    init(isPlugin: Bool) { self.isPlugin = isPlugin }

    /// Whether a line opens what only a plugin has, at the outermost place.
    func opensPluginBlock(_ line: Lexer.Line) -> Bool {
        isPlugin && blocks.count == 1 && PluginTextReader.opensBlock(line)
    }

    private struct Block {
        var opening: Lexer.Line?
        var isInStep: Bool
    }

    /// Closes what the line closes, and finds the line's own place.
    mutating func place(_ line: Lexer.Line, in source: ScriptSource) throws(ScriptRejection) {
        switch line.keyword {
        case .end:
            guard blocks.count > 1 else {
                throw ScriptRejection(
                    Diagnostic(
                        .syntax, "stray-end", "there is no block that this end could close", source: source,
                        range: line.words[0].range, advice: ["take it out; a step needs none, it runs to the next step"]
                    ))
            }
            indentation = depth(of: blocks.dropLast())
            blocks.removeLast()
        case .else:
            indentation = depth(of: blocks.dropLast())
            blocks[blocks.count - 1].isInStep = false
        case .step, .finally, .define:
            blocks[blocks.count - 1].isInStep = false
            indentation = depth(of: blocks[...])
        default: indentation = depth(of: blocks[...])
        }
    }

    /// Opens what the line opens; ``indentation`` is that of the lines after it.
    mutating func enter(_ line: Lexer.Line) {
        if line.keyword?.opensBlock == true || opensPluginBlock(line) {
            blocks.append(Block(opening: line, isInStep: false))
        }
        if line.keyword == .step { blocks[blocks.count - 1].isInStep = true }
        indentation = depth(of: blocks[...])
    }

    /// Where a comment right above this line stands: before an `end` or an `else` it belongs to the block.
    func indentation(before line: Lexer.Line) -> Int {
        guard [.step, .finally, .define].contains(line.keyword) else { return indentation }
        var outer = blocks
        outer[outer.count - 1].isInStep = false
        return depth(of: outer[...])
    }

    func checkClosed(in source: ScriptSource) throws(ScriptRejection) {
        guard let opening = blocks.last?.opening, blocks.count > 2 || opening.keyword != .finally else { return }
        throw ScriptRejection(
            Diagnostic(
                .syntax, "unclosed-block", "\(opening.words[0].bareText ?? "") is opened here and never closed",
                source: source, range: opening.words[0].range, advice: ["write end on a line of its own behind it"]))
    }

    private func depth(of blocks: ArraySlice<Block>) -> Int {
        max(0, (blocks.count - 1) * 2) + blocks.count { $0.isInStep } * 2
    }
}
