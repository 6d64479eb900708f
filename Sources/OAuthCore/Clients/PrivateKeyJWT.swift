extension ClientAuthenticator {
    /// A JWT that the client signs with its private key (RFC 7523 §2.2, OpenID Connect Core §9).
    public static let privateKeyJWT = ClientAuthenticator(
        name: "private_key_jwt", summary: "a JWT that the client signs with its private key", section: "RFC 7523 §2.2",
        needs: [.privateKey], signsAssertion: true
    ) { context, request throws(OAuthError) in
        let key = try context.credential(.privateKey, for: "private_key_jwt").privateKey()
        let algorithm = try ClientAssertion.algorithm(
            among: key.algorithms, of: "the key", context,
            advice: "Give the client a key of another kind, and register its public half.")
        try ClientAssertion(key: key, algorithm: algorithm).add(to: &request, context)
    }
}
