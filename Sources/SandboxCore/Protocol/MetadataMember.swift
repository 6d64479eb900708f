package import JSONKit

/// A member of the metadata documents.
package struct MetadataMember: Sendable {
    /// Which of the metadata documents have a member.
    package enum Document: Sendable {
        /// RFC 8414 and OpenID Connect Discovery.
        case both
        /// OpenID Connect Discovery alone.
        case openID
    }

    /// The name of the member, such as `token_endpoint`.
    package let name: String
    /// The value of the member.
    package let value: JSON
    /// The documents that have the member.
    package let document: Document

    /// A member, by default of both documents.
    package init(_ name: String, _ value: JSON, in document: Document = .both) {
        self.name = name
        self.value = value
        self.document = document
    }

    /// The members in the order of ``order``; those that are not named there follow in the order of the features.
    static func ordered(_ members: [MetadataMember]) -> [MetadataMember] {
        func rank(_ member: MetadataMember) -> Int { order.firstIndex(of: member.name) ?? order.count }
        return members.enumerated()
            .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
            .map(\.element)
    }

    /// The order of the members in a document. A new member need not be named here.
    private static let order = [
        "issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "introspection_endpoint",
        "revocation_endpoint", "scopes_supported", "response_types_supported", "response_modes_supported",
        "grant_types_supported", "token_endpoint_auth_methods_supported", "revocation_endpoint_auth_methods_supported",
        "introspection_endpoint_auth_methods_supported", "code_challenge_methods_supported",
        "authorization_response_iss_parameter_supported", "userinfo_endpoint", "subject_types_supported",
        "id_token_signing_alg_values_supported", "claims_supported", "prompt_values_supported",
        "claims_parameter_supported", "request_parameter_supported", "request_uri_parameter_supported",
    ]
}
