import Encodings
import HTTPMessage
import OAuthCore
import OAuthSupport
import Testing

/// A context with a fixed clock and no randomness.
private func authenticationContext(_ client: ClientRegistration) -> ClientAuthenticationContext {
    ClientAuthenticationContext(
        server: server, client: client, audience: "https://as.example/token", now: 1_000, random: { _ in [] })
}

@Suite struct ClientAuthenticatorTests {
    private func authenticated(_ method: ClientAuthenticator) throws -> OAuthRequest {
        var request = OAuthRequest("POST", "https://as.example/token", content: .form(["grant_type": "x"]))
        try method.authenticate(authenticationContext(client), on: &request)
        return request
    }

    @Test func basicGoesIntoTheHeader() throws {
        let request = try authenticated(.clientSecretBasic)
        #expect(request.headers["Authorization"] == "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3")
        #expect(request.parameters == ["grant_type": "x"])
    }

    @Test func postGoesIntoTheBody() throws {
        let request = try authenticated(.clientSecretPost)
        #expect(request.headers["Authorization"] == nil)
        #expect(
            request.parameters
                == ["grant_type": "x", "client_id": "s6BhdRkqt3", "client_secret": "7Fjfp0ZBr1KtDRbnfVdmIw"])
    }

    @Test func noneOnlyNamesTheClient() throws {
        let request = try authenticated(.none)
        #expect(request.headers["Authorization"] == nil)
        #expect(request.parameters == ["grant_type": "x", "client_id": "s6BhdRkqt3"])
    }

    @Test func aSecretMustBeThere() {
        var request = OAuthRequest("POST", "https://as.example/token")
        let error = failure { () throws(OAuthError) in
            try ClientAuthenticator.clientSecretPost.authenticate(
                authenticationContext(ClientRegistration(id: "a")), on: &request)
        }
        #expect(error?.code == .clientSecretMissing)
    }

    @Test func theTableNamesEachOnce() {
        let names = ClientAuthenticator.all.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(ClientAuthenticator.named(name)?.name == name) }
        #expect(ClientAuthenticator.named("tls_client_auth") == nil)
        for method in ClientAuthenticator.all { #expect(!method.section.isEmpty && !method.summary.isEmpty) }
    }

    @Test func aMethodCanSignWithAKey() throws {
        let signed = ClientAuthenticator(
            name: "test_jwt", summary: "a test", section: "none", needs: [.privateKey]
        ) { context, request throws(OAuthError) in
            let key = try context.credential(.privateKey, for: "test_jwt").privateKey()
            request.parameters.set("aud", context.audience)
            request.parameters.set(
                "signature", Base64URL.encode(try key.signature(of: Array("\(context.now)".utf8))))
        }
        var request = OAuthRequest("POST", "https://as.example/token")
        #expect(
            failure { () throws(OAuthError) in try signed.authenticate(authenticationContext(client), on: &request) }?
                .code == .credentialMissing)
        let keyed = ClientRegistration(id: "a", credentials: [try CredentialKind.privateKey.read(SampleKey.ed25519)])
        #expect(signed.works(with: keyed.credentials))
        try signed.authenticate(authenticationContext(keyed), on: &request)
        #expect(request.parameters.first("aud") == "https://as.example/token")
        #expect(request.parameters.first("signature")?.utf8.count == 86)
    }

    @Test func theDescriptionOfAClientHasNoSecret() {
        #expect("\(client)" == "client s6BhdRkqt3")
        #expect(!String(reflecting: [client]).contains("7Fjfp0"))
    }
}

@Suite struct ClientAuthenticatorChoiceTests {
    private func choice(
        _ explicit: String? = nil, secret: String? = "x", registered: String? = nil, supported: [String]? = nil
    ) throws(OAuthError) -> String {
        try ClientAuthenticator.choose(
            explicit, for: ClientRegistration(id: "a", secret: secret, authenticationMethod: registered),
            at: AuthorizationServer(tokenEndpointAuthMethodsSupported: supported)
        ).name
    }

    @Test func whatIsAskedForComesFirst() throws {
        #expect(try choice("none", registered: "client_secret_post") == "none")
    }

    @Test func thenTheRegistration() throws {
        #expect(
            try choice(registered: "client_secret_post", supported: ["client_secret_basic"]) == "client_secret_post")
    }

    @Test func thenTheMetadata() throws {
        #expect(try choice(supported: ["private_key_jwt", "client_secret_post"]) == "client_secret_post")
        #expect(try choice(supported: ["client_secret_post", "client_secret_basic"]) == "client_secret_basic")
    }

    @Test func silentMetadataMeansBasic() throws { #expect(try choice() == "client_secret_basic") }

    @Test func publicClientsHaveNone() throws { #expect(try choice(secret: nil) == "none") }

    @Test func unknownMethodsAreNamedSafely() {
        let explicit = failure { () throws(OAuthError) in try choice("tls\u{1B}") }
        #expect(explicit?.code == .authenticationMethodUnknown)
        #expect(explicit?.found.contains("tls\u{FFFD}") == true)
        #expect(
            failure { () throws(OAuthError) in try choice(supported: ["private_key_jwt"]) }?.code
                == .authenticationMethodUnknown)
    }
}
