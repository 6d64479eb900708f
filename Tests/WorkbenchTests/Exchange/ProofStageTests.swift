import BenchSupport
import HTTPMessage
import JSONKit
import OAuthCore
import Session
import Testing

@testable import Workbench

/// Proofs of requests, with one that carries the nonce that a server asks for, as DPoP does (RFC 9449 §8).
@Suite struct ProofStageTests {
    private struct NonceProof: RequestProof {
        private var nonce = "none"

        func prove(_ request: inout HTTPRequest, _ context: ProofContext) throws(OAuthError) {
            request.headers["Proof"] = "\(nonce) \(context.accessToken == nil ? "client" : "token")"
        }

        mutating func learn(from response: HTTPResponse, of request: HTTPRequest) {
            nonce = response.headers["Proof-Nonce"] ?? nonce
        }

        func wantsRetry(after response: HTTPResponse, of request: HTTPRequest) -> Bool {
            response.status == 401 && response.headers["Proof-Nonce"] != nil
        }
    }

    private static let kind = ProofKind(
        name: "nonce", summary: "a test", section: "none", tokenTypes: ["Nonce"], needs: [.clientSecret]
    ) { _ throws(OAuthError) in NonceProof() }

    private static func challenge(_ nonce: String) -> HTTPResponse {
        HTTPResponse(status: 401, headers: [HTTPHeader("Proof-Nonce", nonce)])
    }

    private static let tokens = HTTPResponse.json(["access_token": "at-12345678", "token_type": "nonce"])

    private func bench(_ answers: [HTTPResponse]) async -> Bench {
        let bench = await Bench([Self.tokens] + answers, change: { $0.proofs = [Self.kind] })
        await bench.run(Bench.ready)
        #expect(await bench.run("authorize\nexchange") == [])
        return bench
    }

    private func proofs(_ bench: Bench) -> [String?] { bench.transport.requests.map { $0.headers["Proof"] } }

    @Test func aTokenOfTheTypeIsSentWithAProofAndOnceMoreWithTheNonce() async throws {
        let bench = await bench([Self.challenge("n1"), .json([:]), .json([:])])
        #expect(await bench.run("get /x\nget /y") == [])
        #expect(proofs(bench) == [nil, "none token", "n1 token", "n1 token"])
        #expect(try await bench.workbench.store().allExchanges().filter { $0.purpose == .resource }.count == 3)
    }

    @Test func itIsSentNoMoreThanTwice() async {
        let bench = await bench([Self.challenge("n1"), Self.challenge("n2"), .json([:])])
        #expect(await bench.run("try get /x") == [])
        #expect(proofs(bench) == [nil, "none token", "n1 token"])
        #expect(await bench.run("get /y") == [])
        #expect(proofs(bench).last == "n2 token")
    }

    @Test func aRequestThatDoesNotCarryTheTokenHasNoProof() async {
        let bench = await bench([.json([:]), .json([:])])
        #expect(await bench.run("get /x -Authorization\nget /x Authorization:other") == [])
        #expect(proofs(bench) == [nil, nil, nil])
    }

    @Test func itComesAfterTheHooks() async throws {
        let bench = await Bench(
            [Self.tokens, .json([:])], folder: Bench.newFolder() + "/s", change: { $0.proofs = [Self.kind] })
        try await bench.added("plugin p 1.0.0\non request\n  change Proof:forged\nend\n")
        #expect(await bench.run("authorize\nexchange\nget /x") == [])
        #expect(proofs(bench) == ["forged", "none token"])
    }
}
