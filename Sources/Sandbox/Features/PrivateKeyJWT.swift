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
        feature.metadata = { ClientAssertion.metadata(of: ClientVerifier.privateKeyJWT.method, $0) }
        // The table has the assertions of clients that sign with their secret, too.
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
    static let privateKeyJWT: ClientVerifier = ClientVerifier(
        method: "private_key_jwt", carrier: "a client assertion", credential: .keys,
        algorithms: ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"],
        isPresented: { ClientAssertion.isPresented(to: "private_key_jwt", by: $0) }, claim: ClientAssertion.claim,
        problem: { _, client, request in
            let assertion = try ClientAssertion(request)
            return try await assertion.problem(client, request.provider, .privateKeyJWT) {
                keyProblem(assertion.jwt, $0)
            }
        })

    private static func keyProblem(_ jwt: JWTParts, _ client: Client) -> String? {
        guard let set = client.metadata["jwks"].flatMap({ try? JSONWebKeySet($0) }), let key = set.key(of: jwt) else {
            return "None of the client's keys has the kid and alg of the client_assertion."
        }
        return key.verifies(jwt) == true ? nil : "The signature of the client_assertion is not of the client's key."
    }
}
