/// A way to get tokens from a token endpoint (RFC 6749 §1.3), as data: what it sends, and what it is for.
public struct Grant: Sendable {
    /// The value of `grant_type`.
    public let type: String
    public let summary: String
    /// `RFC 6749 §4.1.3`.
    public let section: String
    /// What it sends beside `grant_type` and the client's credentials, in this order.
    public let inputs: [Input]
    /// Whether the same request may be sent again without harm when no answer came.
    public let isRepeatable: Bool

    public struct Input: Sendable, Equatable {
        public let name: String
        public let summary: String
        public let isRequired: Bool
    }

    /// Every grant.
    public static let all: [Grant] = [.authorizationCode, .refreshToken, .clientCredentials]

    public static func named(_ type: String) -> Grant? { all.first { $0.type == type } }
}
