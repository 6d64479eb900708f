import HTTPMessage
import JSONKit
import OAuthCore
import Testing

@Suite struct MetadataResponseTests {
    private let document: JSON = [
        "issuer": "https://as.example", "authorization_endpoint": "https://as.example/authorize",
        "token_endpoint": "https://as.example/token", "response_types_supported": ["code"],
        "code_challenge_methods_supported": ["S256"], "scopes_supported": ["profile"],
        "authorization_response_iss_parameter_supported": true, "x": [nil],
    ]

    private func processed(_ json: JSON, issuer: String = "https://as.example") throws(OAuthError) -> MetadataResponse {
        try MetadataResponse.process(json, issuer: issuer)
    }

    @Test func takesWhatAClientUses() throws {
        let response = try processed(document)
        #expect(response.server.issuer == "https://as.example")
        #expect(response.server.tokenEndpoint == "https://as.example/token")
        #expect(response.server.scopesSupported == ["profile"])
        #expect(response.server.authorizationResponseIssParameterSupported)
        #expect(response.server.revocationEndpoint == nil)
        #expect(response.server.metadata == document)
        #expect(response.warnings.isEmpty)
    }

    @Test(arguments: [
        ("https://as.example/", "character 19: “/” came, the end was expected"),
        ("https://As.example", "character 9: “A” came, “a” was expected"),
        ("https://as.exampl", "character 18: the end came, “e” was expected"),
        ("https://as.ex\u{1B}mple", "character 14: “�” came, “a” was expected"),
    ])
    func comparesTheIssuerByteForByte(issuer: String, difference: String) {
        let error = failure { () throws(OAuthError) in try processed(document.setting("issuer", to: JSON(issuer))) }
        #expect(error?.code == .issuerMismatch)
        #expect(error?.found.contains(difference) == true, "\(error?.found ?? "")")
        #expect(error?.found.contains("\u{1B}") == false)
    }

    @Test(arguments: ["issuer", "authorization_endpoint", "token_endpoint"])
    func requiredMembersMustBeThere(name: String) {
        for value: JSON? in [nil, JSON.null, ""] {
            let error = failure { () throws(OAuthError) in try processed(document.setting(name, to: value)) }
            #expect(error?.code == .missingMember)
            #expect(error?.found.contains(name) == true)
        }
    }

    @Test func grantsWithoutEndpointsNeedNone() throws {
        let machine = document.setting("grant_types_supported", to: ["client_credentials"])
            .setting("authorization_endpoint", to: nil)
        #expect(try processed(machine).server.authorizationEndpoint == nil)
    }

    @Test(
        arguments: [
            ("token_endpoint", JSON(5)), ("scopes_supported", "profile"), ("scopes_supported", ["a", 1]),
            ("authorization_response_iss_parameter_supported", "true"), ("jwks_uri", JSON(members: [])),
            ("response_types_supported", false), ("issuer", ["https://as.example"]),
        ] as [(String, JSON)])
    func wrongTypesAreErrors(name: String, value: JSON) {
        let error = failure { () throws(OAuthError) in try processed(document.setting(name, to: value)) }
        #expect(error?.code == .invalidMember)
        #expect(error?.found.contains(name) == true)
    }

    @Test func notesWhatIsOdd() throws {
        let odd = document.setting("response_types_supported", to: nil)
            .setting("code_challenge_methods_supported", to: ["plain"])
        #expect(try processed(odd).warnings.map(\.code) == ["response-types-missing", "s256-missing"])
        for (issuer, codes) in [("http://as.example", ["issuer-insecure"]), ("http://127.0.0.1:1", [])] {
            let insecure = document.setting("issuer", to: JSON(issuer))
            #expect(try processed(insecure, issuer: issuer).warnings.map(\.code) == codes)
        }
    }

    @Test func aMissingDocumentIsSaidToBe() {
        let missing = HTTPResponse(
            status: 404, headers: [HTTPHeader("Content-Type", "text/html")], body: Array("<h1>Not found".utf8))
        let error = failure { () throws(OAuthError) in
            try MetadataResponse.process(missing, issuer: "https://as.example")
        }
        #expect(error?.code == .notOAuthResponse)
        #expect(error?.status == 404)
        #expect(error?.found.contains("text/html, which begins “<h1>Not found”") == true)
    }
}
