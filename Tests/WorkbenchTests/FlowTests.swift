import BenchSupport
import Diagnostics
import HTTPMessage
import JSONKit
import OAuthCore
import Script
import Session
import Testing

@testable import Workbench

@Suite struct FlowTests {
    @Test func exchangesTheCodeWithItsVerifier() async throws {
        let bench = await Bench([.tokens])
        #expect(await bench.run(Bench.ready + "authorize\nexchange\nexpect token scope == read") == [])
        let form = bench.form(0)
        #expect(form.first("grant_type") == "authorization_code")
        #expect(form.first("code") == "code-12345678")
        #expect(form.first("redirect_uri") == "http://127.0.0.1:8765/callback")
        let authorization = try await bench.workbench.authorization()
        #expect(form.first("code_verifier") == authorization.verifier)
        #expect(PKCE.challenge(of: authorization.verifier ?? "") == authorization.challenge)
        #expect(bench.transport.requests[0].headers["Authorization"]?.hasPrefix("Basic ") == true)
    }

    @Test func itemsChangeAndLeaveOutWhatIsSent() async {
        let bench = await Bench([.tokens, .tokens, .tokens])
        let script = """
            authorize prompt=consent -nonsense
            """
        #expect(await bench.run(Bench.ready + script) == ["nothing-to-leave-out"])
        await bench.run("authorize prompt=consent")
        await bench.run("exchange code_verifier=wrong audience=x")
        await bench.run("exchange -redirect_uri --auth client_secret_post client_secret=another-secret")
        await bench.run("exchange -code_verifier -Authorization")
        #expect(bench.form(0).first("code_verifier") == "wrong")
        #expect(bench.form(0).first("audience") == "x")
        #expect(bench.form(1).first("redirect_uri") == nil)
        #expect(bench.form(1).first("client_secret") == "another-secret")
        #expect(bench.form(2).first("code_verifier") == nil)
        #expect(bench.transport.requests[2].headers["Authorization"] == nil)
    }

    @Test func withoutAChallengeNoVerifierIsSent() async {
        let bench = await Bench([.tokens])
        await bench.run(Bench.ready + "authorize -code_challenge -code_challenge_method\nexchange")
        #expect(bench.form(0).first("code_verifier") == nil)
    }

    @Test func aForeignStateIsRefusedAndNothingIsRedeemed() async {
        let bench = await Bench(callback: { _ in "http://127.0.0.1:8765/callback?code=stolen-code&state=other" })
        #expect(await bench.run(Bench.ready + "authorize") == ["state-mismatch"])
        #expect(await bench.run("exchange") == ["no-code"])
        #expect(bench.transport.requests.isEmpty)
    }

    @Test func keepsTheServersWordsOnARefusal() async {
        let bench = await Bench(callback: { sent in
            "http://127.0.0.1:8765/callback?error=access_denied&error_description=No&state=\(sent.first("state") ?? "")"
        })
        #expect(
            await bench.run(
                Bench.ready + "try authorize\nexpect error == access_denied\nexpect error_description == No") == [])
    }

    @Test func aRefreshWithoutANewTokenKeepsTheOldOne() async throws {
        let bench = await Bench([.tokens, .json(["access_token": "access-token-2", "token_type": "Bearer"])])
        #expect(await bench.run(Bench.ready + "authorize\nexchange\nrefresh") == [])
        let token = try await bench.workbench.token()
        #expect(token.tokens.accessToken == "access-token-2")
        #expect(token.tokens.refreshToken == "refresh-token-1")
        #expect(token.parent == 1)
    }

    @Test func theTokenGoesOnlyToItsOwnOrigin() async {
        let ok = HTTPResponse.json([:])
        let bench = await Bench([.tokens, ok, ok, ok, ok])
        let calls =
            "get /things\nget https://elsewhere.example/\nget https://elsewhere.example/ --token 1\nget /things --no-token"
        #expect(await bench.run(Bench.ready + "authorize\nexchange\n" + calls) == [])
        let sent = bench.transport.requests.dropFirst().map { $0.headers["Authorization"] }
        #expect(sent == ["Bearer access-token-1", nil, "Bearer access-token-1", nil])
    }

    @Test func aRefusedCallIsAFailureThatTryAllows() async {
        let refused = HTTPResponse(
            status: 403,
            headers: [HTTPHeader("WWW-Authenticate", #"Bearer error="insufficient_scope", scope="write""#)])
        let bench = await Bench([.tokens, refused, refused])
        let script = "authorize\nexchange\ntry get /x\nexpect status == 403\nexpect error == insufficient_scope\nget /x"
        #expect(await bench.run(Bench.ready + script) == ["insufficient_scope"])
    }

    @Test func aRedirectOfTheTokenEndpointIsNotFollowed() async {
        let redirect = HTTPResponse(status: 307, headers: [HTTPHeader("Location", "https://elsewhere.example/token")])
        let bench = await Bench([redirect, .tokens])
        #expect(await bench.run(Bench.ready + "authorize\nexchange") == ["unexpected-redirect"])
        #expect(await bench.run("exchange --follow") == ["unknown-option"])
        #expect(bench.transport.requests.count == 1)
    }

    /// Another prompt on the session authorizes while the user is away.
    @Test(arguments: [false, true]) func anAnswerBelongsToItsOwnAuthorization(isDenied: Bool) async throws {
        let folder = Bench.newFolder()
        let other = await Bench(folder: folder)
        #expect(await other.run(Bench.ready) == [])
        let held = HeldBench()
        let bench = await Bench(
            folder: folder,
            change: { environment in
                environment.browser = MeddlingAgent(isDenied: isDenied) {
                    #expect(await other.run("authorize") == [])
                    #expect(await held.bench?.run("set a = 1") == [])
                }
            })
        held.bench = bench
        let codes = await bench.run("authorize")
        #expect(codes == (isDenied ? ["access_denied"] : []), "\(codes)")
        let store = try await bench.workbench.store()
        let (first, second) = (try store.authorization(1), try store.authorization(2))
        #expect(first?.code == (isDenied ? nil : "mine-12345678"))
        #expect((first?.error != nil) == isDenied)
        #expect(second?.code == "code-12345678" && second?.error == nil)
    }
}

/// A bench for its own user agent.
private final class HeldBench: @unchecked Sendable {
    var bench: Bench?
}

/// Comes back after something else has happened.
private struct MeddlingAgent: UserAgent {
    let isDenied: Bool
    let meddle: @Sendable () async -> Void

    func callback(for request: UserAgentRequest) async throws(Diagnostic) -> String {
        await meddle()
        let query = request.url.split(separator: "?", maxSplits: 1).last.map(String.init) ?? ""
        let state = FormParameters.parse(query).first("state") ?? ""
        return request.redirectURI + (isDenied ? "?error=access_denied" : "?code=mine-12345678") + "&state=\(state)"
    }
}
