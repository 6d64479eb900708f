import HTTPMessage
import JSONKit
import OAuthCore
import OAuthFlows
import OAuthSupport
import Testing

@Suite struct ClientManagementTests {
    private let management = ClientManagement(url: "https://api.example/v1/oauth/clients", credential: "sk-1")

    @Test func creates() throws {
        let draft = try management.create(
            name: "My Cool App", redirectURIs: ["http://127.0.0.1/cb"], scope: "profile generations")
        #expect(draft.method == "POST")
        #expect(draft.targetURL == "https://api.example/v1/oauth/clients")
        #expect(draft.headers["Authorization"] == "Bearer sk-1")
        #expect(draft.headers["Content-Type"] == "application/json")
        #expect(
            draft.content
                == .json([
                    "name": "My Cool App", "redirectUris": ["http://127.0.0.1/cb"],
                    "scopes": ["profile", "generations"],
                ]))
    }

    @Test func lists() throws {
        let draft = try management.list()
        #expect(draft.method == "GET")
        #expect(draft.httpRequest.body == nil)
        #expect(draft.headers["Content-Type"] == nil)
    }

    @Test(arguments: [("client_1", "client_1"), ("../a b", "..%2Fa%20b"), ("..", "%2E%2E"), ("é?", "%C3%A9%3F")])
    func resets(id: String, segment: String) throws {
        let draft = try management.resetSecret(of: id)
        #expect(draft.method == "POST")
        #expect(draft.targetURL == "https://api.example/v1/oauth/clients/\(segment)/reset-secret")
    }

    @Test func readsANewClient() throws {
        let made = try ManagedClient.processCreated(
            answer(
                #"{"clientId":"client_1","clientSecret":"secret_1","name":"A","redirectUris":["u"],"scopes":["profile"]}"#,
                status: 201))
        #expect(
            made.registration
                == ClientRegistration(
                    id: "client_1", secret: "secret_1", redirectURIs: ["u"], scope: "profile", name: "A"))
    }

    @Test func readsANewSecret() throws {
        let reset = try ManagedClient.processReset(answer(#"{"clientId":"client_1","clientSecret":"secret_2"}"#))
        #expect(reset.registration == ClientRegistration(id: "client_1", secret: "secret_2"))
    }

    @Test(arguments: [#"[{"clientId":"a"},{"clientId":"b"}]"#, #"{"clients":[{"clientId":"a"},{"clientId":"b"}]}"#])
    func readsLists(body: String) throws {
        #expect(try ManagedClient.processList(answer(body)).map(\.registration.id) == ["a", "b"])
    }

    @Test(arguments: [
        ("{}", "missing-member"), (#"{"clientId":"a"}"#, "missing-member"),
        (#"{"clientSecret":"s"}"#, "missing-member"),
        (#"{"clientId":1,"clientSecret":"s"}"#, "invalid-member"),
        (#"{"clientId":"a","clientSecret":"s","scopes":"x"}"#, "invalid-member"), ("[]", "not-an-oauth-response"),
        (#"{"error":{"message":"No","type":"t"}}"#, "refused"), (#"{"error":"Nope"}"#, "refused"),
    ])
    func refusesOtherAnswers(body: String, code: String) {
        #expect(
            failure { () throws(OAuthError) in try ManagedClient.processCreated(answer(body)) }?.code.rawValue == code)
    }

    @Test func refusesOtherLists() {
        #expect(
            failure { () throws(OAuthError) in try ManagedClient.processList(answer("{}")) }?.code == .notOAuthResponse)
        #expect(
            failure { () throws(OAuthError) in try ManagedClient.processList(answer("[5]")) }?.code == .missingMember)
    }

    @Test func keepsTheServersWords() {
        let error = failure { () throws(OAuthError) in
            try ManagedClient.processList(
                answer(
                    #"{"error":{"message":"Invalid API key","type":"authentication_error","code":"invalid_api_key"}}"#,
                    status: 401))
        }
        #expect(error?.name == "invalid_api_key")
        #expect(error?.server?.description == "Invalid API key")
    }
}
