import Crypto
import Encodings
import HTTPMessage
import JSONKit
import OAuthCore
import OAuthSupport
import Testing

@Suite struct ClientSecretJWTTests {
    private static let secret = "7Fjfp0ZBr1KtDRbnfVdmIw"

    private func context(
        _ credentials: [Credential] = [Credential(.clientSecret, Self.secret)], supported: JSON? = nil
    ) -> ClientAuthenticationContext {
        var server = AuthorizationServer(document: ["token_endpoint": "https://as.example/token"])
        server["issuer"] = "https://as.example"
        server["token_endpoint_auth_signing_alg_values_supported"] = supported
        return ClientAuthenticationContext(
            server: server, client: ClientRegistration(id: "c1", credentials: credentials),
            audience: "https://as.example/token", now: 1_700_000_000_500, random: { [UInt8](repeating: 7, count: $0) })
    }

    private func form(_ context: ClientAuthenticationContext) throws -> FormParameters {
        var request = OAuthRequest("POST", "https://as.example/token", content: .form(["grant_type": "x"]))
        try ClientAuthenticator.clientSecretJWT.authenticate(context, on: &request)
        #expect(request.headers["Authorization"] == nil)
        return request.parameters
    }

    /// The assertion was computed with Python's hmac module.
    @Test func isTheAssertionOfAnotherImplementation() throws {
        let form = try form(context())
        #expect(form.first("client_id") == "c1")
        #expect(form.first("client_assertion_type") == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        #expect(form.first("client_secret") == nil)
        let expected = [
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
            "eyJpc3MiOiJjMSIsInN1YiI6ImMxIiwiYXVkIjoiaHR0cHM6Ly9hcy5leGFtcGxlIiwianRpIjoiQndjSEJ3Y0hCd2"
                + "NIQndjSEJ3Y0hCdyIsImlhdCI6MTcwMDAwMDAwMCwiZXhwIjoxNzAwMDAwMDYwfQ",
            "VVLA0NdM05Xji6-8R2vLDctMQKn8Hlz5V1oe575HTtc",
        ]
        #expect(form.first("client_assertion") == expected.joined(separator: "."))
    }

    @Test func theFirstAlgorithmThatTheServerTakesIsUsed() throws {
        let form = try form(context(supported: ["ES256", "HS512", "HS384"]))
        let jwt = try JWTParts(reading: form.first("client_assertion") ?? "")
        #expect(jwt.algorithm == "HS384")
        let code = HMAC<SHA384>.authenticationCode(
            for: Array(jwt.signingInput.utf8), using: SymmetricKey(data: Array(Self.secret.utf8)))
        #expect(jwt.signature == Array(code))
    }

    /// What is given counts, whatever the server takes; times may be relative.
    @Test func claimsAndHeaderCanBeChanged() throws {
        var context = context(supported: ["HS256"])
        context.assertion = JWTDraft(
            claims: [.init("aud", "https://as.example/token"), .init("exp", "-60"), .init("jti", nil)],
            header: [.init("alg", "HS512"), .init("kid", "k1"), .init("typ", nil)])
        let jwt = try JWTParts(reading: try form(context).first("client_assertion") ?? "")
        #expect(jwt.header == ["alg": "HS512", "kid": "k1"])
        #expect(jwt.claims["aud"]?.string == "https://as.example/token")
        #expect(jwt.claims["exp"]?.integer == 1_699_999_940)
        #expect(jwt.claims["jti"] == nil)
        #expect(jwt.claims["sub"]?.string == "c1")
        #expect(jwt.signature.count == 64)
    }

    @Test func aServerThatTakesNoMACIsNotAsked() {
        var request = OAuthRequest("POST", "https://as.example/token", content: .form([:]))
        let error = failure { () throws(OAuthError) in
            try ClientAuthenticator.clientSecretJWT.authenticate(context(supported: ["RS256"]), on: &request)
        }
        #expect(error?.code == .signingFailed)
    }

    @Test func aSecretMustBeThere() {
        var request = OAuthRequest("POST", "https://as.example/token", content: .form([:]))
        let error = failure { () throws(OAuthError) in
            try ClientAuthenticator.clientSecretJWT.authenticate(context([]), on: &request)
        }
        #expect(error?.code == .clientSecretMissing)
    }

    /// A client with a secret uses it where the server wants nothing else, and its key where there is one.
    @Test func isChosenWhereTheServerListsIt() throws {
        var server = AuthorizationServer(document: [:])
        server["token_endpoint_auth_methods_supported"] = ["client_secret_jwt", "private_key_jwt"]
        #expect(try ClientAuthenticator.choose(for: context().client, at: server).name == "client_secret_jwt")
        let both = context([Credential(.clientSecret, Self.secret), Credential(.privateKey, SampleKey.p256)])
        #expect(try ClientAuthenticator.choose(for: both.client, at: server).name == "private_key_jwt")
    }
}
