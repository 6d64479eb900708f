/// Candidates as lines: with summaries one a line, else in columns.
struct CompletionList {
    let candidates: [CompletionCandidate]
    /// How many lines there may be; what does not fit is counted.
    let height: Int

    func draw(_ capabilities: TerminalCapabilities) -> [String] {
        let width = (capabilities.columns ?? 80) - 1
        let lines =
            candidates.contains { $0.summary != nil }
            ? summaryLines(width, capabilities) : columnLines(width, capabilities)
        return lines.map { capabilities.hasUnicode ? $0 : $0.inASCII }
    }

    private func summaryLines(_ width: Int, _ capabilities: TerminalCapabilities) -> [String] {
        let shown = candidates.prefix(candidates.count > height ? height - 1 : height)
        let widest = min(shown.map(\.text.terminalWidth).max() ?? 0, max(8, width * 2 / 3))
        let lines = shown.map { candidate in
            let text = candidate.text.truncated(toWidth: widest, ellipsis: capabilities.ellipsis)
            guard let summary = candidate.summary, width - widest - 2 > 0 else { return text }
            let words = summary.sanitizedForOneLine().truncated(
                toWidth: width - widest - 2, ellipsis: capabilities.ellipsis)
            return text.padded(toWidth: widest + 2) + capabilities.paint(words, .dim)
        }
        return lines + rest(after: shown.count, capabilities)
    }

    private func columnLines(_ width: Int, _ capabilities: TerminalCapabilities) -> [String] {
        let cell = min(width, (candidates.map(\.text.terminalWidth).max() ?? 0) + 2)
        let columns = max(1, width / max(1, cell))
        let needed = (candidates.count + columns - 1) / columns
        let rows = needed > height ? height - 1 : needed
        let shown = candidates.prefix(rows * columns)
        let lines = (0..<rows).map { row in
            stride(from: row, to: shown.count, by: rows).map { index in
                shown[index].text.truncated(toWidth: max(1, cell - 2), ellipsis: capabilities.ellipsis)
                    .padded(toWidth: cell)
            }.joined().trimmingTrailingBlanks()
        }
        return lines.map(String.init) + rest(after: shown.count, capabilities)
    }

    private func rest(after count: Int, _ capabilities: TerminalCapabilities) -> [String] {
        let left = candidates.count - count
        return left > 0 ? [capabilities.paint("\(capabilities.ellipsis) and \(left) more", .dim)] : []
    }
}
