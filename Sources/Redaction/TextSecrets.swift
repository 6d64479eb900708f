internal import Encodings
internal import HTTPMessage

/// Secrets in a body that is neither a form nor whole JSON: a page, a form that calls itself text, JSON that was cut off.
enum TextSecrets {
    static func find(in body: ArraySlice<UInt8>) -> [FoundSecret] {
        // A picture has no names.
        guard !body.prefix(4096).contains(0) else { return [] }
        let bytes = Array(body)
        let named = NamedValue.all(in: bytes).filter { $0.isSecret && isHeld($0, in: bytes) }.flatMap { value in
            let written = String(decoding: bytes[value.range], as: UTF8.self)
            // In a form the value is meant without its encoding.
            let meant = value.notation == .pair ? FormParameters.parse("p=" + written).first("p") : nil
            return Set([written, meant ?? written]).map { FoundSecret(kind: value.name, value: $0) }
        }
        return named + fields(bytes) + elements(bytes) + forms(bytes)
    }

    /// Whether a value is given, and not told of in prose: "the password: at least eight characters".
    private static func isHeld(_ value: NamedValue, in text: [UInt8]) -> Bool {
        // Programs and prose have words in such places: password=password, code=function.
        guard value.name.lowercased() != "code", !text[value.range].allSatisfy(\.isLetter) else { return false }
        let before = value.range.lowerBound > 0 ? text[value.range.lowerBound - 1] : 0
        switch value.notation {
        case .member: return before == UInt8(ascii: "\"")
        case .pair, .userinfo: return before != UInt8(ascii: " ")
        case .header, .cookie: return false
        }
    }

    /// What is a token by its form, whatever its name.
    static func forms(_ text: [UInt8]) -> [FoundSecret] {
        SecretForm.ranges(in: text).map { FoundSecret(kind: "token", value: String(decoding: text[$0], as: UTF8.self)) }
    }

    /// `<access_token>…</access_token>`
    private static func elements(_ text: [UInt8]) -> [FoundSecret] {
        var found: [FoundSecret] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(start + 1)...]
            let tag = rest.prefix(64).prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<") }
            let name = String(decoding: tag, as: UTF8.self)
            // HTML has an element `code`, for whatever is to be typed.
            guard tag.endIndex < text.count, text[tag.endIndex] == UInt8(ascii: ">"), name.lowercased() != "code",
                SecretNames.isParameter(name)
            else { continue }
            let value = text[(tag.endIndex + 1)...].prefix(4096).prefix { $0 != UInt8(ascii: "<") }
            guard !value.allSatisfy(\.isLetter) else { continue }
            found.append(FoundSecret(kind: name, value: String(decoding: value, as: UTF8.self)))
        }
        return found
    }

    /// `<input type="hidden" name="form_token" value="…">`, `<meta name="csrf-token" content="…">`
    private static func fields(_ text: [UInt8]) -> [FoundSecret] {
        var found: [FoundSecret] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(start + 1)...]
            guard rest.starts(with: "input".utf8) || rest.starts(with: "meta".utf8) else { continue }
            let tag = rest.prefix(4096).prefix { $0 != UInt8(ascii: ">") }
            rest = text[tag.endIndex...]
            let bytes = Array(tag)
            var attributes: [String: String] = [:]
            for value in NamedValue.all(in: bytes) where value.notation == .pair {
                attributes[value.name.lowercased()] = String(decoding: bytes[value.range], as: UTF8.self)
            }
            guard let name = attributes["name"], let value = attributes["value"] ?? attributes["content"],
                SecretNames.isParameter(name)
            else {
                continue
            }
            found.append(FoundSecret(kind: name, value: value))
        }
        return found
    }
}
