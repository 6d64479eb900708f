internal import HTTPMessage
public import JSONKit
public import OAuthCore

/// Hides secrets wherever they stand in a text or a value.
///
/// A secret of eight bytes or more is hidden everywhere. A shorter one, such as a sandbox user's password, is a word that
/// stands in many a text where it is no secret: it is hidden where it is a value by itself, and one of fewer than four
/// bytes not at all.
public struct Masker: Sendable {
    private let mask: SecretMask
    private var known: Set<String> = []
    private var spellings = SpellingTable()

    public init(fingerprint: Fingerprint) { mask = SecretMask(fingerprint) }

    public mutating func add(_ secret: String) {
        guard secret.utf8.count >= SpellingTable.shortest, known.insert(secret).inserted else { return }
        let shown = mask.masked(secret)
        let escaped = String(JSON(secret).text().dropFirst().dropLast())
        for spelling in Set([secret, FormCoding.encode(secret), escaped]) { spellings.add(spelling, shownAs: shown) }
    }

    /// What is shown of a secret, known or not.
    public func masked(_ secret: String) -> String { mask.masked(secret) }

    public func hides(_ text: String) -> Bool { spellings.firstMatch(in: Array(text.utf8), from: 0) != nil }

    public func mask(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard var match = spellings.firstMatch(in: bytes, from: 0) else { return text }
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
        return String(decoding: masked, as: UTF8.self)
    }

    /// The value with every secret in its strings hidden.
    public func mask(_ json: JSON) -> JSON {
        switch json.kind {
        case .string: json.string.map { hides($0) ? JSON(mask($0)) : json } ?? json
        case .array: JSON((json.elements ?? []).map(mask))
        case .object: JSON(members: (json.members ?? []).map { (mask($0.name), mask($0.value)) })
        default: json
        }
    }
}
