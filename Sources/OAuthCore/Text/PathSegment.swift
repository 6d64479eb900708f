/// One segment of a URL's path (RFC 3986 §3.3).
enum PathSegment {
    /// All but the unreserved characters as `%XX`, and dots alone too, which would otherwise mean another folder.
    static func encode(_ text: String) -> String {
        let isDots = text == "." || text == ".."
        return text.utf8.map { octet in
            guard isDots || !isUnreserved(octet) else { return String(UnicodeScalar(octet)) }
            let digits = String(octet, radix: 16, uppercase: true)
            return digits.count == 1 ? "%0\(digits)" : "%\(digits)"
        }.joined()
    }
}
