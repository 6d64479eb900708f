package import JSONKit

/// Reads the members of a JSON object that a server sent, each with the type that its standard gives it.
package struct Members {
    let json: JSON
    /// For errors: "reading the token response".
    let doing: String
    /// For errors: `RFC 6749 §5.1`.
    let section: String

    package init(_ json: JSON, doing: String, section: String) {
        self.json = json
        self.doing = doing
        self.section = section
    }

    /// A member that is there; null counts as absent.
    func value(_ name: String) -> JSON? {
        guard let value = json[name], !value.isNull else { return nil }
        return value
    }

    package func text(_ name: String) throws(OAuthError) -> String? {
        try read(name, as: "a string") { $0.string }
    }

    package func requiredText(_ name: String) throws(OAuthError) -> String {
        guard let text = try text(name), !text.isEmpty else { throw missing(name) }
        return text
    }

    package func texts(_ name: String) throws(OAuthError) -> [String]? {
        try read(name, as: "an array of strings") { value in
            guard let elements = value.elements else { return nil }
            let texts = elements.compactMap(\.string)
            return texts.count == elements.count ? texts : nil
        }
    }

    func flag(_ name: String) throws(OAuthError) -> Bool? {
        try read(name, as: "true or false") { $0.bool }
    }

    package func integer(_ name: String) throws(OAuthError) -> Int64? {
        try read(name, as: "a whole number") { $0.integer ?? $0.number.flatMap { Int64(exactly: $0) } }
    }

    package func missing(_ name: String) -> OAuthError {
        OAuthError(
            .missingMember, doing: doing, found: "The answer has no \(name), which \(section) requires",
            advice: "Look at the body: if it is of another kind, the endpoint may be the wrong one.")
    }

    private func read<Value>(
        _ name: String, as kind: String, _ convert: (JSON) -> Value?
    ) throws(OAuthError) -> Value? {
        guard let value = value(name) else { return nil }
        if let converted = convert(value) { return converted }
        throw OAuthError(
            .invalidMember, doing: doing,
            found: "\(name) is \(value.kind.phrase), and \(section) wants \(kind)",
            advice: "The server does not follow the standard here; look at the body.")
    }
}

extension JSON.Kind {
    /// With its article, for a sentence.
    package var phrase: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .integer, .real: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
