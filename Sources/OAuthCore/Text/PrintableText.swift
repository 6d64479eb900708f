/// Text of strangers, made fit to show.
public enum PrintableText {
    /// The text with control, format and bidirectional characters as U+FFFD, cut after `limit` characters.
    public static func safe(_ text: some StringProtocol, limit: Int = 2000) -> String {
        var safe = String.UnicodeScalarView()
        var scalars = text.unicodeScalars.makeIterator()
        for _ in 0..<limit {
            guard let scalar = scalars.next() else { return String(safe) }
            safe.append(isPrintable(scalar) ? scalar : "\u{FFFD}")
        }
        if scalars.next() != nil { safe.append("\u{2026}") }
        return String(safe)
    }

    /// The beginning of a body, for a message about it, or nil where it might show a secret.
    static func excerpt(_ body: [UInt8], limit: Int = 120) -> String? {
        let start = safe(String(decoding: body.prefix(limit * 4), as: UTF8.self), limit: limit)
        let lowercased = start.lowercased()
        return ["token", "secret", "password"].contains { lowercased.contains($0) } ? nil : start
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
