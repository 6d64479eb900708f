internal import SandboxCore

extension Feature {
    /// Public clients, which name themselves and prove nothing.
    static var noClientAuthentication: Feature {
        var feature = Feature("public-clients", "Takes the client_id of public clients.", reference: "RFC 6749 §2.1")
        feature.clientVerifiers = [.noClientAuthentication]
        return feature
    }
}

extension ClientVerifier {
    static let noClientAuthentication = ClientVerifier(
        method: "none", carrier: "client_id alone", credential: .none, isPresented: nil,
        claim: { request in ClientClaim(clientID: try ClientAuthenticator.clientID(of: request)) },
        problem: { _, client, _ in
            guard !client.isPublic else { return nil }
            let sendsSecret = client.authenticationMethod != ClientVerifier.clientSecretJWT.method
            return client.secretHash != nil && sendsSecret
                ? "The client did not authenticate; send its secret by HTTP Basic or as client_secret."
                : "The client did not authenticate; it is registered for \(client.authenticationMethod ?? "")."
        })
}
