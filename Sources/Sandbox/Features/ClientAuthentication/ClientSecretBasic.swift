internal import HTTPMessage
internal import OAuthCore
internal import SandboxCore

extension Feature {
    /// The client's id and secret in the `Authorization` header.
    static var clientSecretBasic: Feature {
        var feature = Feature(
            "client-secret-basic", "Authenticates clients by HTTP Basic.", reference: "RFC 6749 §2.3.1")
        feature.clientVerifiers = [.clientSecretBasic]
        feature.faults = [.basicNotDecoded, .basicRefused]
        return feature
    }
}

extension ClientVerifier {
    /// It takes every `Authorization` header for its own, so that one of another scheme is refused and not ignored.
    static let clientSecretBasic = ClientVerifier(
        method: "client_secret_basic", carrier: "HTTP Basic", credential: .secret,
        isPresented: { $0.call.headers["Authorization"] != nil },
        claim: { request in
            let header = request.call.headers["Authorization"] ?? ""
            guard let basic = BasicCredentials(headerValue: header) else {
                throw Refusal.oauth(
                    "invalid_client", "The Authorization header is not HTTP Basic with a form-encoded id and secret.",
                    status: 401, headers: [ClientAuthenticator.basicChallenge])
            }
            let id = request.form["client_id"]
            guard id == nil || id == basic.id else {
                throw Refusal.oauth(
                    "invalid_request", "The client_id of the body is not that of the Authorization header.")
            }
            return ClientClaim(clientID: basic.id, proof: basic.secret)
        },
        problem: { claim, client, _ in ClientSecret.problem(claim.proof, client) },
        challenge: ClientAuthenticator.basicChallenge, publicProblem: ClientSecret.publicProblem)
}
