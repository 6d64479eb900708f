/// Walks a text in steps that a terminal takes: a colour sequence, or a character.
struct StyledText: Sequence, IteratorProtocol {
    enum Piece: Equatable {
        /// An SGR sequence (ECMA-48 8.3.117), which takes no column.
        case style(Substring)
        case character(Character)
    }

    private var rest: Substring

    init(_ text: some StringProtocol) { rest = Substring(text) }

    mutating func next() -> Piece? {
        if let end = styleEnd() {
            defer { rest = rest[end...] }
            return .style(rest[..<end])
        }
        return rest.popFirst().map(Piece.character)
    }

    private func styleEnd() -> Substring.Index? {
        guard rest.hasPrefix("\u{1b}[") else { return nil }
        let parameters = rest.dropFirst(2).prefix { $0.isASCII && ($0.isNumber || $0 == ";" || $0 == ":") }
        guard parameters.endIndex < rest.endIndex, rest[parameters.endIndex] == "m" else { return nil }
        return rest.index(after: parameters.endIndex)
    }
}
