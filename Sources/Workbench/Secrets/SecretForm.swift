internal import Foundation
internal import OAuthCore

/// What a secret is known by from its form alone.
enum SecretForm {
    /// Where in a text a token of a known kind stands, a JWT (RFC 7519) or a private key (RFC 7468).
    static func ranges(in text: String) -> [Range<Int>] {
        kinds(in: text) + texts(of: /eyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*)*/, in: text)
            + (text.contains("PRIVATE KEY-----")
                ? texts(
                    of: /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:(?!-----END)[\s\S])*(?:-----END [A-Z ]*-----)?/, in: text)
                : [])
    }

    /// Whether a value as a whole is one, or looks as only what a generator has made does.
    static func isWhole(_ value: String) -> Bool {
        let text = value.trimmingCharacters(in: .whitespacesAndNewlines)
        return ranges(in: text).contains { $0.lowerBound == 0 && $0.upperBound == text.utf8.count }
    }

    /// A long text of capitals, small letters and digits mixed, as keys are: no word, no path, no UUID, no digest.
    static func isRandom(_ value: String) -> Bool {
        let bytes = Array(value.utf8)
        guard (28...512).contains(bytes.count), value.wholeMatch(of: /[A-Za-z0-9_+\/=~-]+/) != nil,
            value.contains(where: \.isUppercase), value.contains(where: \.isLowercase),
            value.count(where: \.isNumber) >= 3
        else { return false }
        let counts = Dictionary(bytes.map { ($0, 1) }, uniquingKeysWith: +).values
        let entropy = counts.reduce(0) { sum, count in
            let share = Double(count) / Double(bytes.count)
            return sum - share * log2(share)
        }
        let changes = zip(bytes, bytes.dropFirst()).count { kind($0) != kind($1) }
        return entropy >= 4 && changes * 3 >= bytes.count
    }

    private static func kind(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): 0
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 2
        default: 3
        }
    }

    /// A known prefix that begins a word, and at least twelve characters behind it.
    private static func kinds(in text: String) -> [Range<Int>] {
        SecretMask.knownKinds.flatMap { kind in
            text.ranges(of: kind).compactMap { found -> Range<Int>? in
                let isBegun =
                    found.lowerBound == text.startIndex
                    || !isTokenCharacter(text[text.index(before: found.lowerBound)])
                var rest = text[found.upperBound...].prefix { isTokenCharacter($0) || $0 == "." }
                while rest.last == "." { rest.removeLast() }
                guard isBegun, rest.utf8.count >= 12 else { return nil }
                let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
                return start..<start + kind.utf8.count + rest.utf8.count
            }
        }
    }

    private static func isTokenCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber) || "-_".contains(character)
    }

    private static func texts(of pattern: Regex<Substring>, in text: String) -> [Range<Int>] {
        text.ranges(of: pattern).map { found in
            let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
            return start..<start + text[found].utf8.count
        }
    }
}
