/// Comparison whose time tells nothing of where two secrets differ.
public enum ConstantTime {
    /// True where both have the same bytes. Only a difference in length shows in the time.
    public static func equal(_ one: String, _ other: String) -> Bool {
        equal(Array(one.utf8), Array(other.utf8))
    }

    /// Whether both are the same bytes, in a time that depends on their lengths alone.
    public static func equal(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        var difference: UInt8 = 0
        for index in one.indices { difference |= one[index] ^ other[index] }
        return difference == 0
    }
}
