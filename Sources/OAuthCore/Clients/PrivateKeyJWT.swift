internal import Encodings
internal import HTTPMessage
internal import JSONKit

extension ClientAuthenticator {
    /// A JWT that the client signs with its private key (RFC 7523 §2.2, OpenID Connect Core §9).
    public static let privateKeyJWT = ClientAuthenticator(
        name: "private_key_jwt", summary: "a JWT that the client signs with its private key", section: "RFC 7523 §2.2",
        needs: [.privateKey]
    ) { context, request throws(OAuthError) in
        let key = try context.credential(.privateKey, for: "private_key_jwt").privateKey()
        request.parameters.set("client_id", context.client.id)
        request.parameters.set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        request.parameters.set("client_assertion", try assertion(signedBy: key, context))
    }

    /// Seconds that an assertion is valid: it is made anew for each request.
    private static let lifetime: Int64 = 60

    /// The assertion, whose audience is the issuer where it is known, else the endpoint (RFC 7523 §3).
    private static func assertion(
        signedBy key: PrivateKey, _ context: ClientAuthenticationContext
    ) throws(OAuthError) -> String {
        let algorithm = try algorithm(of: key, at: context.server)
        let header = JSON(
            present: [("alg", JSON(algorithm)), ("typ", "JWT"), ("kid", key.id.map { JSON($0) })])
        let issuedAt = context.now / 1000
        let claims: JSON = [
            "iss": JSON(context.client.id), "sub": JSON(context.client.id),
            "aud": JSON(context.server.issuer ?? context.audience), "jti": JSON(try context.randomText(16)),
            "iat": JSON(issuedAt), "exp": JSON(issuedAt + lifetime),
        ]
        let input = [header, claims].map { Base64URL.encode(Array($0.text().utf8)) }.joined(separator: ".")
        let signature = try key.signature(of: Array(input.utf8), algorithm: algorithm)
        return "\(input).\(Base64URL.encode(signature))"
    }

    /// The first algorithm of the key that the server takes; where it does not say, the key's usual one.
    private static func algorithm(of key: PrivateKey, at server: AuthorizationServer) throws(OAuthError) -> String {
        let member = "token_endpoint_auth_signing_alg_values_supported"
        let taken = server.json[member]?.elements?.compactMap(\.string) ?? []
        if let algorithm = key.algorithms.first(where: { taken.isEmpty || taken.contains($0) }) { return algorithm }
        throw OAuthError(
            .signingFailed, doing: "signing the client assertion",
            found:
                "The server takes \(PrintableText.safe(taken.joined(separator: ", "), limit: 200)), and the key signs "
                + "with \(key.algorithms.joined(separator: ", "))",
            advice: "Give the client a key of another kind, and register its public half.")
    }
}
