extension PathComparison {
    /// Compares as RFC 9535 §2.3.5.2.2 says, where nil is Nothing.
    func holds(_ left: RawJSON?, _ right: RawJSON?) -> Bool {
        switch self {
        case .equal: Self.areEqual(left, right)
        case .notEqual: !Self.areEqual(left, right)
        case .less: Self.isLess(left, right)
        case .greater: Self.isLess(right, left)
        case .lessOrEqual: Self.isLess(left, right) || Self.areEqual(left, right)
        case .greaterOrEqual: Self.isLess(right, left) || Self.areEqual(left, right)
        }
    }

    private static func areEqual(_ left: RawJSON?, _ right: RawJSON?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return JSON.areEqual(left, right)
    }

    /// Numbers by value, strings by code points (whose order is that of UTF-8 bytes); nothing else has an order.
    private static func isLess(_ left: RawJSON?, _ right: RawJSON?) -> Bool {
        guard let left, let right else { return false }
        if let order = JSON.order(ofNumbers: left, right) { return order == .ascending }
        guard JSON.Kind(left) == .string, JSON.Kind(right) == .string else { return false }
        return left.stringBytes.lexicographicallyPrecedes(right.stringBytes)
    }
}
