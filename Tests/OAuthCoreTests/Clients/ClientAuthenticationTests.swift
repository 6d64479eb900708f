import HTTPMessage
import OAuthCore
import Testing

@Suite struct ClientAuthenticationTests {
    private func authenticated(_ method: ClientAuthentication) throws -> OAuthRequest {
        var request = OAuthRequest("POST", "https://as.example/token", content: .form(["grant_type": "x"]))
        try method.authenticate(client, on: &request)
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
            try ClientAuthentication.clientSecretPost.authenticate(ClientRegistration(id: "a"), on: &request)
        }
        #expect(error?.code == .clientSecretMissing)
    }

    @Test func theTableNamesEachOnce() {
        let names = ClientAuthentication.all.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(ClientAuthentication.named(name)?.name == name) }
        #expect(ClientAuthentication.named("tls_client_auth") == nil)
    }

    @Test func theDescriptionOfAClientHasNoSecret() {
        #expect("\(client)" == "client s6BhdRkqt3")
        #expect(!String(reflecting: [client]).contains("7Fjfp0"))
    }
}

@Suite struct ClientAuthenticationChoiceTests {
    private func choice(
        _ explicit: String? = nil, secret: String? = "x", registered: String? = nil, supported: [String]? = nil
    ) throws(OAuthError) -> String {
        try ClientAuthentication.choose(
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
