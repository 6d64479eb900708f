/// One challenge of a `WWW-Authenticate` field: how a server wants a request to be authenticated, and what was wrong
/// with this one (RFC 9110 §11.6.1, RFC 6750 §3).
public struct AuthenticationChallenge: Sendable, Equatable {
    /// As the server spelled it: `Bearer`.
    public var scheme: String
    /// What some schemes have in place of parameters: `Negotiate YII=`.
    public var token68: String?
    /// The parameters, in their order.
    public var parameters: [Parameter]

    /// A parameter, its value without quotes and escapes.
    public struct Parameter: Sendable, Equatable {
        /// The name, as the server spelled it.
        public var name: String
        /// The value, unquoted.
        public var value: String

        /// A parameter of this name and value.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A challenge of this scheme (RFC 9110 §11.3).
    public init(_ scheme: String, token68: String? = nil, parameters: [Parameter] = []) {
        self.scheme = scheme
        self.token68 = token68
        self.parameters = parameters
    }

    /// The challenge of a resource that takes bearer tokens (RFC 6750 §3), with the attributes that have a value.
    ///
    /// In the description quotes become apostrophes, and what RFC 6750 §3 does not allow becomes `?`.
    public static func bearer(
        realm: String? = nil, error: String? = nil, description: String? = nil, scope: String? = nil,
        resourceMetadata: String? = nil
    ) -> AuthenticationChallenge {
        let attributes = [
            ("realm", realm), ("error", error), ("error_description", description.map(allowed)), ("scope", scope),
            ("resource_metadata", resourceMetadata),
        ]
        return AuthenticationChallenge(
            "Bearer", parameters: attributes.compactMap { name, value in value.map { Parameter(name, $0) } })
    }

    private static func allowed(_ description: String) -> String {
        String(
            String.UnicodeScalarView(
                description.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0x22: "'"
                    case 0x5C: "/"
                    case 0x20...0x7E: scalar
                    default: "?"
                    }
                }))
    }

    /// The first parameter of this name, whatever its case.
    public subscript(name: String) -> String? {
        parameters.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// `realm` (RFC 9110 §11.5).
    public var realm: String? { self["realm"] }
    /// `error` (RFC 6750 §3).
    public var error: String? { self["error"] }
    public var errorDescription: String? { self["error_description"] }
    /// `error_uri` (RFC 6749 §5.2).
    public var errorURI: String? { self["error_uri"] }
    /// `scope`: what the resource needs (RFC 6750 §3).
    public var scope: String? { self["scope"] }
    /// Where the metadata of the protected resource is (RFC 9728 §5.1).
    public var resourceMetadata: String? { self["resource_metadata"] }

    /// Whether it is of this scheme, compared without case (RFC 9110 §11.1).
    public func isScheme(_ name: String) -> Bool { scheme.lowercased() == name.lowercased() }
}
