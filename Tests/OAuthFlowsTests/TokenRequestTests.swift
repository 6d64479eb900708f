import HTTPMessage
import OAuthCore
import OAuthFlows
import OAuthSupport
import Testing

@Suite struct TokenRequestTests {
    private let publicClient = ClientRegistration(id: "app")

    private func body(_ request: TokenRequest) throws -> String {
        try request.draft(for: server).parameters.encoded
    }

    @Test func redeemsACode() throws {
        let request = TokenRequest.authorizationCode(
            "Splx", redirectURI: "https://c.example/cb", verifier: "v", client: publicClient)
        #expect(
            try body(request) == "grant_type=authorization_code&code=Splx"
                + "&redirect_uri=https%3A%2F%2Fc.example%2Fcb&code_verifier=v&client_id=app")
    }

    @Test func refreshes() throws {
        #expect(
            try body(.refresh("r", scope: "a b", client: publicClient))
                == "grant_type=refresh_token&refresh_token=r&scope=a+b&client_id=app")
        #expect(
            try body(.refresh("r", client: publicClient)) == "grant_type=refresh_token&refresh_token=r&client_id=app")
    }

    @Test func asksForTheClientItself() throws {
        let draft = try TokenRequest.clientCredentials(scope: "a", client: client).draft(for: server)
        #expect(draft.parameters.encoded == "grant_type=client_credentials&scope=a")
        #expect(draft.headers["Authorization"] == "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3")
        #expect(draft.headers["Content-Type"] == "application/x-www-form-urlencoded")
        #expect(draft.headers["Accept"] == "application/json")
        #expect(draft.method == "POST")
    }

    @Test func takesAMethodForItself() throws {
        var request = TokenRequest.clientCredentials(client: client)
        request.authenticationMethod = "client_secret_post"
        let draft = try request.draft(for: server)
        #expect(draft.headers["Authorization"] == nil)
        #expect(draft.parameters.first("client_secret") == "7Fjfp0ZBr1KtDRbnfVdmIw")
    }

    @Test func ordersValuesAsTheGrantDoesAndKeepsOthers() throws {
        let values = FormParameters([
            ("resource", "b"), ("code_verifier", "v"), ("code", "1"), ("resource", "a"), ("code", "2"),
        ])
        #expect(
            try body(TokenRequest(.authorizationCode, client: publicClient, values: values))
                == "grant_type=authorization_code&code=1&code=2&code_verifier=v&resource=b&resource=a&client_id=app")
    }
}
