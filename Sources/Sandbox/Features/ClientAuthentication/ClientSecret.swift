internal import OAuthCore
internal import SandboxCore

/// The check of a client's secret, however it came.
enum ClientSecret {
    /// What the sender is told: which of the two it was is for the operator to know.
    static let publicProblem = "The client is unknown or its secret is wrong."

    /// Why the secret does not authenticate the client; nil where it does.
    static func problem(_ secret: String?, _ client: Client) -> String? {
        guard let hash = client.secretHash else {
            return client.isPublic
                ? "This public client has no secret; send client_id alone."
                : "This client has no secret; it authenticates by \(client.authenticationMethod ?? "another method")."
        }
        guard client.authenticationMethod != ClientVerifier.clientSecretJWT.method else {
            return "This client is registered for client_secret_jwt; it signs with its secret and does not send it."
        }
        return ConstantTime.equal(Secret.hash(secret ?? ""), hash) ? nil : "The client secret is wrong."
    }
}
