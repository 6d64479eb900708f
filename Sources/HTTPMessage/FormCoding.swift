/// The percent encoding of `application/x-www-form-urlencoded` for one name or value (RFC 6749, Appendix B).
public enum FormCoding {
    /// The UTF-8 octets, with a space as `+` and all but `A-Z a-z 0-9 * - . _` as `%XX`.
    public static func encode(_ text: String) -> String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count)
        for octet in text.utf8 {
            switch octet {
            case UInt8(ascii: " "): encoded.append(UInt8(ascii: "+"))
            case _ where isUnreserved(octet): encoded.append(octet)
            default: encoded += [UInt8(ascii: "%"), hexDigits[Int(octet >> 4)], hexDigits[Int(octet & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Undoes ``encode(_:)``. A `%` that starts no escape stays as it is, and octets that are not UTF-8 become
    /// U+FFFD; `defect` says which came first.
    public static func decode(_ text: some StringProtocol) -> (text: String, defect: FormDefect.Reason?) {
        let octets = Array(text.utf8)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(octets.count)
        var defect: FormDefect.Reason?
        var position = 0
        while position < octets.count {
            if octets[position] == UInt8(ascii: "%") {
                if let octet = escapedOctet(octets, at: position) {
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

    private static let hexDigits = Array("0123456789ABCDEF".utf8)

    private static func isUnreserved(_ octet: UInt8) -> Bool {
        octet.isAlphanumeric || "*-._".utf8.contains(octet)
    }

    private static func escapedOctet(_ octets: [UInt8], at position: Int) -> UInt8? {
        guard position + 2 < octets.count, let high = hexValue(octets[position + 1]),
            let low = hexValue(octets[position + 2])
        else { return nil }
        return high << 4 | low
    }

    private static func hexValue(_ octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): octet - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): octet - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
