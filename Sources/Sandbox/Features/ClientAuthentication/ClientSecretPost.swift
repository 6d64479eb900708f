internal import SandboxCore

extension Feature {
    /// The client's id and secret in the form.
    static var clientSecretPost: Feature {
        var feature = Feature(
            "client-secret-post", "Authenticates clients by a secret in the body.", reference: "RFC 6749 §2.3.1")
        feature.clientVerifiers = [.clientSecretPost]
        feature.faults = [.bodyCredentialsRefused]
        return feature
    }
}

extension ClientVerifier {
    static let clientSecretPost = ClientVerifier(
        method: "client_secret_post", carrier: "the body", credential: .secret,
        isPresented: { $0.form["client_secret"] != nil },
        claim: { request in
            ClientClaim(clientID: try ClientAuthenticator.clientID(of: request), proof: request.form["client_secret"])
        },
        problem: { claim, client, _ in ClientSecret.problem(claim.proof, client) },
        publicProblem: ClientSecret.publicProblem)
}
