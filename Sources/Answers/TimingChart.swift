/// Phases one below the other, each with a bar that begins where the one before ended.
struct TimingChart {
    /// In columns; with the margin, the names and the numbers it fits 40.
    static let width = 15

    private let phases: [(name: String, microseconds: Int64)]

    /// - Parameter phases: in their order, the last of them the whole.
    init(_ phases: [(String, Int64)]) { self.phases = phases.map { ($0.0, max(0, $0.1)) } }

    var lines: [String] {
        let total = max(1, phases.last?.microseconds ?? 1)
        var elapsed: Int64 = 0
        return phases.enumerated().map { index, phase in
            let start = index == phases.count - 1 ? 0 : elapsed
            elapsed += phase.microseconds
            let time = ExchangePart.milliseconds(phase.microseconds)
            let head = phase.name.padded(to: 12) + String(repeating: " ", count: max(0, 9 - time.count)) + time
            let bar = bar(from: start, length: phase.microseconds, of: total)
            return bar.isEmpty ? head : head + "  " + bar
        }
    }

    private func bar(from start: Int64, length: Int64, of total: Int64) -> String {
        guard length > 0 else { return "" }
        let scale = { (time: Int64) in Int(min(time, total) * Int64(Self.width) / total) }
        let first = min(scale(start), Self.width - 1)
        let last = max(first + 1, scale(start + length))
        return String(repeating: " ", count: first) + String(repeating: "#", count: last - first)
    }
}
