internal import GRDB
internal import HTTPMessage
internal import OAuthCore

/// Finds out which client makes a request (RFC 6749 §2.3).
struct ClientAuthenticator: Sendable {
    let provider: Provider

    private struct Credentials {
        var id: String
        var secret: String?
        var usedBasic: Bool
    }

    /// - Throws: `invalid_client`, with a challenge where HTTP Basic was tried (RFC 6749 §5.2), or `invalid_request`.
    func client(of call: Call, _ form: FormBody) async throws -> Client {
        let credentials = try credentials(of: call, form)
        let now = provider.now
        let throttle = Throttle.clientSecret(credentials.id)
        let (found, wait) = try await provider.store.read { db in
            (try Client.find(id: credentials.id, in: db), try throttle.wait(at: now, in: db))
        }
        if let wait { throw tooManyGuesses(wait) }
        guard let client = found else {
            throw refusal(
                credentials, "The client is unknown.", cause: "no client \(credentials.id.prefix(60).asciiOnly)")
        }
        if let problem = ClientAuthenticator.problem(credentials, client) {
            try await provider.store.write { try throttle.recordFailure(at: now, in: $0) }
            throw refusal(credentials, problem, cause: "client \(client.id): \(problem)")
        }
        return client
    }

    private static func problem(_ credentials: Credentials, _ client: Client) -> String? {
        switch (client.secretHash, credentials.secret) {
        case (nil, nil): nil
        case (nil, .some): "This public client has no secret; send client_id alone."
        case (.some, nil): "The client did not authenticate; send its secret by HTTP Basic or as client_secret."
        case (let hash?, let secret?):
            ConstantTime.equal(Secret.hash(secret), hash) ? nil : "The client secret is wrong."
        }
    }

    private func credentials(of call: Call, _ form: FormBody) throws(Refusal) -> Credentials {
        let headers = call.headers.values("Authorization")
        guard let header = headers.first else {
            guard let id = form["client_id"] else {
                throw .oauth(
                    "invalid_client", "The client did not authenticate; there is no client_id.", status: 401,
                    headers: [basicChallenge])
            }
            return Credentials(id: id, secret: form["client_secret"], usedBasic: false)
        }
        guard headers.count == 1 else {
            throw .oauth("invalid_request", "There is more than one Authorization header.")
        }
        guard form["client_secret"] == nil else {
            throw .oauth("invalid_request", "The client authenticates in two ways; use either HTTP Basic or the body.")
        }
        guard let basic = BasicCredentials(headerValue: header) else {
            throw .oauth(
                "invalid_client", "The Authorization header is not HTTP Basic with a form-encoded id and secret.",
                status: 401, headers: [basicChallenge])
        }
        guard form["client_id"] == nil || form["client_id"] == basic.id else {
            throw .oauth("invalid_request", "The client_id of the body is not that of the Authorization header.")
        }
        return Credentials(id: basic.id, secret: basic.secret, usedBasic: true)
    }

    private var basicChallenge: HTTPHeader {
        let challenge = AuthenticationChallenge("Basic", parameters: [.init("realm", "sandbox")])
        return HTTPHeader("WWW-Authenticate", challenge.fieldValue)
    }

    private func refusal(_ credentials: Credentials, _ description: String, cause: String) -> Refusal {
        // Which of the two it was, an attacker need not know.
        let shown = credentials.secret == nil ? description : "The client is unknown or its secret is wrong."
        return .oauth(
            "invalid_client", shown, status: 401, headers: credentials.usedBasic ? [basicChallenge] : [], cause: cause)
    }

    private func tooManyGuesses(_ wait: Int64) -> Refusal {
        .oauth(
            "invalid_client", "Too many wrong secrets for this client; try again later.", status: 429,
            headers: [HTTPHeader("Retry-After", String(max(1, wait / 1000)))])
    }
}
