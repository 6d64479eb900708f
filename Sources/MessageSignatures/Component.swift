/// What a signature covers: a header field, or something that is derived from the request (RFC 9421 §2).
public struct Component: Sendable, Equatable {
    /// In lower case; what is derived begins with `@`.
    public let name: String
    /// The parameter that follows it, if any.
    public let parameter: Parameter?

    public enum Parameter: Sendable, Equatable {
        /// Each line of the field on its own, as bytes (§2.1.3).
        case bytes
        /// The structured field, written anew in the one way there is (§2.1.1).
        case strict
        /// One member of a field that is a dictionary (§2.1.2).
        case member(String)
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
        if !name.hasPrefix("@") {
            if text == "bs" { return .bytes }
            if text == "sf" { return .strict }
            if let match = text.wholeMatch(of: /key="?([^"]+)"?/) { return .member(String(match.1)) }
        }
        if text == "req" {
            throw SignatureError(";req is for a response, which signs what it answers; this is a request")
        }
        if text == "tr" { throw SignatureError(";tr is for trailers, which Keyway's requests do not have") }
        if name == "@query-param", let match = text.wholeMatch(of: /name="?([^"]+)"?/) {
            return .queryName(String(match.1))
        }
        throw SignatureError(
            "\(name) takes no ;\(text): it is one of ;sf, ;key=\"NAME\" and ;bs for a header, ;name=NAME for @query-param"
        )
    }

    /// As it stands in the signature base and in `Signature-Input` (§2).
    func identifier() throws(SignatureError) -> String {
        let quoted = try StructuredField.string(name)
        switch parameter {
        case nil: return quoted
        case .bytes: return quoted + ";bs"
        case .strict: return quoted + ";sf"
        case .member(let key): return try quoted + ";key=" + StructuredField.string(key)
        case .queryName(let name): return try quoted + ";name=" + StructuredField.string(name)
        }
    }
}
