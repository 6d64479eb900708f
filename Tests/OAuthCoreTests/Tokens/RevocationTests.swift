import HTTPMessage
import OAuthCore
import OAuthSupport
import Testing

@Suite struct RevocationTests {
    @Test func asksWithTheClientsCredentials() throws {
        let draft = try RevocationRequest(token: "45ghiukldjahdnhzdauz", tokenTypeHint: "refresh_token", client: client)
            .draft(for: server)
        #expect(draft.targetURL == "https://as.example/revoke")
        #expect(draft.parameters.encoded == "token=45ghiukldjahdnhzdauz&token_type_hint=refresh_token")
        #expect(draft.headers["Authorization"]?.hasPrefix("Basic ") == true)
    }

    @Test func anyBodyOf200Is() throws {
        #expect(try RevocationResponse.process(HTTPResponse(status: 200)).warnings.isEmpty)
        #expect(try RevocationResponse.process(HTTPResponse(status: 200, body: Array("ok".utf8))).warnings.isEmpty)
        #expect(try RevocationResponse.process(HTTPResponse(status: 204)).warnings.map(\.code) == ["status"])
    }

    @Test(arguments: [200, 400, 503])
    func errorsAreKept(status: Int) {
        let error = failure { () throws(OAuthError) in
            try RevocationResponse.process(answer(#"{"error":"unsupported_token_type"}"#, status: status))
        }
        #expect(error?.name == "unsupported_token_type")
    }
}
