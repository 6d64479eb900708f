/// A subject that servers' words and numbers speak of: the redirect URI, the secret, the scope.
///
/// A topic ranks causes and takes others out of the first place; it never proves one. To add one, write it in this folder
/// and name it in ``TopicTable``.
package struct Topic: Sendable {
    /// A stable name: `redirect-uri`.
    package let name: String
    /// Error codes, in lower case and whole.
    var codes: Set<String> = []
    /// Numbers of Microsoft's, `AADSTS50011`, and of others that have them.
    var numbers: [String] = []
    /// Phrases in lower case. `…` within a phrase stands for at most 80 characters.
    var words: [String] = []
    /// Phrases that say that something else is meant.
    var unless: [String] = []
    /// Where it may be said; nil for everywhere.
    var at: Set<EndpointKind>?
    /// Whether its words may stand beside an alternative: “use either HTTP Basic or the body”.
    var takesAlternatives = false
    /// Whether it is about a token, so that what a JWT says of itself is told beside it.
    var isOfToken = false
    /// Causes of rules that these words speak for, beside that of `meanings`.
    var speaksFor: Set<String> = []
    /// What the words usually mean, the first that fits.
    var meanings: [Meaning] = []

    /// What a topic usually means at some endpoints.
    struct Meaning: Sendable {
        let cause: String
        /// Where it means this; nil for everywhere.
        var at: Set<EndpointKind>?
        let sentence: String
        let fix: String
        /// Nil where it never holds for a subject.
        var holds: (@Sendable (Case) -> Bool)?
        var references: [String] = []

        /// Whether it holds by what a request has or has not.
        var readsRequest: Bool {
            let ofRequest: Set = [
                "origin-needs-pkce", "client-secret-is-its-id", "json-wanted", "token-request-malformed",
            ]
            return holds != nil && (cause.hasSuffix("-missing") || ofRequest.contains(cause))
        }

        init(
            _ cause: String, at: Set<EndpointKind>? = nil, _ sentence: String, fix: String, references: [String] = [],
            holds: (@Sendable (Case) -> Bool)? = nil
        ) {
            self.cause = cause
            self.at = at
            self.sentence = sentence
            self.fix = fix
            self.references = references
            self.holds = holds
        }
    }
}

extension Topic {
    /// Whether a server's words speak of it.
    func isNamed(in words: ServerWords) -> Bool {
        if isNamedByCode(in: words) { return true }
        guard self.words.contains(where: { Topic.matches($0, words.bytes) }) else { return false }
        return !unless.contains { Topic.matches($0, words.bytes) }
    }

    /// Whether a server names it by a code or by a number, and not by words alone.
    func isNamedByCode(in words: ServerWords) -> Bool {
        words.codes.contains { codes.contains($0.lowercased()) } || numbers.contains { Topic.names($0, words) }
    }

    /// Whether a number is named, as `AADSTS50011` or as a code of its own, and not as the beginning of another.
    private static func names(_ number: String, _ words: ServerWords) -> Bool {
        let digits = number.drop { !$0.isNumber }
        if words.codes.contains(where: { $0 == number || $0 == digits }) { return true }
        guard let place = words.bytes[...].firstRange(ofBytes: Array(number.lowercased().utf8)) else { return false }
        let next = place.upperBound < words.bytes.endIndex ? words.bytes[place.upperBound] : 0
        return !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next)
    }

    /// Whether a phrase stands in a text and begins there at the beginning of a word; its parts between `…` in their order, each at most 80 bytes behind the one
    /// before it.
    static func matches(_ phrase: String, _ text: [UInt8]) -> Bool {
        let parts = phrase.split(separator: "\u{2026}").map { Array($0.utf8) }
        guard let first = parts.first else { return false }
        var rest = text[...]
        while let place = rest.firstRange(ofBytes: first) {
            guard isWordStart(place.lowerBound, text) else {
                rest = text[(place.lowerBound + 1)...]
                continue
            }
            var next = text[place.upperBound...]
            let isFound = parts.dropFirst().allSatisfy { part in
                guard let found = next.prefix(80 + part.count).firstRange(ofBytes: part) else { return false }
                next = text[found.upperBound...]
                return true
            }
            if isFound { return true }
            rest = text[place.upperBound...]
        }
        return false
    }
}

/// Whether no ASCII letter or digit stands before a place, or none stands at it.
private func isWordStart(_ place: Int, _ text: [UInt8]) -> Bool {
    guard place > 0 else { return true }
    return !(isLetterOrDigit(text[place]) && isLetterOrDigit(text[place - 1]))
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

extension ArraySlice<UInt8> {
    /// The first place of a run of bytes that is not empty.
    func firstRange(ofBytes needle: [UInt8]) -> Range<Int>? {
        guard let first = needle.first, needle.count <= count else { return nil }
        var start = startIndex
        let last = endIndex - needle.count
        while start <= last {
            if self[start] == first, self[start..<(start + needle.count)].elementsEqual(needle) {
                return start..<(start + needle.count)
            }
            start += 1
        }
        return nil
    }
}
