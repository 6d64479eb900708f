internal import Encodings

/// A value that a text gives under a name, in the notations of messages and command lines: `name=value`, `name:="value"`,
/// `"name": "value"`, `Name: value`, and the password of `https://name:password@host`.
public struct NamedValue: Sendable, Equatable {
    public enum Notation: Sendable, Equatable {
        /// A form, a query, an item of a command.
        case pair
        /// A member of JSON: the name stands in quotes.
        case member
        case header
        /// One cookie of a header; the name is the header's.
        case cookie
        /// What stands between `:` and `@` in a URL; the name is `password`.
        case userinfo
    }

    public let name: String
    public let notation: Notation
    /// In UTF-8 offsets: without quotes, and without the scheme of a credential.
    public let range: Range<Int>

    /// Whether its name says that it is secret; `code` is a word for errors too where it names a member.
    public var isSecret: Bool {
        switch notation {
        case .cookie, .userinfo: true
        case .member: name != "code" && (SecretNames.isParameter(name) || SecretNames.isHeader(name))
        case .pair, .header: SecretNames.isParameter(name) || SecretNames.isHeader(name)
        }
    }

    /// Whether it is worth a look for the passwords of URLs.
    public static func mayHoldUserinfo(_ text: String) -> Bool {
        text.utf8.contains(UInt8(ascii: "@")) && text.contains("://")
    }

    /// All of them in their order; one may hold others, as a header holds cookies and a quoted text a form.
    public static func all(in text: [UInt8]) -> [NamedValue] {
        var scanner = NamedValueScanner(text: text)
        return scanner.scan()
    }
}

private struct NamedValueScanner {
    let text: [UInt8]
    private var found: [NamedValue] = []
    /// Where the last bare value ends, and where it does without what closes a sentence: one that begins in it ends
    /// there too. Without this a text of nothing but `a=a=a=` would take as many passes as it has names.
    private var bareEnd = (whole: 0, trimmed: 0)
    /// The ends of the long values in which the scanner stands.
    private var openLong: [Int] = []

    init(text: [UInt8]) { self.text = text }

