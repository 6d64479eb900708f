import JSONKit
import OAuthCore
import OAuthFlows
import OAuthSupport
import Testing

/// What holds for every row of the table.
@Suite struct MetadataFieldTests {
    private func sample(_ kind: MetadataField.Kind) -> JSON {
        switch kind {
        case .text: "x"
        case .url: "https://as.example/x"
        case .texts: ["a", "b"]
        case .flag: true
        case .object: ["a": 1]
        }
    }

    private func document(_ name: String, _ value: JSON) -> JSON {
        let base: JSON = [
            "issuer": "https://as.example", "authorization_endpoint": "https://as.example/a",
            "token_endpoint": "https://as.example/t", "response_types_supported": ["code"],
        ]
        return base.setting(name, to: value)
    }

    @Test func namesAreUnique() {
        let names = MetadataField.all.map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: MetadataField.all.map(\.name))
    func aRowSaysWhereItIsDefined(name: String) throws {
        let field = try #require(MetadataField.named(name))
        #expect(field.section.contains("§"))
        #expect(!field.summary.isEmpty)
        #expect(name.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x5F })
    }

    @Test(arguments: MetadataField.all.map(\.name))
    func aValueOfItsKindGoesRoundAndOthersAreRefused(name: String) throws {
        let field = try #require(MetadataField.named(name))
        let others: [JSON] = [5, "x", ["a"], ["a", 1], true, ["a": 1]]
        #expect(field.accepts(sample(field.kind)))
        for other in others where !field.accepts(other) {
            let warnings = try? MetadataResponse.process(document(name, other), issuer: "https://as.example").warnings
            let named = warnings?.filter { $0.code == "metadata-malformed" }.map(\.message) ?? []
            #expect(name == "issuer" ? warnings == nil : named.count == 1 && named[0].hasPrefix("\(name) "))
            #expect(AuthorizationServer(stored: JSON(members: [(name, other)])).json.count == 0)
        }
        let value: JSON =
            switch name {
            case "issuer": "https://as.example"
            case "grant_types_supported": ["implicit"]
            default: sample(field.kind)
            }
        let server = try MetadataResponse.process(document(name, value), issuer: "https://as.example").server
        #expect(server[name]?.text() == value.text())
        #expect(AuthorizationServer(stored: server.json) == server)
        #expect(AuthorizationServer(document: server.json) == server)
    }

    @Test func everyEndpointIsARow() {
        for endpoint: Endpoint in [.authorization, .token, .revocation, .introspection, .userinfo, .keys] {
            #expect(MetadataField.named(endpoint.name)?.kind == .url)
        }
        for flow in FlowDescription.all {
            for name in flow.endpoints + flow.metadata { #expect(MetadataField.named(name) != nil) }
        }
    }

    @Test func readsWhatAUserWrites() throws {
        #expect(try MetadataField.named("scopes_supported")?.read("a b") == ["a", "b"])
        #expect(try MetadataField.named("issuer")?.read("https://x") == "https://x")
        #expect(try MetadataField.named("require_signed_request_object")?.read("true") == true)
        let flag = try #require(MetadataField.named("require_signed_request_object"))
        #expect(failure { () throws(OAuthError) in try flag.read("yes") }?.code == .invalidMember)
    }
}

@Suite struct AuthorizationServerTests {
    @Test func keepsTheOrderOfTheTable() {
        var server = AuthorizationServer(tokenEndpoint: "t", codeChallengeMethodsSupported: ["S256"])
        server.jwksURI = "j"
        server.issuer = "i"
        server["x"] = 1
        #expect(
            (server.json.members ?? []).map(\.name)
                == [
                    "issuer", "token_endpoint", "jwks_uri", "code_challenge_methods_supported",
                    "authorization_response_iss_parameter_supported", "x",
                ])
        server.jwksURI = nil
        #expect(server.jwksURI == nil && server["jwks_uri"]?.kind == nil)
    }

    @Test func aWrongTypeReadsAsAbsent() {
        let server = AuthorizationServer(document: [
            "issuer": 5, "scopes_supported": ["a", 1], "token_endpoint": nil,
            "authorization_response_iss_parameter_supported": "true", "x": "kept",
        ])
        #expect(server.issuer == nil)
        #expect(server.scopesSupported == nil)
        #expect(server["token_endpoint"]?.kind == nil)
        #expect(!server.authorizationResponseIssParameterSupported)
        #expect(server["x"]?.string == "kept")
        #expect(AuthorizationServer(document: "text").json.count == 0)
    }
}
