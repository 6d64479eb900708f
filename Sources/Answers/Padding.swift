extension String {
    /// With spaces up to this many characters.
    package func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
