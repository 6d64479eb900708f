public import JSONKit

/// An API beside the sandbox's own that tokens can be asked for, by `resource` (RFC 8707) or `audience` (RFC 8693).
public struct SandboxResource: Sendable, Equatable {
    /// How access tokens for a resource are written.
    public enum TokenFormat: String, Sendable, CaseIterable {
        /// A random text that only the sandbox can look up.
        case opaque
        /// A signed JWT (RFC 9068).
        case jwt
    }

    /// The identifier, an absolute URI: the value of `resource`, and the `aud` of its tokens.
    public var id: String
    /// The logical name: a value of `audience`.
    public var name: String
    /// How its access tokens are written.
    public var tokenFormat: TokenFormat
    /// The scopes that its tokens can have; empty for all.
    public var scopes: [String]
    /// The ids of the clients that may get tokens for it; nil for all.
    public var clients: [String]?

    /// A resource; see the properties for the form of each value.
    public init(
        id: String, name: String, tokenFormat: TokenFormat = .opaque, scopes: [String] = [], clients: [String]? = nil
    ) {
        self.id = id
        self.name = name
        self.tokenFormat = tokenFormat
        self.scopes = scopes
        self.clients = clients
    }
}

/// A server whose JWTs the sandbox takes as a grant (RFC 7523 §2.1) and in an exchange (RFC 8693 §2.1).
public struct SandboxIssuer: Sendable, Equatable {
    /// The `iss` of its JWTs.
    public var issuer: String
    /// Its public keys as a JWK set (RFC 7517 §5).
    public var keys: JSON

    /// An issuer with its public keys.
    public init(issuer: String, keys: JSON) {
        self.issuer = issuer
        self.keys = keys
    }
}

extension SandboxResource {
    /// The members that a resource has in a seed file.
    package static let members = ["id", "name", "tokenFormat", "scopes", "clients"]

    /// Reads a resource of a seed file.
    ///
    /// - Throws: ``SandboxError/Code/seed`` for a missing `id` or `name`, a member of the wrong type and an unknown
    ///   format.
    package init(_ object: SeedObject) throws(SandboxError) {
        let format = try object.string("tokenFormat") ?? TokenFormat.opaque.rawValue
        guard let known = TokenFormat(rawValue: format) else {
            let formats = TokenFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw object.mistake("tokenFormat", "is \u{201C}\(format)\u{201D}", advice: "the formats are \(formats)")
        }
        self.init(
            id: try object.required("id"), name: try object.required("name"), tokenFormat: known,
            scopes: try object.strings("scopes"),
            clients: object.has("clients") ? try object.strings("clients") : nil)
    }
}

extension SandboxIssuer {
    /// The members that an issuer has in a seed file.
    package static let members = ["issuer", "keys"]

    /// Reads an issuer of a seed file.
    ///
    /// - Throws: ``SandboxError/Code/seed`` where `issuer` or `keys` is missing or has the wrong type.
    package init(_ object: SeedObject) throws(SandboxError) {
        self.init(issuer: try object.required("issuer"), keys: try object.object("keys"))
    }
}
