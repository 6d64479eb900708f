import HTTPMessage
import JSONKit
import Sandbox
import Testing

@Suite struct MetadataTests {
    private static let paths = [
        "/.well-known/oauth-authorization-server/api/openai/v1", "/api/openai/v1/.well-known/openid-configuration",
    ]

    @Test(arguments: paths)
    func tellsWhereEverythingIs(path: String) async throws {
        try await TestSandbox.with { sandbox in
            let json = try await sandbox.get(path).json()
            #expect(json["issuer"]?.string == sandbox.server.baseURL)
            #expect(json["code_challenge_methods_supported"] == ["S256"])
            #expect(json["response_types_supported"] == ["code"])
            #expect(json["grant_types_supported"] == ["authorization_code", "refresh_token"])
            #expect(json["authorization_response_iss_parameter_supported"]?.bool == true)
            for member in json.members ?? [] where member.name.hasSuffix("_endpoint") || member.name == "jwks_uri" {
                let url = try #require(member.value.string)
                #expect(try await sandbox.send("OPTIONS", url).status == 204, "\(url)")
            }
        }
    }

    @Test func namesThePublicURL() async throws {
        try await TestSandbox.with({ $0.publicURL = "https://sandbox.example/api/openai/v1" }) { sandbox in
            let json = try await sandbox.get(Self.paths[1]).json()
            #expect(json["issuer"]?.string == "https://sandbox.example/api/openai/v1")
            #expect(json["token_endpoint"]?.string == "https://sandbox.example/api/openai/v1/oauth/token")
        }
    }
}
