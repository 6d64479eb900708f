extension StringProtocol {
    /// The text with signs of typography in their nearest ASCII form, for a terminal whose locale has no more. Letters stay
    /// as they are: they may be data, and no other one stands for them.
    ///
    /// What becomes longer takes the room of the blanks behind it, so that columns stay in line.
    public var inASCII: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return String(self) }
        return split(separator: "\n", omittingEmptySubsequences: false).map { ASCIILine($0).text }.joined(
            separator: "\n")
    }
}

private struct ASCIILine {
    private(set) var text = ""
    /// How many columns too many there are.
    private var excess = 0

    init(_ line: some StringProtocol) {
        var rest = line.unicodeScalars[...]
        while let scalar = rest.first {
            let blanks = rest.prefix { $0 == " " }.count
            if blanks > 0 {
                let dropped = Swift.min(excess, blanks - 1)
                excess -= dropped
                text += String(repeating: " ", count: blanks - dropped)
                rest = rest.dropFirst(blanks)
                continue
            }
            let written = Self.signs[scalar]
            text += written ?? String(scalar)
            excess += (written?.count ?? 1) - 1
            rest.removeFirst()
        }
    }

    /// Quotes are single ones, which mean nothing inside JSON.
    private static let signs: [Unicode.Scalar: String] = [
        "…": "...", "“": "'", "”": "'", "„": "'", "‘": "'", "’": "'", "§": "sec. ", "–": "-", "—": "-", "−": "-",
        "·": "*", "•": "*", "●": "*", "×": "x", "→": "->", "←": "<-", "±": "+-", "✓": "+", "✗": "x", "›": ">",
        "▸": ">", "▾": "v", "▶": ">", "◀": "<", "│": "|", "─": "-", "⏎": "\\n", "█": "#", "\u{A0}": " ",
    ]
}
