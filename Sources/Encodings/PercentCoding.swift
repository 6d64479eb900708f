/// Percent coding of URLs (RFC 3986 §2.1).
package enum PercentCoding {
    /// The UTF-8 octets, all but the unreserved characters (RFC 3986 §2.3) as `%XX`.
    package static func encode(_ text: some StringProtocol) -> String { encode(text.utf8) }

    /// The octets, all but the unreserved characters (RFC 3986 §2.3) as `%XX`.
    package static func encode(_ octets: some Sequence<UInt8>) -> String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(octets.underestimatedCount)
        for octet in octets {
            if octet.isUnreserved { encoded.append(octet) } else { append(octet, to: &encoded) }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// One segment of a URL's path (RFC 3986 §3.3): as ``encode(_:)``, and the dots of `.` and `..` too, which would
    /// otherwise name another folder.
    package static func encodeSegment(_ text: String) -> String {
        guard text == "." || text == ".." else { return encode(text) }
        return text.replacing(".", with: "%2E")
    }

    /// The text, or nil where a `%` starts no escape or the octets are not UTF-8.
    package static func decode(_ text: some StringProtocol) -> String? {
        let octets = Array(text.utf8)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(octets.count)
        var position = 0
        while position < octets.count {
            guard octets[position] == UInt8(ascii: "%") else {
                decoded.append(octets[position])
                position += 1
                continue
            }
            guard let octet = escapedOctet(octets, at: position) else { return nil }
            decoded.append(octet)
            position += 3
        }
        return String(validating: decoded, as: UTF8.self)
    }

    /// `%XX`.
    static func append(_ octet: UInt8, to encoded: inout [UInt8]) {
        encoded.append(UInt8(ascii: "%"))
        encoded.append(digits[Int(octet >> 4)])
        encoded.append(digits[Int(octet & 15)])
    }

    /// The octet of the escape at a `%`; nil where two hexadecimal digits do not follow it.
    static func escapedOctet(_ octets: [UInt8], at position: Int) -> UInt8? {
        guard position + 2 < octets.count, let high = Hexadecimal.value(of: octets[position + 1]),
            let low = Hexadecimal.value(of: octets[position + 2])
        else { return nil }
        return high << 4 | low
    }

    /// In upper case (RFC 3986 §2.1).
    private static let digits = Array("0123456789ABCDEF".utf8)
}
