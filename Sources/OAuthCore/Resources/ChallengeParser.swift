public import HTTPMessage

extension AuthenticationChallenge {
    /// The challenges of all `WWW-Authenticate` fields, in order.
    public static func parse(_ headers: HTTPHeaders) -> [AuthenticationChallenge] {
        headers.values("WWW-Authenticate").flatMap(parse)
    }

    /// The challenges of one field value (RFC 9110 §11.6.1).
    ///
    /// Takes what can be had: what fits no rule is skipped to the next comma, a quoted string without an end goes to the
    /// end of the field, and a value that should have been quoted goes to the next blank or comma.
    public static func parse(_ fieldValue: String) -> [AuthenticationChallenge] {
        var parser = ChallengeParser(fieldValue)
        return parser.challenges()
    }
}

/// Reads challenges off a field value from left to right.
private struct ChallengeParser {
    private let octets: [UInt8]
    private var position = 0
    private var found: [AuthenticationChallenge] = []

    init(_ text: String) { octets = Array(text.utf8) }

    mutating func challenges() -> [AuthenticationChallenge] {
        while let isSeparated = skipSeparators() {
            if !takeParameter(), !(isSeparated && takeScheme()) { skipToComma() }
        }
        return found
    }

    private var current: UInt8? { position < octets.count ? octets[position] : nil }

    /// Passes blanks and commas; nil at the end, else whether there was a comma or nothing before.
    private mutating func skipSeparators() -> Bool? {
        var isSeparated = found.isEmpty
        while let octet = current, isBlank(octet) || octet == comma {
            isSeparated = isSeparated || octet == comma
            position += 1
        }
        return current == nil ? nil : isSeparated
    }

    private mutating func skipBlanks() {
        while let octet = current, isBlank(octet) { position += 1 }
    }

    private mutating func skipToComma() {
        while let octet = current, octet != comma { position += 1 }
    }

    private mutating func take(while allowed: (UInt8) -> Bool) -> String {
        let start = position
        while let octet = current, allowed(octet) { position += 1 }
        return String(decoding: octets[start..<position], as: UTF8.self)
    }

    /// `auth-param = token BWS "=" BWS ( token / quoted-string )`, for the challenge at hand.
    private mutating func takeParameter() -> Bool {
        guard !found.isEmpty else { return false }
        let start = position
        let name = take(while: isTokenCharacter)
        skipBlanks()
        guard !name.isEmpty, current == equals else {
            position = start
            return false
        }
        position += 1
        skipBlanks()
        let value = takeValue(of: name)
        found[found.count - 1].parameters.append(AuthenticationChallenge.Parameter(name, value))
        return true
    }

    /// Some servers put apostrophes where quotes belong, or no quotes round a description with spaces in it.
    private mutating func takeValue(of name: String) -> String {
        if current == quote { return takeQuoted() }
        if current == apostrophe, octets[(position + 1)...].contains(apostrophe) {
            position += 1
            let value = take { $0 != apostrophe }
            position += 1
            return value
        }
        guard name.lowercased() == "error_description" else { return take { !isBlank($0) && $0 != comma } }
        var value = take { $0 != comma }
        while value.last == " " { value.removeLast() }
        return value
    }

    /// `auth-scheme [ 1*SP token68 ]`.
    private mutating func takeScheme() -> Bool {
        let scheme = take(while: isTokenCharacter)
        guard !scheme.isEmpty, current.map({ isBlank($0) || $0 == comma }) ?? true else { return false }
        skipBlanks()
        found.append(AuthenticationChallenge(scheme, token68: takeToken68()))
        return true
    }

    /// `token68 = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="`, up to a comma or the end.
    private mutating func takeToken68() -> String? {
        let start = position
        var text = take(while: isToken68Character)
        let padding = take { $0 == equals }
        let end = position
        skipBlanks()
        guard !text.isEmpty, current == nil || current == comma else {
            position = start
            return nil
        }
        position = end
        text += padding
        return text
    }

    private mutating func takeQuoted() -> String {
        position += 1
        var value: [UInt8] = []
        while let octet = current {
            position += 1
            if octet == quote { break }
            if octet == backslash, let escaped = current {
                position += 1
                value.append(escaped)
            } else {
                value.append(octet)
            }
        }
        return String(decoding: value, as: UTF8.self)
    }
}

private let comma = UInt8(ascii: ",")
private let equals = UInt8(ascii: "=")
private let quote = UInt8(ascii: "\"")
private let apostrophe = UInt8(ascii: "'")
private let backslash = UInt8(ascii: "\\")

private func isBlank(_ octet: UInt8) -> Bool { octet == UInt8(ascii: " ") || octet == UInt8(ascii: "\t") }
