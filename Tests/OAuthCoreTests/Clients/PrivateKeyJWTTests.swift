import Encodings
import HTTPMessage
import JSONKit
import OAuthCore
import OAuthSupport
import Testing

@Suite struct PrivateKeyJWTTests {
    private func context(
        _ key: String?, supported: JSON? = nil, issuer: String? = "https://as.example"
    ) -> ClientAuthenticationContext {
        var server = AuthorizationServer(document: ["token_endpoint": "https://as.example/token"])
        server["issuer"] = issuer.map { JSON($0) }
        server["token_endpoint_auth_signing_alg_values_supported"] = supported
        return ClientAuthenticationContext(
            server: server,
            client: ClientRegistration(id: "c 1", credentials: key.map { [Credential(.privateKey, $0)] } ?? []),
            audience: "https://as.example/token", now: 1_700_000_000_500, random: { [UInt8](repeating: 7, count: $0) })
    }

    private func assertion(_ context: ClientAuthenticationContext) throws -> (form: FormParameters, jwt: JWTParts) {
        var request = OAuthRequest("POST", "https://as.example/token", content: .form(["grant_type": "x"]))
        try ClientAuthenticator.privateKeyJWT.authenticate(context, on: &request)
        #expect(request.headers["Authorization"] == nil)
        let form = request.parameters
        return (form, try JWTParts(reading: form.first("client_assertion") ?? ""))
    }

    /// RFC 7523 §2.2 and §3.
    @Test func namesTheClientTheServerAndATime() throws {
        let (form, jwt) = try assertion(context(SampleKey.p256))
        #expect(form.first("client_id") == "c 1")
        #expect(
            form.first("client_assertion_type") == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        #expect(jwt.algorithm == "ES256")
        #expect(jwt.claims["iss"]?.string == "c 1")
        #expect(jwt.claims["sub"]?.string == "c 1")
        #expect(jwt.claims["aud"]?.string == "https://as.example")
        #expect(jwt.claims["iat"]?.integer == 1_700_000_000)
        #expect(jwt.claims["exp"]?.integer == 1_700_000_060)
        #expect(jwt.claims["jti"]?.string == Base64URL.encode([UInt8](repeating: 7, count: 16)))
    }

    @Test func withoutAnIssuerTheEndpointIsTheAudience() throws {
        #expect(
            try assertion(context(SampleKey.p256, issuer: nil)).jwt.claims["aud"]?.string == "https://as.example/token")
    }

    @Test(arguments: [SampleKey.p256, SampleKey.ed25519])
    func thePublicHalfVerifiesIt(key: String) throws {
        let jwt = try assertion(context(key)).jwt
        let keys = try JSONWebKeySet(["keys": [try PrivateKey(reading: key).publicKey]])
        #expect(keys.key(of: jwt)?.verifies(jwt) == true)
    }

    @Test func theServersAlgorithmsAreKept() throws {
        #expect(try assertion(context(SampleKey.p256, supported: ["RS256", "ES256"])).jwt.algorithm == "ES256")
        var request = OAuthRequest("POST", "https://as.example/token", content: .form([:]))
        let error = failure { () throws(OAuthError) in
            try ClientAuthenticator.privateKeyJWT.authenticate(
                context(SampleKey.p256, supported: ["RS256"]), on: &request)
        }
        #expect(error?.code == .signingFailed)
    }

    @Test func aKeyMustBeThere() {
        var request = OAuthRequest("POST", "https://as.example/token", content: .form([:]))
        let error = failure { () throws(OAuthError) in
            try ClientAuthenticator.privateKeyJWT.authenticate(context(nil), on: &request)
        }
        #expect(error?.code == .credentialMissing)
    }

    /// A client with a key alone uses it, at a server that lists it and at one that lists nothing.
    @Test func aClientWithAKeyChoosesIt() throws {
        let client = context(SampleKey.p256).client
        for supported in [nil, ["private_key_jwt", "client_secret_basic"] as JSON?] {
            var server = AuthorizationServer(document: [:])
            server["token_endpoint_auth_methods_supported"] = supported
            #expect(try ClientAuthenticator.choose(for: client, at: server).name == "private_key_jwt")
        }
    }
}
