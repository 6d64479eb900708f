import HTTPMessage
import JSONKit
import Sandbox
import SandboxCore
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
            let grants = json["grant_types_supported"]?.elements?.compactMap(\.string) ?? []
            #expect(grants.starts(with: ["authorization_code", "refresh_token"]))
            #expect(json["authorization_response_iss_parameter_supported"]?.bool == true)
            for member in json.members ?? [] where member.name.hasSuffix("_endpoint") || member.name == "jwks_uri" {
                let url = try #require(member.value.string)
                #expect(try await sandbox.send("OPTIONS", url).status == 204, "\(url)")
            }
        }
    }

    /// Programs and golden files may depend on the order of the members.
    @Test(arguments: zip(paths, [[], openIDMembers]))
    func keepsTheOrderOfItsMembers(path: String, more: [String]) async throws {
        try await TestSandbox.with { sandbox in
            let names = try await sandbox.get(path).json().members?.map(\.name) ?? []
            #expect(names.starts(with: Self.members + more), "\(names)")
        }
    }

    private static let members = [
        "issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "introspection_endpoint",
        "revocation_endpoint", "scopes_supported", "response_types_supported", "response_modes_supported",
        "grant_types_supported", "token_endpoint_auth_methods_supported", "revocation_endpoint_auth_methods_supported",
        "introspection_endpoint_auth_methods_supported", "code_challenge_methods_supported",
        "authorization_response_iss_parameter_supported",
    ]

    private static let openIDMembers = [
        "userinfo_endpoint", "subject_types_supported", "id_token_signing_alg_values_supported", "claims_supported",
        "prompt_values_supported", "claims_parameter_supported", "request_parameter_supported",
        "request_uri_parameter_supported",
    ]

    @Test func namesThePublicURL() async throws {
        try await TestSandbox.with({ $0.publicURL = "https://sandbox.example/api/openai/v1" }) { sandbox in
            let json = try await sandbox.get(Self.paths[1]).json()
            #expect(json["issuer"]?.string == "https://sandbox.example/api/openai/v1")
            #expect(json["token_endpoint"]?.string == "https://sandbox.example/api/openai/v1/oauth/token")
        }
    }
}
