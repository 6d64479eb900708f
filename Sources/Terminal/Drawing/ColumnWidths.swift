/// Shares a width among columns.
enum ColumnWidths {
    private static let smallest = 4

    /// The natural widths, or, where they are too much, the widest columns cut down to a common width first.
    static func fit(_ natural: [Int], within limit: Int?, gap: Int) -> [Int] {
        guard let limit, !natural.isEmpty else { return natural }
        var excess = natural.reduce(gap * (natural.count - 1), +) - limit
        var widths = natural
        while excess > 0, let widest = widths.max(), widest > smallest {
            let next = max(widths.filter { $0 < widest }.max() ?? 0, smallest)
            let indices = widths.indices.filter { widths[$0] == widest }
            let cut = min(excess, (widest - next) * indices.count)
            let (each, rest) = cut.quotientAndRemainder(dividingBy: indices.count)
            for (position, index) in indices.enumerated() { widths[index] -= each + (position < rest ? 1 : 0) }
            excess -= cut
        }
        return widths
    }
}
