internal import Encodings
internal import OAuthCore
internal import SandboxCore

extension Feature {
    /// Clients that sign an assertion with their secret, which is not sent.
    static var clientSecretJWT: Feature {
        var feature = Feature(
            "client-secret-jwt", "Authenticates clients by an assertion that they sign with their secret.",
            reference: "RFC 7523, OpenID Connect Core 1.0 §9")
        feature.clientVerifiers = [.clientSecretJWT]
        feature.metadata = { ClientAssertion.metadata(of: ClientVerifier.clientSecretJWT.method, $0) }
        return feature
    }
}

extension ClientVerifier {
    /// A verifier of MACs needs their key, and the store keeps no secret, only hashes. Both hold because a key that is
    /// longer than a block of its hash counts as the hash of itself (RFC 2104 §2): these clients get a secret that is longer
    /// than the block of every algorithm, and the hash that is stored is the key of their MACs. The secret cannot be read
    /// from it; who reads the store can sign for these clients, as with every verifier of MACs, and for no others, whose
    /// assertions of this kind are refused.
    static let clientSecretJWT: ClientVerifier = ClientVerifier(
        method: "client_secret_jwt", carrier: "a client assertion", credential: .macSecret,
        algorithms: SignatureAlgorithm.all.filter(\.isSymmetric).map(\.name),
        isPresented: { ClientAssertion.isPresented(to: "client_secret_jwt", by: $0) }, claim: ClientAssertion.claim,
        problem: { _, client, request in
            let assertion = try ClientAssertion(request)
            return try await assertion.problem(client, request.provider, .clientSecretJWT) {
                codeProblem(assertion.jwt, $0)
            }
        })

    private static func codeProblem(_ jwt: JWTParts, _ client: Client) -> String? {
        let algorithm = MACSecret.algorithm(of: client)
        guard jwt.algorithm == algorithm.name else {
            return "The client_assertion is signed with \(jwt.algorithm ?? "none"), and the client is registered for "
                + "\(algorithm.name)."
        }
        guard let key = client.secretHash.flatMap({ Base64URL.decode($0) }) else { return "This client has no secret." }
        let code = algorithm.code(of: Array(jwt.signingInput.utf8), under: key)
        return ConstantTime.equal(code, jwt.signature)
            ? nil : "The signature of the client_assertion is not made with the client's secret."
    }
}

/// The secret of a client that keys MACs.
enum MACSecret {
    private static let usual = "HS256"
    /// Makes a secret that is longer than a block of SHA-512, which has 128 bytes.
    private static let randomBytes = 96

    /// The algorithm that the client is registered for; HS256 where it did not say.
    static func algorithm(of client: Client) -> SignatureAlgorithm {
        let registered = client.assertionAlgorithm.flatMap { SignatureAlgorithm.named($0) }
        return registered ?? SignatureAlgorithm.named(usual) ?? SignatureAlgorithm.all[0]
    }

    /// A new secret for a client, long enough where it keys MACs.
    static func make(for client: Client, _ provider: Provider) -> String {
        isKey(client)
            ? "secret_\(Base64URL.encode(provider.randomBytes(randomBytes)))" : provider.randomSecret("secret_")
    }

    /// What is kept of a client's secret.
    static func hash(_ secret: String, of client: Client) -> String {
        isKey(client) ? Secret.hash(secret, of: algorithm(of: client)) : Secret.hash(secret)
    }

    private static func isKey(_ client: Client) -> Bool {
        client.authenticationMethod == ClientVerifier.clientSecretJWT.method
    }
}
