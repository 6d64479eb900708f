internal import GRDB
internal import JSONKit
internal import OAuthCore
internal import SandboxCore

/// The assertion by which a client authenticates: a JWT that it signs, with its key or with its secret (RFC 7523 §3).
struct ClientAssertion: Sendable {
    private static let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    let text: String
    /// The client that it claims to be from.
    let subject: String
    let jwt: JWTParts
    private let checks: AssertionChecks

    /// - Throws: `invalid_request` or `invalid_client` for an assertion that cannot be read.
    init(_ request: ClientRequest) throws(Refusal) {
        guard try request.form.required("client_assertion_type") == ClientAssertion.type else {
            throw .oauth("invalid_request", "The client_assertion_type must be \(ClientAssertion.type).")
        }
        text = try request.form.required("client_assertion")
        do throws(OAuthError) { jwt = try JWTParts(reading: text) } catch {
            throw .oauth(
                "invalid_client", "The client_assertion is not a readable JWT.", status: 401, cause: error.found)
        }
        checks = AssertionChecks(jwt, named: "client_assertion")
        guard let subject = jwt.claims["sub"]?.string, !subject.isEmpty else {
            throw .oauth("invalid_client", "The client_assertion has no sub, which names the client.", status: 401)
        }
        self.subject = subject
        let id = request.form["client_id"]
        guard id == nil || id == subject else {
            throw .oauth("invalid_request", "The client_id of the body is not the sub of the client_assertion.")
        }
    }

    /// Which client the assertion of a request claims to be from.
    static func claim(_ request: ClientRequest) throws(Refusal) -> ClientClaim {
        let assertion = try ClientAssertion(request)
        return ClientClaim(clientID: assertion.subject, proof: assertion.text)
    }

    /// Whether a request has an assertion for the verifier of this method: the one that takes its `alg`, else the first that
    /// is served, which refuses it.
    static func isPresented(to method: String, by request: ClientRequest) -> Bool {
        guard request.form["client_assertion"] != nil || request.form["client_assertion_type"] != nil else {
            return false
        }
        let verifiers = request.provider.features.clientVerifiers.filter { !$0.algorithms.isEmpty }
        let algorithm = (try? JWTParts(reading: request.form["client_assertion"] ?? ""))?.algorithm ?? ""
        let verifier = verifiers.first { $0.algorithms.contains(algorithm) } ?? verifiers.first
        return verifier?.method == method
    }

    /// Why it does not authenticate the client; nil where it does, which uses it up.
    ///
    /// - Parameters:
    ///   - verifier: the verifier that asks.
    ///   - signatureProblem: why the signature is not the client's; nil where it is.
    func problem(
        _ client: Client, _ provider: Provider, _ verifier: ClientVerifier, signatureProblem: (Client) -> String?
    ) async throws -> String? {
        guard client.authenticationMethod == verifier.method else {
            return "The client is not registered for \(verifier.method)."
        }
        if let problem = algorithmProblem(client, verifier) ?? signatureProblem(client) { return problem }
        if let problem = claimsProblem(client, provider) { return problem }
        if let problem = checks.timeProblem(provider.now / 1000) { return problem }
        return try await replayProblem(client, provider)
    }

    private func algorithmProblem(_ client: Client, _ verifier: ClientVerifier) -> String? {
        let algorithm = jwt.algorithm ?? "none"
        guard verifier.algorithms.contains(algorithm) else {
            return "The client_assertion is signed with \(algorithm.prefix(20).asciiOnly), which is not taken here."
        }
        guard let registered = client.assertionAlgorithm, registered != algorithm else { return nil }
        return "The client_assertion is signed with \(algorithm), and the client is registered for \(registered)."
    }

    private func claimsProblem(_ client: Client, _ provider: Provider) -> String? {
        guard jwt.claims["iss"]?.string == client.id else {
            return "The iss of the client_assertion must be the client_id, as sub is."
        }
        if let problem = checks.audienceProblem(provider) { return problem }
        guard checks.number != nil else {
            return "The client_assertion has no jti, without which it could be used again."
        }
        return nil
    }

    /// Takes the `jti` once for each client (RFC 7523 §3 (7)).
    private func replayProblem(_ client: Client, _ provider: Provider) async throws -> String? {
        let hash = Secret.hash("\(client.id) \(checks.number ?? "")")
        let expiresAt = ((checks.expiry ?? 0) + AssertionChecks.leeway) * 1000
        let isNew = try await provider.store.write { db in
            try db.run(
                "INSERT OR IGNORE INTO client_assertions (hash, expires_at) VALUES (?, ?)", [hash, expiresAt]) == 1
        }
        return isNew ? nil : "The client_assertion was used before; make a new one with another jti."
    }

    /// The algorithms of every verifier of assertions, as the metadata says them once: with the first of those that are
    /// served.
    static func metadata(of method: String, _ provider: Provider) -> [MetadataMember] {
        let verifiers = provider.features.clientVerifiers.filter { !$0.algorithms.isEmpty }
        guard verifiers.first?.method == method else { return [] }
        let algorithms = JSON(verifiers.flatMap(\.algorithms).map { JSON($0) })
        return ["token", "revocation", "introspection"].map {
            MetadataMember("\($0)_endpoint_auth_signing_alg_values_supported", algorithms)
        }
    }
}
