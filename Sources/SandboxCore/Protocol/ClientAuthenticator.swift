internal import GRDB
package import HTTPMessage
internal import OAuthCore

/// Finds out which client makes a request (RFC 6749 §2.3).
package struct ClientAuthenticator: Sendable {
    /// The request whose client is to be found out.
    package let request: ClientRequest

    private var provider: Provider { request.provider }

    /// - Throws: `invalid_client`, with a challenge where HTTP Basic was tried (RFC 6749 §5.2), or `invalid_request`.
    package func client() async throws -> Client {
        let verifier = try verifier()
        let claim = try verifier.claim(request)
        let now = provider.now
        let throttle = Throttle.clientSecret(claim.clientID)
        let (found, wait) = try await provider.store.read { db in
            (try Client.find(id: claim.clientID, in: db), try throttle.wait(at: now, in: db))
        }
        if let wait { throw ClientAuthenticator.tooManyGuesses(wait) }
        guard let client = found else {
            throw refusal(
                verifier, "The client is unknown.", cause: "no client \(claim.clientID.prefix(60).asciiOnly)")
        }
        if let problem = try await verifier.problem(claim, client, request) {
            try await provider.store.write { try throttle.recordFailure(at: now, in: $0) }
            throw refusal(verifier, problem, cause: "client \(client.id): \(problem)")
        }
        return client
    }

    /// The verifier of the way that the request uses; two ways at once are refused (RFC 6749 §2.3).
    private func verifier() throws(Refusal) -> ClientVerifier {
        let verifiers = provider.features.clientVerifiers
        guard request.call.headers.values("Authorization").count < 2 else {
            throw .oauth("invalid_request", "There is more than one Authorization header.")
        }
        let presented = verifiers.filter { $0.isPresented?(request) == true }
        guard presented.count < 2 else {
            let carriers = presented.map(\.carrier).joined(separator: " or ")
            throw .oauth("invalid_request", "The client authenticates in two ways; use either \(carriers).")
        }
        guard let verifier = presented.first ?? verifiers.first(where: { $0.isPresented == nil }) else {
            throw ClientAuthenticator.notAuthenticated("no way to authenticate that is served was used.")
        }
        return verifier
    }

    private func refusal(_ verifier: ClientVerifier, _ problem: String, cause: String) -> Refusal {
        .oauth(
            "invalid_client", verifier.publicProblem ?? problem, status: 401,
            headers: HTTPHeaders([verifier.challenge].compactMap(\.self)), cause: cause)
    }

    private static func tooManyGuesses(_ wait: Int64) -> Refusal {
        .oauth(
            "invalid_client", "Too many wrong secrets for this client; try again later.", status: 429,
            headers: [HTTPHeader("Retry-After", String(max(1, wait / 1000)))])
    }

    /// What verifiers have in common.
    package static let basicChallenge = HTTPHeader(
        "WWW-Authenticate",
        AuthenticationChallenge("Basic", parameters: [.init("realm", "sandbox")]).fieldValue)

    /// The `client_id` of the form.
    package static func clientID(of request: ClientRequest) throws(Refusal) -> String {
        guard let id = request.form["client_id"] else { throw notAuthenticated("there is no client_id.") }
        return id
    }

    private static func notAuthenticated(_ reason: String) -> Refusal {
        .oauth(
            "invalid_client", "The client did not authenticate; \(reason)", status: 401, headers: [basicChallenge])
    }
}
