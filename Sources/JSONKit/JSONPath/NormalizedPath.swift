extension [PathStep] {
    /// The steps from the root as a normalized path (RFC 9535 §2.7).
    var normalizedPath: String {
        reduce(into: "$") { path, step in
            if let name = step.name {
                path +=
                    "['" + String(decoding: name, as: UTF8.self).unicodeScalars.map(\.inNormalizedPath).joined() + "']"
            } else {
                path += "[\(step.index)]"
            }
        }
    }
}

extension Unicode.Scalar {
    fileprivate var inNormalizedPath: String {
        switch self {
        case "'", "\\": "\\\(self)"
        case _ where value < 0x20: pathEscape
        default: String(self)
        }
    }

    /// A control character as it is written in a string of a query.
    var pathEscape: String {
        switch self {
        case "\u{8}": "\\b"
        case "\u{C}": "\\f"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u" + String(repeating: "0", count: 4 - String(value, radix: 16).count) + String(value, radix: 16)
        }
    }
}
