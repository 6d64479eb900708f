internal import HTTPMessage
public import JSONKit
public import OAuthCore

/// Hides secrets wherever they stand in a text or a value.
public struct Masker: Sendable {
    private let mask: SecretMask
    /// Each spelling of each secret, with what is shown instead; longest first, since one may hold another.
    private var replacements: [(spelling: String, mask: String)] = []
    private var known: Set<String> = []

    /// In bytes; shorter ones, such as the sandbox's passwords, are words that would be hidden where they are no secret.
    private static let shortest = 8

    public init(fingerprint: Fingerprint) { mask = SecretMask(fingerprint) }

    public mutating func add(_ secret: String) {
        guard secret.utf8.count >= Masker.shortest, known.insert(secret).inserted else { return }
        let shown = mask.masked(secret)
        let escaped = String(JSON(secret).text().dropFirst().dropLast())
        for spelling in Set([secret, FormCoding.encode(secret), escaped]) {
            let position =
                replacements.firstIndex { $0.spelling.utf8.count < spelling.utf8.count } ?? replacements.count
            replacements.insert((spelling, shown), at: position)
        }
    }

    /// What is shown of a secret, known or not.
    public func masked(_ secret: String) -> String { mask.masked(secret) }

    public func hides(_ text: String) -> Bool { replacements.contains { text.contains($0.spelling) } }

    public func mask(_ text: String) -> String {
        var text = text
        for replacement in replacements where text.contains(replacement.spelling) {
            text = text.replacing(replacement.spelling, with: replacement.mask)
        }
        return text
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
