import Answers
import BenchSupport
import HTTPMessage
import JSONKit
import OAuthCore
import Providers
import Session
import Testing

@testable import Workbench

/// What a discovery makes of a provider that is known, and what it says of the document.
@Suite struct DiscoveryTests {
    private static let issuer = "https://as.example"
    private static let document: JSON = [
        "issuer": "https://as.example", "authorization_endpoint": "https://as.example/authorize",
        "token_endpoint": "https://as.example/token", "response_types_supported": ["code"],
        "scopes_supported": ["read"],
    ]

    private static func answer(_ changes: [(String, JSON?)] = []) -> HTTPResponse {
        .json(changes.reduce(document) { $0.setting($1.0, to: $1.1) })
    }

    /// Answers of the first address of each discovery; the second address has nothing.
    private static func each(_ answers: [HTTPResponse]) -> [HTTPResponse] {
        answers.flatMap { [$0, HTTPResponse(status: 404)] }
    }

    private func server(_ bench: Bench, _ name: String) async throws -> JSON {
        try #require(try await bench.workbench.store().provider(name)).server.json
    }

    private func said(_ bench: Bench) async -> (lines: [String], json: JSON) {
        guard let answer = await bench.display.answers.last, case .report(let report) = answer else { return ([], [:]) }
        return (report.lines.map { "\($0.label) \($0.text)" }, report.json)
    }

    @Test(
        "What the user has set survives a new discovery",
        arguments: [
            "use \(issuer)", "provider discover \(issuer)", "provider discover",
            "provider discover \(issuer) --as as.example",
        ])
    func keepsWhatIsSet(line: String) async throws {
        let bench = await Bench(Self.each([Self.answer(), Self.answer([("jwks_uri", "https://as.example/keys")])]))
        #expect(await bench.run("use \(Self.issuer)") == [])
        let settings = "token_endpoint=https://proxy.example/token revocation_endpoint=https://as.example/revoke"
        #expect(await bench.run("provider set \(settings) scope=write api_key=k-1-2-3-4-5\n\(line)") == [])
        let server = try await server(bench, "as.example")
        #expect(server["token_endpoint"] == "https://proxy.example/token")
        #expect(server["revocation_endpoint"] == "https://as.example/revoke")
        #expect(server["jwks_uri"] == "https://as.example/keys")
        let provider = try #require(try await bench.workbench.store().provider("as.example"))
        #expect((provider.scopes, provider.key) == (["write"], "k-1-2-3-4-5"))
        let said = await said(bench)
        #expect(
            said.lines.contains(
                "kept token_endpoint stays https://proxy.example/token, as it was set; the document has "
                    + "https://as.example/token"), "\(said.lines)")
        #expect(said.lines.contains { $0.hasPrefix("kept revocation_endpoint") && $0.hasSuffix("has none") })
        #expect(said.json["kept"]?[0]?["member"] == "token_endpoint")
        #expect(said.json["kept"]?[0]?["document"] == "https://as.example/token")
        #expect(said.json["kept"]?[1]?["document"] == .null)
    }

    @Test func whatIsNotSetIsAsTheDocumentHasIt() async throws {
        let moved = Self.answer([("token_endpoint", "https://as.example/new"), ("scopes_supported", nil)])
        let bench = await Bench(Self.each([Self.answer(), moved]))
        #expect(await bench.run("use \(Self.issuer)\nprovider discover") == [])
        let server = try await server(bench, "as.example")
        #expect(server["token_endpoint"] == "https://as.example/new")
        #expect(server["scopes_supported"] == nil)
        #expect(await said(bench).lines.isEmpty)
    }

    @Test func whatAProviderIsAddedWithComesBeforeTheDocument() async throws {
        let bench = await Bench(Self.each([Self.answer(), Self.answer()]))
        let given = "token_endpoint=https://proxy.example/token scope=write base_url=https://api.example"
        #expect(await bench.run("provider add mine \(Self.issuer) \(given)") == [])
        let provider = try #require(try await bench.workbench.store().provider("mine"))
        #expect(provider.server.tokenEndpoint == "https://proxy.example/token")
        #expect((provider.scopes, provider.baseURL) == (["write"], "https://api.example"))
        #expect(await bench.run("use mine\nprovider discover") == [])
        #expect(try await server(bench, "mine")["token_endpoint"] == "https://proxy.example/token")
    }

    @Test func theIssuerIsTheOneThatWasAsked() async throws {
        let bench = await Bench(Self.each([Self.answer()]))
        #expect(await bench.run("provider add mine issuer=https://old.example") == [])
        #expect(await bench.run("provider discover \(Self.issuer) --as mine") == [])
        #expect(try await server(bench, "mine")["issuer"] == JSON(Self.issuer))
    }

    @Test func removingForgetsWhatWasSet() async throws {
        let bench = await Bench(Self.each([Self.answer(), Self.answer()]))
        #expect(await bench.run("use \(Self.issuer)\nprovider set token_endpoint=https://proxy.example/token") == [])
        #expect(await bench.run("provider remove as.example\nuse \(Self.issuer)") == [])
        #expect(try await server(bench, "as.example")["token_endpoint"] == "https://as.example/token")
    }

    @Test(
        "What is wrong with a document is said by each command that reads one",
        arguments: ["use \(issuer)", "provider discover \(issuer)", "provider add as.example \(issuer)"])
    func warnings(line: String) async throws {
        let odd: [(String, JSON?)] = [("token_endpoint", .null), ("scopes_supported", "read")]
        var answer = Self.answer(odd)
        answer.body = [0xEF, 0xBB, 0xBF] + answer.body
        let bench = await Bench([answer])
        #expect(await bench.run(line) == [])
        let said = await said(bench)
        #expect(said.lines.contains { $0.contains("token_endpoint is left out: the document has null") })
        #expect(said.lines.contains { $0.contains("scopes_supported is left out: the document has a string") })
        #expect(said.lines.contains { $0.contains("byte order mark") })
        let codes = said.json["warnings"]?.elements?.compactMap { $0["code"]?.string }
        #expect(codes == ["byte-order-mark", "metadata-malformed", "metadata-malformed"])
        #expect(try await server(bench, "as.example")["token_endpoint"] == nil)
    }
}
