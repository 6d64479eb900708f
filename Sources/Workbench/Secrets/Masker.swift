internal import HTTPMessage
public import JSONKit
public import OAuthCore

/// Hides secrets wherever they stand in a text or a value.
///
/// A secret of eight bytes or more is hidden everywhere. A shorter one, such as a sandbox user's password, is a word that
/// stands in many a text where it is no secret: it is hidden where it is a value by itself, and one of fewer than four
/// bytes not at all. What somebody marked as secret is hidden everywhere, and as a word if it has fewer than four bytes.
public struct Masker: Sendable {
    private let mask: SecretMask
    private var known: Set<String> = []
    private var spellings = SpellingTable()
    /// Marked secrets too short for the table: they are hidden where they are a word of their own.
    private var words: [String: String] = [:]

    public init(fingerprint: Fingerprint) { mask = SecretMask(fingerprint) }

    /// - Parameter isMarked: whether somebody said that it is secret, so that it is hidden everywhere even if it is short.
    public mutating func add(_ secret: String, isMarked: Bool = false) {
        // What a dry run puts in a secret's place is none.
        if secret.hasPrefix("<"), secret.hasSuffix(">") { return }
        if isMarked, !secret.isEmpty, secret.utf8.count < SpellingTable.shortest { words[secret] = mask.masked(secret) }
        guard secret.utf8.count >= SpellingTable.shortest, known.insert(isMarked ? "!\(secret)" : secret).inserted
        else {
            return
        }
        let shown = mask.masked(secret)
        let escaped = String(JSON(secret).text().dropFirst().dropLast())
        for spelling in Set([secret, FormCoding.encode(secret), escaped]) {
            spellings.add(spelling, shownAs: shown, isMarked: isMarked)
        }
    }

    /// One that masks alike, and knows no secret yet.
    var emptied: Masker { Masker(mask: mask) }

    private init(mask: SecretMask) { self.mask = mask }

    /// What is shown of a secret, known or not.
    public func masked(_ secret: String) -> String { mask.masked(secret) }

    public func hides(_ text: String) -> Bool {
        spellings.firstMatch(in: Array(text.utf8), from: 0) != nil || maskingWords(text) != text
    }

    public func mask(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard var match = spellings.firstMatch(in: bytes, from: 0) else { return maskingWords(text) }
        var masked: [UInt8] = []
        var position = 0
        while true {
            masked += bytes[position..<match.range.lowerBound]
            masked += match.shown.utf8
            position = match.range.upperBound
            guard let next = spellings.firstMatch(in: bytes, from: position) else { break }
            match = next
        }
        masked += bytes[position...]
        return maskingWords(String(decoding: masked, as: UTF8.self))
    }

    private func maskingWords(_ text: String) -> String {
        var masked = text
        for (word, mask) in words where masked.contains(word) { masked = masked.replacingWord(word, with: mask) }
        return masked
    }

    /// The value with every secret in its strings hidden.
    public func mask(_ json: JSON) -> JSON {
        switch json.kind {
        case .string: json.string.map { hides($0) ? JSON(mask($0)) : json } ?? json
        case .integer, .real: hides(json.text()) ? JSON(mask(json.text())) : json
        case .array: JSON((json.elements ?? []).map(mask))
        case .object: JSON(members: (json.members ?? []).map { (mask($0.name), mask($0.value)) })
        default: json
        }
    }
}

extension String {
    /// The text with a word replaced where neither a letter nor a digit stands beside it.
    fileprivate func replacingWord(_ word: String, with other: String) -> String {
        var result = ""
        var rest = self[...]
        while let found = rest.firstRange(of: word) {
            let before = rest[..<found.lowerBound].last ?? result.last
            let after = rest[found.upperBound...].first
            let isWord = ![before, after].contains { $0?.isLetter == true || $0?.isNumber == true }
            result += rest[..<found.lowerBound] + (isWord ? other : word)
            rest = rest[found.upperBound...]
        }
        return result + rest
    }
}
