extension StringProtocol {
    /// The text with everything visible that could move the cursor, colour or reorder what a terminal shows.
    ///
    /// Control characters (C0 without line feed and tab, DEL, C1), bidirectional controls, line and paragraph
    /// separators and other invisible format characters become escapes such as `\u{1b}`. Use it on whatever a server,
    /// a file or a plugin sent.
    public func sanitizedForTerminal() -> String { sanitized { $0 == "\n" || $0 == "\t" } }

    /// As `sanitizedForTerminal()`, with line feeds and tabs shown as `\n` and `\t` too: for one line, or a cell.
    public func sanitizedForOneLine() -> String { sanitized { _ in false } }

    private func sanitized(keeping isKept: (Unicode.Scalar) -> Bool) -> String {
        if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(self) }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if !scalar.isDangerousOnTerminal || isKept(scalar) {
                result.append(scalar)
            } else {
                result.append(contentsOf: scalar.visibleEscape.unicodeScalars)
            }
        }
        return String(result)
    }
}

extension Unicode.Scalar {
    /// Whether a terminal may act on this scalar, or a reader be misled by it.
    var isDangerousOnTerminal: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
        // Emoji need the joiner (U+200D), Persian and Indic scripts both joiners.
        case .format: value != 0x200C && value != 0x200D
        default: false
        }
    }

    fileprivate var visibleEscape: String {
        switch self {
        case "\n": "\\n"
        case "\t": "\\t"
        case "\r": "\\r"
        default: "\\u{\(String(value, radix: 16))}"
        }
    }
}
