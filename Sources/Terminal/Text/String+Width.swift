/// Where a text stands in a wider field.
public enum Alignment: Sendable { case left, right, center }

extension StringProtocol {
    /// How many terminal columns the text takes: wide characters and emoji two, combining marks and colours none.
    public var terminalWidth: Int {
        if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return utf8.count }
        return StyledText(self).reduce(0) { sum, piece in
            if case .character(let character) = piece { sum + character.terminalWidth } else { sum }
        }
    }

    /// The text cut to `width` columns, ending in `ellipsis` where something was left out. Colours stay balanced.
    public func truncated(toWidth width: Int, ellipsis: String = "…") -> String {
        guard terminalWidth > width else { return String(self) }
        let room = width - ellipsis.terminalWidth
        guard room >= 0 else { return truncated(toWidth: width, ellipsis: "") }
        var result = ""
        var used = 0
        var full = false
        for piece in StyledText(self) {
            switch piece {
            case .style(let sequence): result += sequence
            case .character(let character):
                if !full, used + character.terminalWidth > room {
                    full = true
                    result += ellipsis
                }
                if !full {
                    used += character.terminalWidth
                    result.append(character)
                }
            }
        }
        return result
    }

    /// The text without styles, cut to `width` columns, beginning with `ellipsis` where something was left out.
    func truncatedAtStart(toWidth width: Int, ellipsis: String = "…") -> String {
        guard terminalWidth > width else { return String(self) }
        let room = Swift.max(0, width - ellipsis.terminalWidth)
        var kept = self[...]
        while kept.terminalWidth > room { kept.removeFirst() }
        return ellipsis + kept
    }

    /// The text with blanks added to `width` columns; a longer one is left as it is.
    public func padded(toWidth width: Int, alignment: Alignment = .left) -> String {
        let missing = Swift.max(0, width - terminalWidth)
        let before =
            switch alignment {
            case .left: 0
            case .right: missing
            case .center: missing / 2
            }
        return String(repeating: " ", count: before) + self + String(repeating: " ", count: missing - before)
    }

    /// The text in lines of at most `width` columns, broken at blanks, and inside a word only where it must. (A single
    /// character that is wider stands alone.)
    ///
    /// - Parameter keepsWords: leaves a longer word whole, an address or a path that is to be copied: the terminal breaks
    ///   it, and knows that it is one.
    public func wrapped(toWidth width: Int, keepsWords: Bool = false) -> [String] {
        split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            var wrapper = LineWrapper(width: Swift.max(1, width), keepsWords: keepsWords)
            for word in line.split(separator: " ", omittingEmptySubsequences: false) { wrapper.add(word) }
            return wrapper.finish()
        }
    }
}

/// Fills lines word by word.
private struct LineWrapper {
    let width: Int
    let keepsWords: Bool
    private var lines: [String] = []
    private var line = ""
    private var used = 0
    private var isFirst = true

    init(width: Int, keepsWords: Bool) {
        self.width = width
        self.keepsWords = keepsWords
    }

    mutating func add(_ word: some StringProtocol) {
        let size = word.terminalWidth
        if isFirst {
            isFirst = false
        } else if used + 1 + size <= width {
            append(" ", width: 1)
        } else {
            breakLine()
        }
        size <= width || keepsWords ? append(word, width: size) : addInParts(word)
    }

    mutating func finish() -> [String] { lines + [line] }

    private mutating func addInParts(_ word: some StringProtocol) {
        for piece in StyledText(word) {
            switch piece {
            case .style(let sequence): append(sequence, width: 0)
            case .character(let character):
                if used > 0, used + character.terminalWidth > width { breakLine() }
                append(String(character), width: character.terminalWidth)
            }
        }
    }

    private mutating func append(_ text: some StringProtocol, width: Int) {
        line += text
        used += width
    }

    private mutating func breakLine() {
        lines.append(line)
        line = ""
        used = 0
    }
}
