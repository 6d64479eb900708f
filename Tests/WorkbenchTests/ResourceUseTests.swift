import Answers
import BenchSupport
import HTTPMessage
import JSONKit
import Providers
import Session
import Testing

@testable import Workbench

/// `use` with the URL of a protected resource, and what is asked for from then on.
@Suite struct ResourceUseTests {
    private static let missing = HTTPResponse(status: 404)
    private static let url = "https://api.example/mcp"
    private static let found: [HTTPResponse] = [
        missing, missing, missing,
        HTTPResponse(
            status: 401,
            headers: [
                HTTPHeader("WWW-Authenticate", "Bearer resource_metadata=\"https://api.example/m\", scope=\"read\"")
            ]),
        .json(["resource": "https://api.example/mcp", "authorization_servers": ["https://as.example"]]),
        .json([
            "issuer": "https://as.example", "authorization_endpoint": "https://as.example/authorize",
            "token_endpoint": "https://as.example/token", "response_types_supported": ["code"],
        ]), missing,
    ]
    private static let client = "use \(url)\nclient add app redirect=http://127.0.0.1:8765/callback\n"

    /// The values of `resource` in the token request.
    private func resources(_ lines: String) async throws -> [String] {
        let bench = await Bench(Self.found + [.tokens])
        #expect(await bench.run(Self.client + lines) == [])
        let sent = try #require(bench.transport.requests.last { $0.url == "https://as.example/token" })
        return FormParameters.parse(String(decoding: sent.body ?? [], as: UTF8.self)).all("resource")
    }

    @Test func theServerAndTheResourceAreKept() async throws {
        let bench = await Bench(Self.found)
        #expect(await bench.run("use \(Self.url)") == [])
        let json = try #require(await bench.display.answers.last?.json)
        #expect(json["resource"]?.string == Self.url)
        #expect(json["resource_metadata"] == "https://api.example/m")
        #expect(json["issuer"] == "https://as.example")
        let provider = try #require(try await bench.workbench.store().provider("as.example"))
        #expect((provider.resource, provider.baseURL) == (Self.url, "https://api.example"))
        #expect(provider.scopes == ["read"])
        #expect(await bench.run("provider show") == [])
        #expect(await bench.display.answers.last?.json?["resource"]?.string == Self.url)
    }

    @Test func bothRequestsSayTheResource() async throws {
        let bench = await Bench(Self.found + [.tokens])
        #expect(
            await bench.run(
                Self.client
                    + "authorize\nexpect {{authorization.url}} contains \"resource=https%3A%2F%2Fapi.example%2Fmcp\"")
                == [])
        #expect(try await resources("authorize\nexchange") == [Self.url])
    }

    @Test func whatTheUserSaysComesFirst() async throws {
        #expect(try await resources("authorize resource=https://other.example\nexchange") == ["https://other.example"])
        #expect(try await resources("authorize -resource\nexchange") == [])
        #expect(try await resources("authorize\nexchange resource=https://x.example") == ["https://x.example"])
    }

    @Test func anIssuerHasNoResource() async throws {
        let metadata = Self.found[5]
        let bench = await Bench([metadata, .tokens])
        #expect(
            await bench.run(
                "use https://as.example\nclient add app redirect=http://127.0.0.1:8765/callback\nauthorize\nexchange")
                == [])
        let sent = try #require(bench.transport.requests.last)
        #expect(!String(decoding: sent.body ?? [], as: UTF8.self).contains("resource"))
    }
}
