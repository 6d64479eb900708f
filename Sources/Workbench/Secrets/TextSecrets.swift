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
        return named + fields(bytes)
    }

    /// Whether a value is given, and not told of in prose: "the password: at least eight characters".
    private static func isHeld(_ value: NamedValue, in text: [UInt8]) -> Bool {
        let before = value.range.lowerBound > 0 ? text[value.range.lowerBound - 1] : 0
        switch value.notation {
        case .member: return before == UInt8(ascii: "\"")
        case .pair, .userinfo: return before != UInt8(ascii: " ")
        case .header, .cookie: return false
        }
    }

    /// `<input type="hidden" name="form_token" value="…">`
    private static func fields(_ text: [UInt8]) -> [FoundSecret] {
        var found: [FoundSecret] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "<input".utf8)?.upperBound {
            let tag = text[start...].prefix(4096).prefix { $0 != UInt8(ascii: ">") }
            rest = text[tag.endIndex...]
            let bytes = Array(tag)
            var attributes: [String: String] = [:]
            for value in NamedValue.all(in: bytes) where value.notation == .pair {
                attributes[value.name.lowercased()] = String(decoding: bytes[value.range], as: UTF8.self)
            }
            guard let name = attributes["name"], let value = attributes["value"], SecretNames.isParameter(name) else {
                continue
            }
            found.append(FoundSecret(kind: name, value: value))
        }
        return found
    }
}
