/// A kind of ``RequestProof``: what it is called, which tokens need it, and how a proof is made of a client's
/// credentials.
///
/// To add a kind, write it in a file of this folder and name it in ``all``.
public struct ProofKind: Sendable {
    /// A stable name, by which a client chooses it: `dpop`.
    public let name: String
    /// What it does, in a few words that begin in lower case.
    public let summary: String
    /// Where the proof is defined: `RFC 9449`.
    public let section: String
    /// The values of `token_type` that ask for it, compared without case (RFC 6749 §5.1).
    public let tokenTypes: [String]
    /// The scheme of the `Authorization` header in which such a token is sent (RFC 9110 §11.4).
    public let scheme: String
    /// The kinds of credential that it needs, all of them.
    public let needs: [CredentialKind]
    private let maker: @Sendable (ClientRegistration) throws(OAuthError) -> any RequestProof

    /// - Parameter make: makes a proof of a client that has every credential in `needs`.
    public init(
        name: String, summary: String, section: String, tokenTypes: [String] = [], scheme: String = "Bearer",
        needs: [CredentialKind],
        make: @escaping @Sendable (ClientRegistration) throws(OAuthError) -> any RequestProof
    ) {
        self.name = name
        self.summary = summary
        self.section = section
        self.tokenTypes = tokenTypes
        self.scheme = scheme
        self.needs = needs
        maker = make
    }

    /// Every kind.
    public static let all: [ProofKind] = []

    /// The kind that tokens of this type ask for.
    ///
    /// - Parameter tokenType: the `token_type`, compared without case.
    public static func of(tokenType: String, among kinds: [ProofKind] = all) -> ProofKind? {
        let type = tokenType.lowercased()
        return kinds.first { $0.tokenTypes.contains { $0.lowercased() == type } }
    }

    /// The kind that a request needs. A request with a token needs what the type of the token asks for, one without a
    /// token what the client has chosen. Nil where no proof is needed.
    ///
    /// - Parameters:
    ///   - tokenType: the `token_type` of the token that the request carries; nil for a request without a token.
    ///   - client: the client that sends it, where one does.
    ///   - kinds: where to look.
    /// - Throws: ``OAuthError/Code/proofUnknown`` where the client chose a kind that there is not.
    public static func needed(
        for tokenType: String?, by client: ClientRegistration?, among kinds: [ProofKind] = all
    ) throws(OAuthError) -> ProofKind? {
        if let tokenType { return of(tokenType: tokenType, among: kinds) }
        guard let name = client?.proof else { return nil }
        if let kind = kinds.first(where: { $0.name == name }) { return kind }
        let known = kinds.map(\.name).joined(separator: ", ")
        throw OAuthError(
            .proofUnknown, doing: "choosing the proof of the request",
            found: "\u{201C}\(PrintableText.safe(name, limit: 80))\u{201D} is not a proof that Keyway knows",
            advice: known.isEmpty ? "Leave the choice out." : "Choose one of \(known).")
    }

    /// A proof with the client's credentials, which has learned nothing yet.
    ///
    /// - Throws: ``OAuthError/Code/credentialMissing``, ``OAuthError/Code/credentialInvalid``.
    public func make(for client: ClientRegistration) throws(OAuthError) -> any RequestProof {
        for kind in needs where client.credential(kind) == nil {
            throw OAuthError(
                .credentialMissing, doing: "preparing the proof \(name)",
                found: "It needs a \(kind.title), and none is known", advice: "Give the client a \(kind.title).")
        }
        return try maker(client)
    }
}
