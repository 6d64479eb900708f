extension ClientAuthenticator {
    /// A JWT whose MAC is keyed by the client's secret, which is not sent itself (RFC 7523 §2.2, OpenID Connect Core §9).
    public static let clientSecretJWT = ClientAuthenticator(
        name: "client_secret_jwt", summary: "a JWT that the client signs with its secret", section: "RFC 7523 §2.2",
        needs: [.clientSecret], signsAssertion: true
    ) { context, request throws(OAuthError) in
        let secret = try context.credential(.clientSecret, for: "client_secret_jwt").value
        let algorithm = try ClientAssertion.algorithm(
            among: SignatureAlgorithm.all.filter(\.isSymmetric).map(\.name), of: "a secret", context,
            advice: "Use another method, private_key_jwt for instance.")
        try ClientAssertion(secret: secret, algorithm: algorithm).add(to: &request, context)
    }
}
