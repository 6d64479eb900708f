/// A way for a client to prove who it is (RFC 6749 §2.3, OpenID Connect Core §9).
///
/// To add a method, write it in a file of this folder and name it in ``all``.
public struct ClientAuthenticator: Sendable {
    /// The registered name: `client_secret_basic`.
    public let name: String
    /// What it does, in a few words that begin in lower case.
    public let summary: String
    /// Where the method is defined: `RFC 6749 §2.3.1`.
    public let section: String
    /// The kinds of credential that it needs, all of them. It needs none where a client only names itself.
    public let needs: [CredentialKind]
    /// Whether it makes a JWT, whose claims and header can be changed (``ClientAuthenticationContext/assertion``).
    public let signsAssertion: Bool
    private let apply:
        @Sendable (_ context: ClientAuthenticationContext, _ request: inout OAuthRequest) throws(OAuthError) -> Void

    /// - Parameter apply: edits the request; it is called only where the client has every credential in `needs`.
    public init(
        name: String, summary: String, section: String, needs: [CredentialKind],
        signsAssertion: Bool = false,
        apply:
            @escaping @Sendable (
                _ context: ClientAuthenticationContext, _ request: inout OAuthRequest
            ) throws(OAuthError) -> Void
    ) {
        self.name = name
        self.summary = summary
        self.section = section
        self.needs = needs
        self.signsAssertion = signsAssertion
        self.apply = apply
    }

    /// Every method, the one to prefer first.
    public static let all: [ClientAuthenticator] = [
        .clientSecretBasic, .clientSecretPost, .privateKeyJWT, .clientSecretJWT, .none,
    ]

    /// The method of this registered name; nil where Keyway has none.
    public static func named(_ name: String) -> ClientAuthenticator? { all.first { $0.name == name } }

    /// Whether a client with these credentials can use it.
    public func works(with credentials: [Credential]) -> Bool {
        needs.allSatisfy { kind in credentials.contains { $0.kind == kind } }
    }

    /// Puts the client's proof of who it is on a request.
    ///
    /// - Throws: ``OAuthError/Code/clientSecretMissing`` or ``OAuthError/Code/credentialMissing`` where the client has no
    ///   credential of a kind in ``needs``; that a key cannot sign.
    public func authenticate(
        _ context: ClientAuthenticationContext, on request: inout OAuthRequest
    ) throws(OAuthError) {
        for kind in needs { _ = try context.credential(kind, for: name) }
        try apply(context, &request)
    }
}
