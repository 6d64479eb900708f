import HTTPMessage
import JSONKit
import OAuthCore
import OAuthSupport
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
        for value: JSON? in [nil, ""] {
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
        "A member of the wrong type is left out, and a warning names it and what the document has",
        arguments: [
            ("token_endpoint", JSON(5), "a number"), ("token_endpoint", .null, "null"),
            ("authorization_endpoint", .null, "null"), ("scopes_supported", "profile", "a string"),
            ("scopes_supported", ["a", 1], "an array"), ("revocation_endpoint", .null, "null"),
            ("authorization_response_iss_parameter_supported", "true", "a string"),
            ("jwks_uri", JSON(members: []), "an object"), ("response_types_supported", false, "a boolean"),
            ("grant_types_supported", ["implicit": true], "an object"),
        ] as [(String, JSON, String)])
    func wrongTypesAreWarnings(name: String, value: JSON, type: String) throws {
        let response = try processed(document.setting(name, to: value))
        #expect(response.warnings.map(\.code) == ["metadata-malformed"])
        #expect(response.warnings.first?.message.hasPrefix("\(name) is left out") == true)
        #expect(response.warnings.first?.message.contains("has \(type) there") == true)
        #expect(response.server.json[name] == nil)
        #expect(response.server.json == document.setting(name, to: nil))
    }

    @Test(arguments: [(["https://as.example"], .invalidMember), (.null, .missingMember)] as [(JSON, OAuthError.Code)])
    func anIssuerOfTheWrongTypeIsAnError(value: JSON, code: OAuthError.Code) {
        let error = failure { () throws(OAuthError) in try processed(document.setting("issuer", to: value)) }
        #expect(error?.code == code)
        #expect(error?.found.contains("issuer") == true)
    }

    @Test func aByteOrderMarkIsReadOver() throws {
        let marked = HTTPResponse(
            status: 200, headers: [HTTPHeader("Content-Type", "application/json")],
            body: [0xEF, 0xBB, 0xBF] + Array(document.text().utf8))
        let response = try MetadataResponse.process(marked, issuer: "https://as.example")
        #expect(response.server.metadata == document)
        #expect(response.warnings.map(\.code) == ["byte-order-mark"])
        #expect(response.warnings.first?.message.contains("byte order mark") == true)
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
