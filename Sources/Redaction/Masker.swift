public import JSONKit

/// Hides secrets wherever they stand in a text or a value; ``SecretReach`` tells where a short one is taken for itself.
///
/// The password of a URL is hidden, known or not, and so is what is a token by its form.
public struct Masker: Sendable {
    private let mask: SecretMask
    private var known: [String: SecretReach] = [:]
    private var spellings = SpellingTable()
    /// What the table is too coarse for: fewer than four bytes, hidden where they are words of their own.
    private var words: [String: String] = [:]
    /// Words of the language, ``PlainWord``: in Keyway's own sentences hidden only where they are values.
    private var plain: Set<String> = []
    /// Fewer than eight bytes: hidden also where their names say what they are.
    private var short: Set<String> = []

    public init(fingerprint: Fingerprint) { mask = SecretMask(fingerprint) }

    /// - Parameter origin: who said that it is secret; it decides where a short one is hidden.
    public mutating func add(_ secret: String, _ origin: SecretReach.Origin = .found) {
        // What a dry run puts in a secret's place is none.
        if secret.hasPrefix("<"), secret.hasSuffix(">") { return }
        let reach = SecretReach(of: secret, origin)
        guard !secret.isEmpty, known[secret].map({ $0 < reach }) ?? true else { return }
        known[secret] = reach
        let shown = mask.masked(secret)
        if PlainWord.isOne(secret) {
            plain.insert(secret)
            short.insert(secret)
        }
        for spelling in SecretSpelling.all(of: secret) {
            if reach != .everywhere { short.insert(spelling) }
            if spelling.utf8.count >= SpellingTable.shortest, reach > .named {
                spellings.add(spelling, shownAs: shown, reach: reach)
            } else if reach >= .word {
                words[spelling] = shown
            }
        }
    }

    /// One that masks alike, and knows no secret yet.
    package var emptied: Masker { Masker(mask: mask) }

    private init(mask: SecretMask) { self.mask = mask }

    /// What is shown of a secret, known or not.
    public func masked(_ secret: String) -> String { mask.masked(secret) }

    public func hides(_ text: String) -> Bool { !found(in: text).isEmpty }

    public func mask(_ text: String) -> String { text.replacing(found(in: text)) { _, shown in shown } }

    /// A sentence of Keyway's own with every secret in it hidden.
    ///
    /// A secret may be a word of the sentence, as in "the secret is wrong": such a one is hidden where it is a value, in
    /// quotes, after `=` or its name, or by itself, and the sentence stays as it is.
    public func maskOwn(_ text: String) -> String {
        text.replacing(found(in: text, isOwn: true)) { _, shown in shown }
    }

    /// The text with stars in place of every secret, as many as it has bytes: what stands behind keeps its place.
    public func starred(_ text: String) -> String {
        text.replacing(found(in: text)) { secret, _ in String(repeating: "*", count: secret.utf8.count) }
    }

    private typealias Found = (range: Range<Int>, with: String)

    private func found(in text: String, isOwn: Bool = false) -> [Found] {
        let bytes = Array(text.utf8)
        let passes: (Range<Int>) -> Bool = { range in
            isOwn && plain.contains(String(decoding: bytes[range], as: UTF8.self))
                && !PlainWord.isValue(range, in: bytes)
        }
        let forms = SecretForm.ranges(in: bytes).map { range -> Found in
            (range, mask.masked(String(decoding: bytes[range], as: UTF8.self)))
        }
        return named(in: bytes, text) + words(in: bytes, text).filter { !passes($0.range) }
            + spelled(in: bytes, passing: passes) + forms
    }

    /// How many bytes at a text's end may begin a secret whose rest is still to come.
    package func openEnd(of text: String) -> Int { spellings.openEnd(of: Array(text.utf8.suffix(4096))) }

    /// - Parameter passes: whether a spelling that stands there is no secret.
    private func spelled(in bytes: [UInt8], passing passes: (Range<Int>) -> Bool) -> [Found] {
        var found: [Found] = []
        var position = 0
        while let match = spellings.firstMatch(in: bytes, from: position) {
            if passes(match.range) {
                position = match.range.lowerBound + 1
                continue
            }
            found.append((match.range, match.shown))
            position = match.range.upperBound
        }
        return found
    }

    /// Short ones under their names, and the passwords of URLs.
    private func named(in bytes: [UInt8], _ text: String) -> [Found] {
        guard !short.isEmpty || NamedValue.mayHoldUserinfo(text) else { return [] }
        return NamedValue.all(in: bytes).compactMap { value in
            let secret = String(decoding: bytes[value.range], as: UTF8.self)
            let isHidden =
                value.notation == .userinfo
                ? SecretLine.isWritten(bytes[value.range]) : value.isSecret && short.contains(secret)
            return isHidden ? (value.range, mask.masked(secret)) : nil
        }
    }

    private func words(in bytes: [UInt8], _ text: String) -> [Found] {
        words.filter { text.contains($0.key) }.flatMap { word, shown in
            bytes.indices.dropLast(word.utf8.count - 1).map { $0..<$0 + word.utf8.count }.filter {
                bytes[$0].elementsEqual(word.utf8) && SecretReach.word.holds($0, in: bytes)
            }.map { ($0, shown) }
        }
    }

    /// A typed line with every secret hidden, also those that only the line itself shows to be some.
    public func maskLine(_ line: String) -> String {
        mask(SecretLine.replacing(in: line) { value, _ in mask.masked(value) })
    }

    /// The value with every secret in its strings hidden.
    public func mask(_ json: JSON) -> JSON { mask(json, isOwn: false) }

    /// An answer of Keyway's own, whose strings are values or sentences, ``maskOwn(_:)-(String)``.
    package func maskOwn(_ json: JSON) -> JSON { mask(json, isOwn: true) }

    private func mask(_ json: JSON, isOwn: Bool) -> JSON {
        switch json.kind {
        case .string: json.string.map { masked($0, isOwn) } ?? json
        case .integer, .real: hides(json.text()) ? JSON(mask(json.text())) : json
        case .array: JSON((json.elements ?? []).map { mask($0, isOwn: isOwn) })
        case .object:
            JSON(members: (json.members ?? []).map { (mask($0.name), mask($0.value, under: $0.name, isOwn: isOwn)) })
        default: json
        }
    }

    private func masked(_ text: String, _ isOwn: Bool) -> JSON { JSON(isOwn ? maskOwn(text) : mask(text)) }

    /// The value of a member or a field: a short secret is known by the name.
    package func mask(_ json: JSON, under name: String, isOwn: Bool = false) -> JSON {
        let text = json.string ?? json.integer.map { String($0) } ?? ""
        let isSecret = SecretNames.isVariable(name) && name.lowercased() != "code"
        return isSecret && short.contains(text) ? JSON(masked(text)) : mask(json, isOwn: isOwn)
    }
}

extension String {
    /// The text with ranges of UTF-8 offsets replaced; of those that overlap the one that begins first counts, and of
    /// those that begin together the longest.
    package func replacing<With>(
        _ parts: [(range: Range<Int>, with: With)], by replacement: (_ text: String, With) -> String
    ) -> String {
        if parts.isEmpty { return self }
        let bytes = Array(utf8)
        var result: [UInt8] = []
        var position = 0
        let order = parts.sorted {
            ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
        }
        for (range, with) in order where range.lowerBound >= position {
            result += bytes[position..<range.lowerBound]
            result += replacement(String(decoding: bytes[range], as: UTF8.self), with).utf8
            position = range.upperBound
        }
        return String(decoding: result + bytes[position...], as: UTF8.self)
    }
}
