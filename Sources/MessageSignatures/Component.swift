/// What a signature covers: a header field, or something that is derived from the request (RFC 9421 §2).
public struct Component: Sendable, Equatable {
    /// In lower case; what is derived begins with `@`.
    public let name: String
    /// The parameter that follows it, if any.
    public let parameter: Parameter?

    public enum Parameter: Sendable, Equatable {
        /// Each line of the field on its own, as bytes (§2.1.3).
        case bytes
        /// Which parameter of the query is meant (§2.2.8).
        case queryName(String)
    }

    static let derived = [
        "@method", "@target-uri", "@authority", "@scheme", "@request-target", "@path", "@query", "@query-param",
    ]

    /// Reads `@method`, `content-type`, `forwarded;bs` or `@query-param;name=id`.
    ///
    /// - Throws: where it is nothing that a request can be signed with.
    public init(_ text: String) throws(SignatureError) {
        let parts = text.split(separator: ";", maxSplits: 1).map(String.init)
        name = (parts.first ?? "").lowercased()
        guard Component.derived.contains(name) || name.wholeMatch(of: /[a-z0-9!#$%&'*+.^_`|~-]+/) != nil else {
            let derived = Component.derived.joined(separator: ", ")
            throw SignatureError("\(text) can not be signed; it takes a header's name, or one of \(derived)")
        }
        parameter = parts.count > 1 ? try Component.parameter(parts[1], of: name) : nil
        if name == "@query-param" && parameter == nil {
            throw SignatureError("@query-param wants the parameter's name: @query-param;name=id")
        }
    }

    private static func parameter(_ text: String, of name: String) throws(SignatureError) -> Parameter {
        if text == "bs" && !name.hasPrefix("@") { return .bytes }
        if name == "@query-param", let match = text.wholeMatch(of: /name="?([^"]+)"?/) {
            return .queryName(String(match.1))
        }
        throw SignatureError("\(name) takes no ;\(text): it is ;bs for a header, ;name=NAME for @query-param")
    }

    /// As it stands in the signature base and in `Signature-Input` (§2).
    func identifier() throws(SignatureError) -> String {
        let quoted = try StructuredField.string(name)
        switch parameter {
        case nil: return quoted
        case .bytes: return quoted + ";bs"
        case .queryName(let name): return try quoted + ";name=" + StructuredField.string(name)
        }
    }
}
