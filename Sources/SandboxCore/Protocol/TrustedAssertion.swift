package import GRDB
internal import JSONKit
internal import OAuthCore

/// A JWT that says for whom tokens are wanted, by a client itself or by an issuer that the seed trusts (RFC 7523 §3).
package struct TrustedAssertion: Sendable {
    /// The values of `alg` that an assertion may be signed with (RFC 7518 §3.1, RFC 8037 §3.1).
    package static let algorithms = [
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
    ]

    private let jwt: JWTParts
    private let checks: AssertionChecks
    private let name: String
    /// What its `sub` names: a user, or the client itself.
    package let subject: String
    /// When it ends, in milliseconds since 1970.
    package let expiresAt: Int64

    /// Reads and verifies an assertion.
    ///
    /// - Parameters:
    ///   - name: the parameter, for refusals.
    ///   - hasAudience: whether `aud` must name the sandbox.
    ///   - refuse: makes the refusal of a problem; the sender is told all of it, since who signs may know.
    package init(
        _ text: String, named name: String, of client: Client, in provider: Provider, hasAudience: Bool = true,
        refuse: (String) -> Refusal
    ) throws(Refusal) {
        guard let jwt = try? JWTParts(reading: text) else { throw refuse("The \(name) is not a readable JWT.") }
        self.jwt = jwt
        self.name = name
        checks = AssertionChecks(jwt, named: name)
        subject = jwt.claims["sub"]?.string ?? ""
        expiresAt = (checks.expiry ?? 0) * 1000
        if let problem = keyProblem(client, provider) { throw refuse(problem) }
        if hasAudience, let problem = checks.audienceProblem(provider) { throw refuse(problem) }
        if let problem = checks.timeProblem(provider.now / 1000) { throw refuse(problem) }
        guard !subject.isEmpty else { throw refuse("The \(name) has no sub, which says for whom the tokens are.") }
    }

    private func keyProblem(_ client: Client, _ provider: Provider) -> String? {
        guard let issuer = jwt.claims["iss"]?.string else { return "The \(name) has no iss, which says who made it." }
        let trusted = provider.configuration.seed.issuers.first { $0.issuer == issuer }?.keys
        let own: JSON? = issuer == client.id ? .some(client.metadata["jwks"] ?? ["keys": []]) : Optional.none
        guard let keys = trusted ?? own else {
            return "The iss of the \(name) is not an issuer that is trusted here."
        }
        let algorithm = jwt.algorithm ?? "none"
        guard TrustedAssertion.algorithms.contains(algorithm) else {
            return "The \(name) is signed with \(algorithm.prefix(20).asciiOnly), which is not taken here."
        }
        guard let set = try? JSONWebKeySet(keys), let key = set.key(of: jwt) else {
            return "None of the issuer's keys has the kid and alg of the \(name)."
        }
        return key.verifies(jwt) == true ? nil : "The signature of the \(name) is not of the issuer's key."
    }

    /// The number of the assertion, which may be used once; nil where it has none.
    package var number: String? { checks.number }

    /// Takes the `jti` once for each issuer (RFC 7523 §3 (7)); returns whether it is new.
    package func use(in db: Database) throws -> Bool {
        guard let number else { return false }
        let hash = Secret.hash("\(jwt.claims["iss"]?.string ?? "") \(number)")
        let end = expiresAt + AssertionChecks.leeway * 1000
        return try db.run(
            "INSERT OR IGNORE INTO grant_assertions (hash, expires_at) VALUES (?, ?)", [hash, end]) == 1
    }
}

extension User {
    /// The user that a subject or a hint names, by id or by name.
    package static func find(named name: String, in db: Database) throws -> User? {
        try find(id: name, in: db) ?? find(name: name, in: db)
    }
}
