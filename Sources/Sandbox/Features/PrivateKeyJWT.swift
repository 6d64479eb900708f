internal import GRDB
internal import JSONKit
internal import OAuthCore
internal import SandboxCore

extension Feature {
    /// Clients that sign an assertion with a private key, whose public half they have registered.
    static var privateKeyJWT: Feature {
        var feature = Feature(
            "private-key-jwt", "Authenticates clients by an assertion that they sign.",
            reference: "RFC 7523, OpenID Connect Core 1.0 §9")
        feature.clientVerifiers = [.privateKeyJWT]
        feature.metadata = { _ in
            ["token", "revocation", "introspection"].map {
                MetadataMember(
                    "\($0)_endpoint_auth_signing_alg_values_supported",
                    JSON(ClientAssertion.algorithms.map { JSON($0) }))
            }
        }
        feature.migrations = [
            Migration(
                1, "assertions",
                sql: "CREATE TABLE client_assertions (hash TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) WITHOUT ROWID"
            )
        ]
        feature.housekeeping = { past, db in
            try db.run("DELETE FROM client_assertions WHERE expires_at < ?", [past])
        }
        return feature
    }
}

extension ClientVerifier {
    static let privateKeyJWT = ClientVerifier(
        method: "private_key_jwt", carrier: "a client assertion", credential: .keys,
        isPresented: { $0.form["client_assertion"] != nil || $0.form["client_assertion_type"] != nil },
        claim: { request in
            let assertion = try ClientAssertion(request)
            return ClientClaim(clientID: assertion.subject, proof: assertion.text)
        },
        problem: { _, client, request in try await ClientAssertion(request).problem(client, request.provider) })
}

/// The assertion of a token request: a JWT that the client signs (RFC 7523 §3).
private struct ClientAssertion: Sendable {
    static let algorithms = [
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA",
    ]
    private static let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    /// Seconds by which the client's clock may differ.
    private static let leeway: Int64 = 30
    /// Seconds that an assertion may live: it is made for one request.
    private static let longest: Int64 = 3600

    let text: String
    /// The client that it claims to be from.
    let subject: String
    private let jwt: JWTParts

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
        guard let subject = jwt.claims["sub"]?.string, !subject.isEmpty else {
            throw .oauth("invalid_client", "The client_assertion has no sub, which names the client.", status: 401)
        }
        self.subject = subject
        let id = request.form["client_id"]
        guard id == nil || id == subject else {
            throw .oauth("invalid_request", "The client_id of the body is not the sub of the client_assertion.")
        }
    }

    /// Why it does not authenticate the client; nil where it does, which uses it up.
    func problem(_ client: Client, _ provider: Provider) async throws -> String? {
        guard client.authenticationMethod == "private_key_jwt" else {
            return "The client is not registered for private_key_jwt."
        }
        if let problem = signatureProblem(client) { return problem }
        if let problem = claimsProblem(client, provider) { return problem }
        if let problem = timeProblem(provider.now / 1000) { return problem }
        return try await replayProblem(client, provider)
    }

    private func signatureProblem(_ client: Client) -> String? {
        let algorithm = jwt.algorithm ?? "none"
        guard ClientAssertion.algorithms.contains(algorithm) else {
            return "The client_assertion is signed with \(algorithm.prefix(20).asciiOnly), which is not taken here."
        }
        guard let set = client.metadata["jwks"].flatMap({ try? JSONWebKeySet($0) }), let key = set.key(of: jwt) else {
            return "None of the client's keys has the kid and alg of the client_assertion."
        }
        return key.verifies(jwt) == true ? nil : "The signature of the client_assertion is not of the client's key."
    }

    private func claimsProblem(_ client: Client, _ provider: Provider) -> String? {
        guard jwt.claims["iss"]?.string == client.id else {
            return "The iss of the client_assertion must be the client_id, as sub is."
        }
        let audience = jwt.claims["aud"]
        let audiences = audience?.string.map { [$0] } ?? audience?.elements?.compactMap(\.string) ?? []
        guard audiences.contains(where: [provider.issuer, provider.url("/oauth/token")].contains) else {
            return "The aud of the client_assertion must be the issuer or the token endpoint."
        }
        guard jwt.claims["jti"]?.string?.isEmpty == false else {
            return "The client_assertion has no jti, without which it could be used again."
        }
        return nil
    }

    /// - Parameter now: seconds since 1970.
    private func timeProblem(_ now: Int64) -> String? {
        guard let expiry = seconds("exp") else { return "The client_assertion has no exp." }
        guard expiry > now - ClientAssertion.leeway else { return "The client_assertion has expired." }
        guard expiry <= now + ClientAssertion.longest + ClientAssertion.leeway else {
            return "The client_assertion lives too long: its exp is more than an hour ahead."
        }
        for name in ["nbf", "iat"] {
            if let time = seconds(name), time > now + ClientAssertion.leeway {
                return "The client_assertion is not valid yet: its \(name) is in the future."
            }
        }
        return nil
    }

    /// Takes the `jti` once for each client (RFC 7523 §3 (7)).
    private func replayProblem(_ client: Client, _ provider: Provider) async throws -> String? {
        let hash = Secret.hash("\(client.id) \(jwt.claims["jti"]?.string ?? "")")
        let expiresAt = ((seconds("exp") ?? 0) + ClientAssertion.leeway) * 1000
        let isNew = try await provider.store.write { db in
            try db.run(
                "INSERT OR IGNORE INTO client_assertions (hash, expires_at) VALUES (?, ?)", [hash, expiresAt]) == 1
        }
        return isNew ? nil : "The client_assertion was used before; make a new one with another jti."
    }

    /// A NumericDate (RFC 7519 §2).
    private func seconds(_ name: String) -> Int64? {
        jwt.claims[name]?.number.flatMap { $0.magnitude < 1e12 ? Int64($0) : nil }
    }
}
