extension UInt8 {
    /// Space, tab, carriage return.
    package var isSpace: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == UInt8(ascii: "\r") }
}

extension String {
    /// Cut to what a message can bear.
    package var shortened: String { count > 300 ? String(prefix(300)) + "…" : self }
}
