import HTTPMessage
import JSONKit
import OAuthCore
import OAuthSupport
import Testing

@Suite struct IntrospectionTests {
    private func processed(_ body: String, status: Int = 200) throws(OAuthError) -> IntrospectionResponse {
        try IntrospectionResponse.process(answer(body, status: status))
    }

    @Test func asksAsAClientOrWithAToken() throws {
        let asClient = try IntrospectionRequest(token: "t", caller: .client(client, method: "client_secret_post"))
            .draft(for: server)
        #expect(
            asClient.parameters.encoded == "token=t&client_id=s6BhdRkqt3&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw")
        let withToken = try IntrospectionRequest(token: "t", tokenTypeHint: "access_token", caller: .bearer("b"))
            .draft(for: server)
        #expect(withToken.parameters.encoded == "token=t&token_type_hint=access_token")
        #expect(withToken.headers["Authorization"] == "Bearer b")
    }

    /// RFC 7662 §2.2.
    @Test func readsAnActiveToken() throws {
        let response = try processed(
            """
            {"active":true,"client_id":"l238j323ds-23ij4","username":"jdoe","scope":"read write dolphin",
            "sub":"Z5O3upPC88QrAjx00dis","aud":"https://protected.example.net/resource",
            "iss":"https://server.example.com/","exp":1419356238,"iat":1419350238,"extension_field":"twenty-seven"}
            """)
        #expect(response.isActive)
        #expect(response.scope == "dolphin read write")
        #expect(response.clientID == "l238j323ds-23ij4")
        #expect(response.audience == ["https://protected.example.net/resource"])
        #expect(response.expiresAt == 1_419_356_238)
        #expect(response.json["extension_field"]?.string == "twenty-seven")
        #expect(response.warnings.isEmpty)
    }

    @Test func readsAnInactiveOne() throws {
        #expect(try !processed(#"{"active":false}"#).isActive)
        #expect(try processed(#"{"active":false,"sub":"a"}"#).warnings.map(\.code) == ["inactive-details"])
        #expect(try processed(#"{"active":true,"aud":["a","b"],"exp":1.0}"#).audience == ["a", "b"])
    }

    @Test(arguments: [
        ("{}", "missing-member"), (#"{"active":null}"#, "missing-member"), (#"{"active":"true"}"#, "invalid-member"),
        (#"{"active":1}"#, "invalid-member"), (#"{"active":true,"exp":"soon"}"#, "invalid-member"),
        (#"{"active":true,"exp":1.5}"#, "invalid-member"), (#"{"active":true,"aud":[1]}"#, "invalid-member"),
        (#"{"active":true,"scope":["a"]}"#, "invalid-member"), ("[true]", "not-an-oauth-response"),
        (#"{"error":"invalid_client"}"#, "refused"),
    ])
    func refusesOtherBodies(body: String, code: String) {
        #expect(failure { () throws(OAuthError) in try processed(body) }?.code.rawValue == code)
    }
}
