internal import CJansson

extension JSON: Equatable {
    /// Equal as RFC 9535 §2.3.5.2.2 compares: numbers by their exact value, objects whatever their order.
    public static func == (one: JSON, other: JSON) -> Bool { areEqual(one.pointer, other.pointer) }

    static func areEqual(_ one: RawJSON, _ other: RawJSON) -> Bool {
        var pairs = [(one, other)]
        while let (one, other) = pairs.popLast() {
            guard one != other else { continue }
            switch (Kind(one), Kind(other)) {
            case (.array, .array):
                guard json_array_size(one) == json_array_size(other) else { return false }
            case (.object, .object):
                guard json_object_size(one) == json_object_size(other) else { return false }
            default:
                guard areEqualScalars(one, other) else { return false }
            }
            guard pair(one, with: other, into: &pairs) else { return false }
        }
        return true
    }

    /// Sets the children of two containers side by side; false where one has no partner.
    private static func pair(
        _ one: RawJSON, with other: RawJSON, into pairs: inout [(RawJSON, RawJSON)]
    ) -> Bool {
        var children = JSONChildren(of: one)
        while let child = children.next() {
            let partner = child.name.map { other[name: $0] } ?? json_array_get(other, child.index)
            guard let partner else { return false }
            pairs.append((child.value, partner))
        }
        return true
    }

    private static func areEqualScalars(_ one: RawJSON, _ other: RawJSON) -> Bool {
        if let order = order(ofNumbers: one, other) { return order == .same }
        return json_equal(one, other) != 0
    }
}

extension JSON {
    enum Order { case ascending, same, descending }

    /// How two numbers compare by their exact values; nil if one is no number.
    static func order(ofNumbers one: RawJSON, _ other: RawJSON) -> Order? {
        switch (Kind(one), Kind(other)) {
        case (.integer, .integer): order(json_integer_value(one), json_integer_value(other))
        case (.real, .real): order(json_real_value(one), json_real_value(other))
        case (.integer, .real): order(exactly: json_integer_value(one), json_real_value(other))
        case (.real, .integer): order(exactly: json_integer_value(other), json_real_value(one)).reversed
        default: nil
        }
    }

    private static func order<Value: Comparable>(_ one: Value, _ other: Value) -> Order {
        one == other ? .same : one < other ? .ascending : .descending
    }

    /// Without rounding the integer, as a conversion to a real would.
    private static func order(exactly integer: Int64, _ real: Double) -> Order {
        let whole = real.rounded(.towardZero)
        guard let exact = Int64(exactly: whole) else { return real > 0 ? .ascending : .descending }
        return integer == exact ? order(0, real - whole) : order(integer, exact)
    }
}

extension JSON.Order {
    fileprivate var reversed: Self {
        switch self {
        case .ascending: .descending
        case .same: .same
        case .descending: .ascending
        }
    }
}
