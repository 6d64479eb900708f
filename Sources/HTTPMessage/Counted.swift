extension BinaryInteger {
    /// The number with what it counts: `1 byte`, `2 bytes`.
    ///
    /// - Parameters:
    ///   - noun: one of them.
    ///   - plural: several, where that is not the noun and an s.
    package func counted(_ noun: String, plural: String? = nil) -> String {
        "\(self) \(self == 1 ? noun : plural ?? "\(noun)s")"
    }
}
