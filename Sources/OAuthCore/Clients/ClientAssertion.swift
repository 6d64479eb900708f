internal import HTTPMessage
internal import JSONKit

/// The JWT by which a client proves who it is, made anew for each request (RFC 7523 §2.2).
struct ClientAssertion {
    /// The key that signs it; nil where the secret does.
    var key: PrivateKey?
    /// The secret that keys its MAC; nil where the key signs.
    var secret: String?
    /// The usual `alg` of its header.
    let algorithm: String

    /// Seconds that an assertion is valid.
    private static let lifetime: Int64 = 60

    /// Puts it on a request, with the issuer as its audience where that is known, else the endpoint (RFC 7523 §3).
    func add(to request: inout OAuthRequest, _ context: ClientAuthenticationContext) throws(OAuthError) {
        let issuedAt = context.now / 1000
        var draft = context.assertion
        draft.header.insert(JWTDraft.Change("alg", JSON(algorithm)), at: 0)
        let assertion = try draft.signed(
            usual: [
                ("iss", JSON(context.client.id)), ("sub", JSON(context.client.id)),
                ("aud", JSON(context.server.issuer ?? context.audience)), ("jti", JSON(try context.randomText(16))),
                ("iat", JSON(issuedAt)), ("exp", JSON(issuedAt + Self.lifetime)),
            ], type: "JWT", key: key, secret: secret, now: context.now)
        request.parameters.set("client_id", context.client.id)
        request.parameters.set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        request.parameters.set("client_assertion", assertion)
    }

    /// The first of these algorithms that the server takes; the first of all where the server does not say, and where the
    /// header is given.
    ///
    /// - Parameters:
    ///   - signer: what signs, as a sentence names it: "the key".
    ///   - advice: what to do where the server takes none of them.
    static func algorithm(
        among algorithms: [String], of signer: String, _ context: ClientAuthenticationContext, advice: String
    ) throws(OAuthError) -> String {
        let member = "token_endpoint_auth_signing_alg_values_supported"
        let isGiven = context.assertion.header.contains { $0.name == "alg" }
        let taken = isGiven ? [] : context.server.json[member]?.elements?.compactMap(\.string) ?? []
        if let algorithm = algorithms.first(where: { taken.isEmpty || taken.contains($0) }) { return algorithm }
        throw OAuthError(
            .signingFailed, doing: "signing the client assertion",
            found:
                "The server takes \(PrintableText.safe(taken.joined(separator: ", "), limit: 200)), and \(signer) signs "
                + "with \(algorithms.joined(separator: ", "))", advice: advice)
    }
}
