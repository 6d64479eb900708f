/// A place in the text of a query, which moves forward as pieces are taken.
///
/// The grammar of RFC 9535 allows blanks between some pieces and not between others, so the parsers ask for them where
/// they may stand.
struct PathScanner {
    let scalars: [Unicode.Scalar]
    var position = 0
    /// How many brackets, parentheses and function calls are open.
    var depth = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    var isAtEnd: Bool { position == scalars.count }

    /// The next character, nil at the end.
    var next: Unicode.Scalar? { peek(0) }

    func peek(_ distance: Int) -> Unicode.Scalar? {
        let index = position + distance
        return scalars.indices.contains(index) ? scalars[index] : nil
    }

    func isNext(_ text: String) -> Bool {
        var distance = 0
        for scalar in text.unicodeScalars {
            guard peek(distance) == scalar else { return false }
            distance += 1
        }
        return true
    }

    /// Takes the text if it comes next.
    mutating func take(_ text: String) -> Bool {
        guard isNext(text) else { return false }
        position += text.unicodeScalars.count
        return true
    }

    /// Takes characters while they are of a kind.
    @discardableResult
    mutating func takeWhile(_ isWanted: (Unicode.Scalar) -> Bool) -> String {
        let start = position
        while let next, isWanted(next) { position += 1 }
        return text(start..<position)
    }

    /// Takes what RFC 9535 §2.1.1 calls `S`.
    mutating func skipBlanks() { takeWhile(\.isPathBlank) }

    func text(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range.clamped(to: scalars.indices)])
        return String(text)
    }
}

extension Unicode.Scalar {
    var isPathBlank: Bool { self == " " || self == "\t" || self == "\n" || self == "\r" }

    var isDigit: Bool { ("0"..."9").contains(self) }

    /// The first character of a member name without quotes (§2.5.1.1).
    var beginsPathName: Bool {
        ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_" || value >= 0x80
    }

    var continuesPathName: Bool { beginsPathName || isDigit }
}
