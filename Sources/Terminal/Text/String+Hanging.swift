extension StringProtocol {
    /// The text in lines of at most `width` columns, as a page of help is laid out: what goes on from a line stands under
    /// its second column where the line has two, `  name  what it is`, else under its beginning.
    public func wrappedHanging(toWidth width: Int) -> [String] {
        split(separator: "\n", omittingEmptySubsequences: false).flatMap { HangingLine($0).wrapped(toWidth: width) }
    }
}

/// A line of help in its parts.
private struct HangingLine {
    private let whole: Substring
    private let indent: Int
    /// Where a second column begins; nil without one.
    private let second: String.Index?

    /// As many columns as a description needs to be read.
    private static let narrowest = 24

    init(_ line: some StringProtocol) {
        whole = Substring(line)
        indent = whole.prefix { $0 == " " }.count
        let body = whole.dropFirst(indent)
        let gap = body.firstRange(of: "  ").map { body[$0.lowerBound...] }
        let description = gap?.firstIndex { $0 != " " }
        // More than two columns are a list of words.
        let isPair = indent > 0 && description.map { !body[$0...].contains("  ") } ?? false
        second = isPair ? description : nil
    }

    func wrapped(toWidth width: Int) -> [String] {
        guard whole.terminalWidth > width else { return [String(whole)] }
        guard let second else { return lines(String(whole.dropFirst(indent)), width, first: indent, rest: indent) }
        let column = whole[..<second].terminalWidth
        let text = String(whole[second...])
        if width - column >= min(HangingLine.narrowest, text.terminalWidth) {
            let rest = text.wrapped(toWidth: width - column)
            return rest.enumerated().map { index, part in
                (index == 0 ? String(whole[..<second]) : String(repeating: " ", count: column)) + part
            }
        }
        // Too little is left beside the first column.
        let term = String(whole[..<second].trimmingTrailingBlanks()).dropFirst(indent)
        return lines(String(term), width, first: indent, rest: indent + 2)
            + lines(text, width, first: indent + 4, rest: indent + 4)
    }

    private func lines(_ text: String, _ width: Int, first: Int, rest: Int) -> [String] {
        text.wrapped(toWidth: max(1, width - rest)).enumerated().map { index, part in
            String(repeating: " ", count: index == 0 ? first : rest) + part
        }
    }
}