    mutating func scan() -> [NamedValue] {
        var position = 0
        while position < text.count {
            let byte = text[position]
            guard byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") else {
                position += 1
                continue
            }
            position = byte == UInt8(ascii: ":") && has("//", at: position + 1) ? authority(position) : pair(position)
        }
        return found
    }

    // MARK: URLs

    /// - Returns: where to go on.
    private mutating func authority(_ colon: Int) -> Int {
        let start = colon + 3
        let end = text[start...].prefix(1024).firstIndex { Self.authorityEnds.contains($0) } ?? text.count
        guard let at = text[start..<max(start, end)].lastIndex(of: UInt8(ascii: "@")) else { return start }
        if let inner = text[start..<at].firstIndex(of: UInt8(ascii: ":")), inner + 1 < at {
            found.append(NamedValue(name: "password", notation: .userinfo, range: inner + 1..<at))
        }
        return at
    }

    private static let authorityEnds = Array("/?#\"'<> \t\r\n\\".utf8)

    // MARK: Names and values

    private mutating func pair(_ separator: Int) -> Int {
        var start = separator + 1
        // := and == are one separator.
        if start < text.count, text[start] == UInt8(ascii: "=") { start += 1 }
        guard let name = name(before: separator) else { return start }
        value(of: name, from: start, isColon: text[separator] == UInt8(ascii: ":") && start == separator + 1)
        return start
    }

    private struct Name {
        let text: String
        /// The quote before it, if there is one.
        let opened: UInt8?
        /// Whether the quote ends behind it.
        let isQuoted: Bool
    }

    private func name(before separator: Int) -> Name? {
        var end = separator
        while end > 0, separator - end < 8, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
        let isQuoted = end > 0 && Self.isQuote(text[end - 1])
        if isQuoted { end -= 1 }
        if isQuoted, end > 0, text[end - 1] == Self.backslash { end -= 1 }
        var start = end
        while start > 0, end - start < 64, text[start - 1].isNameCharacter { start -= 1 }
        guard start < end else { return nil }
        let before = start > 0 ? text[start - 1] : nil
        return Name(
            text: String(decoding: text[start..<end], as: UTF8.self),
            opened: before.flatMap { Self.isQuote($0) ? $0 : nil },
            isQuoted: isQuoted)
    }

    private mutating func value(of name: Name, from separatorEnd: Int, isColon: Bool) {
        var start = separatorEnd
        while start < text.count, start - separatorEnd < 8, text[start] == UInt8(ascii: " ") { start += 1 }
        let isSpaced = start > separatorEnd
        var end: Int
        if let quoted = quoted(from: start) {
            (start, end) = (quoted.lowerBound, quoted.upperBound)
        } else if isColon, isSpaced, !name.isQuoted {
            let line = text[start...].prefix(Self.longestLine)
            end = line.firstIndex { Self.isLineEnd($0) || $0 == name.opened } ?? line.endIndex
        } else {
            end = endOfBare(from: start)
            if SecretNames.isHeader(name.text), SecretNames.isScheme(text[start..<end]) {
                end = endOfBare(from: min(end + 1, text.count))
            }
        }
        if has("{{", at: start) { return }
        add(name, start..<max(start, end), isColon: isColon)
    }

    private mutating func endOfBare(from start: Int) -> Int {
        if start > bareEnd.whole {
            let end = text[start...].firstIndex { Self.valueEnds.contains($0) } ?? text.count
            let last = text[start..<end].lastIndex { !",.)}]".utf8.contains($0) }
            bareEnd = (end, last.map { $0 + 1 } ?? start)
        }
        return max(start, bareEnd.trimmed)
    }

    private mutating func add(_ name: Name, _ range: Range<Int>, isColon: Bool) {
        guard !range.isEmpty, !isTooDeep(range) else { return }
        let lowercased = name.text.lowercased()
        if isColon, lowercased == "cookie" || lowercased == "set-cookie" {
            return cookies(name.text, range, isSet: lowercased == "set-cookie")
        }
        let notation: NamedValue.Notation = name.isQuoted ? .member : isColon ? .header : .pair
        let value = SecretNames.isHeader(name.text) ? SecretNames.withoutScheme(text, range, name.text) : range
        found.append(NamedValue(name: name.text, notation: notation, range: value))
    }

    /// Whether a long value lies in too many others: no message is written so, and all of them together could take more
    /// memory than there is.
    private mutating func isTooDeep(_ range: Range<Int>) -> Bool {
        guard range.count > Self.short else { return false }
        openLong.removeAll { $0 <= range.lowerBound }
        guard openLong.count < Self.deepest else { return true }
        openLong.append(range.upperBound)
        return false
    }

    private mutating func cookies(_ name: String, _ range: Range<Int>, isSet: Bool) {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = text[start..<range.upperBound].firstIndex(of: UInt8(ascii: ";")) ?? range.upperBound
            if let equals = text[start..<end].firstIndex(of: UInt8(ascii: "=")), equals + 1 < end {
                found.append(NamedValue(name: name, notation: .cookie, range: equals + 1..<end))
            }
            if isSet { return }
            start = end + 1
        }
    }

    /// What stands in quotes, which may be escaped themselves.
    private func quoted(from start: Int) -> Range<Int>? {
        let isEscaped = start < text.count && text[start] == Self.backslash
        let open = isEscaped ? start + 1 : start
        guard open < text.count, Self.isQuote(text[open]) else { return nil }
        var end = open + 1
        while end < text.count, text[end] != text[open] {
            let ends = text[end] == Self.backslash
            if ends, isEscaped, end + 1 < text.count, text[end + 1] == text[open] { break }
            end += ends ? 2 : 1
        }
        return open + 1..<min(end, text.count)
    }

    private func has(_ word: StaticString, at position: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard position + count <= text.count else { return false }
        return (0..<count).allSatisfy { text[position + $0] == word.utf8Start[$0] }
    }

    /// In bytes: what comes from a server may be one line without an end.
    private static let longestLine = 8192
    private static let short = 256
    private static let deepest = 8
    private static let backslash = UInt8(ascii: "\\")
    private static let valueEnds = Array(" \t\r\n&;\"'<>#".utf8)

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
