internal import Encodings

/// The steps from the root as a normalized path (RFC 9535 §2.7).
struct NormalizedPath {
    private var bytes = [UInt8(ascii: "$")]

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func append(_ step: PathStep) {
        bytes.append(UInt8(ascii: "["))
        if let name = step.name {
            bytes.append(UInt8(ascii: "'"))
            append(name)
            bytes.append(UInt8(ascii: "'"))
        } else {
            bytes.append(contentsOf: step.index.description.utf8)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func append(_ name: UnsafeRawBufferPointer) {
        for byte in name {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: bytes.append(contentsOf: Unicode.Scalar(byte).pathEscape.utf8)
            default: bytes.append(byte)
            }
        }
    }
}

extension Unicode.Scalar {
    /// A control character as it is written in a string of a query.
    var pathEscape: String {
        switch self {
        case "\u{8}": "\\b"
        case "\u{C}": "\\f"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u" + Hexadecimal.text(value, width: 4)
        }
    }
}
