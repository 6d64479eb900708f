/// The percent encoding of `application/x-www-form-urlencoded` for one name or value (RFC 6749, Appendix B).
public enum FormCoding {
    /// What is wrong with an encoded text that was read all the same.
    public enum Defect: Sendable, Equatable {
        /// A `%` without two hexadecimal digits after it.
        case malformedEscape
        /// The octets are not UTF-8.
        case notUTF8
    }

    /// The UTF-8 octets, with a space as `+` and all but `A-Z a-z 0-9 * - . _` as `%XX`.
    public static func encode(_ text: String) -> String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count)
        for octet in text.utf8 {
            switch octet {
            case UInt8(ascii: " "): encoded.append(UInt8(ascii: "+"))
            case _ where octet.isAlphanumeric || "*-._".utf8.contains(octet): encoded.append(octet)
            default: PercentCoding.append(octet, to: &encoded)
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Undoes ``encode(_:)``. A `%` that starts no escape stays as it is, and octets that are not UTF-8 become
    /// U+FFFD; `defect` says which came first.
    public static func decode(_ text: some StringProtocol) -> (text: String, defect: Defect?) {
        let octets = Array(text.utf8)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(octets.count)
        var defect: Defect?
        var position = 0
        while position < octets.count {
            if octets[position] == UInt8(ascii: "%") {
                if let octet = PercentCoding.escapedOctet(octets, at: position) {
                    decoded.append(octet)
                    position += 3
                    continue
                }
                defect = defect ?? .malformedEscape
            }
            decoded.append(octets[position] == UInt8(ascii: "+") ? UInt8(ascii: " ") : octets[position])
            position += 1
        }
        guard let valid = String(validating: decoded, as: UTF8.self) else {
            return (String(decoding: decoded, as: UTF8.self), defect ?? .notUTF8)
        }
        return (valid, defect)
    }
}
