/// An array slice selector (RFC 9535 §2.3.4).
struct PathSlice: Sendable {
    let start: Int?
    let end: Int?
    let step: Int

    /// The indices that the slice selects of an array of `count` elements, in its order.
    func indices(count: Int) -> StrideTo<Int> {
        let (lower, upper) = bounds(count: count)
        if step > 0 { return stride(from: lower, to: upper, by: step) }
        if step < 0 { return stride(from: upper, to: lower, by: step) }
        return stride(from: 0, to: 0, by: 1)
    }

    /// As §2.3.4.2.2 computes them; every number here is within ±2⁵³ and cannot overflow.
    private func bounds(count: Int) -> (lower: Int, upper: Int) {
        let start = normalized(start ?? (step >= 0 ? 0 : count - 1), count: count)
        let end = normalized(end ?? (step >= 0 ? count : -count - 1), count: count)
        if step >= 0 { return (clamp(start, 0, count), clamp(end, 0, count)) }
        return (clamp(end, -1, count - 1), clamp(start, -1, count - 1))
    }

    private func normalized(_ index: Int, count: Int) -> Int { index >= 0 ? index : count + index }

    private func clamp(_ index: Int, _ low: Int, _ high: Int) -> Int { min(max(index, low), high) }
}
