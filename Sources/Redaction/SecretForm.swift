internal import Encodings
internal import Foundation
internal import HTTPMessage

/// What a secret is known by from its form alone.
enum SecretForm {
    /// Where in a text a token of a known kind stands, a JWT (RFC 7519) or a private key (RFC 7468).
    static func ranges(in text: String) -> [Range<Int>] { ranges(in: Array(text.utf8)) }

    /// In one pass: most bytes begin nothing.
    static func ranges(in text: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var position = 0
        while position < text.count {
            guard begins[Int(text[position])], position == 0 || !text[position - 1].isNameCharacter,
                let end = end(at: position, in: text)
            else {
                position += 1
                continue
            }
            let isStandIn = text[position..<end].firstRange(of: MaskedText.mark.utf8) != nil
            if !isStandIn { found.append(position..<end) }
            position = end
        }
        return found
    }

    private static func end(at start: Int, in text: [UInt8]) -> Int? {
        privateKeyEnd(at: start, in: text) ?? tokenEnd(at: start, in: text)
    }

    private static func tokenEnd(at start: Int, in text: [UInt8]) -> Int? {
        let rest = text[start...].prefix(1 << 14)
        // A JSON object in base64url begins so; behind it a signature or a part of it.
        if rest.starts(with: "eyJ".utf8) {
            let head = rest.prefix(while: \.isNameCharacter)
            guard head.count >= 9 else { return nil }
            let end = wordEnd(rest)
            return head.endIndex < end ? end : nil
        }
        guard let kind = kinds.first(where: { rest.starts(with: $0) }) else { return nil }
        let end = wordEnd(rest)
        return end - start >= kind.count + 12 ? end : nil
    }

    /// Where a word with dots in it ends; the dot behind a sentence is no part of it.
    private static func wordEnd(_ text: ArraySlice<UInt8>) -> Int {
        let word = text.prefix { $0.isNameCharacter || $0 == UInt8(ascii: ".") }
        return word.lastIndex { $0 != UInt8(ascii: ".") }.map { $0 + 1 } ?? word.startIndex
    }

    private static func privateKeyEnd(at start: Int, in text: [UInt8]) -> Int? {
        let label = text[start...].prefix(48)
        guard label.starts(with: "-----BEGIN ".utf8), let head = label.firstRange(of: "PRIVATE KEY-----".utf8) else {
            return nil
        }
        let rest = text[head.upperBound...].prefix(1 << 14)
        guard let foot = rest.firstRange(of: "-----END ".utf8) else { return rest.endIndex }
        return text[foot.upperBound...].prefix(48).firstRange(of: "KEY-----".utf8)?.upperBound ?? foot.upperBound
    }

    private static let kinds = SecretMask.knownKinds.map { Array($0.utf8) }
    /// Which bytes one of them begins with.
    private static let begins: [Bool] = {
        var begins = Array(repeating: false, count: 256)
        for kind in kinds + [Array("eyJ".utf8), Array("-".utf8)] { begins[Int(kind[0])] = true }
        return begins
    }()

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
        // Between words there are changes too, as in a path: they tell nothing.
        let changes = zip(bytes, bytes.dropFirst()).count { kind($0) != kind($1) && kind($0) < 3 && kind($1) < 3 }
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
}
