import Diagnostics
import Synchronization
import Terminal
import Testing
import Workbench

@testable import keyway

/// What a user pastes at `authorize --manual`.
@Suite struct ManualUserAgentTests {
    private static let redirectURI = "http://127.0.0.1:8765/callback"
    private static let sent =
        "https://as.example/authorize?response_type=code&client_id=app&redirect_uri=http%3A%2F%2F127.0.0.1%3A8765%2Fcallback&state=s"

    private func fault(_ text: String) -> String? {
        PastedCallback.fault(of: text, redirectURI: Self.redirectURI, sent: Self.sent)
    }

    @Test(arguments: [
        "http://127.0.0.1:8765/callback?code=c&state=s",
        "  http://127.0.0.1:8765/callback?error=access_denied&state=s\n",
        "?code=c&state=s", "code=c&state=s", "http://127.0.0.1:8765/callback#code=c&state=s",
        "http://localhost:9999/elsewhere?code=c",
    ]) func anAnswerIsTaken(_ text: String) {
        #expect(fault(text) == nil)
    }

    @Test(arguments: [
        (ManualUserAgentTests.sent, "authorization URL"), ("0aB1c2D3e4F5", "code alone"),
        ("http://127.0.0.1:8765/callback", "no code"), ("http://127.0.0.1:8765/callback?state=s", "no code"),
        ("http://127.0.0.1:8765/callback?code=&state=s", "no code"),
        ("https://as.example/sign-in?session=1", "not the end of the login"), ("x=1", "not a URL"),
        ("\u{0}", "code alone"),
    ]) func whatIsMissingIsSaid(_ text: String, _ words: String) {
        #expect(fault(text)?.contains(words) == true)
    }

    /// The lines that are typed, one after the other.
    private func callback(typing lines: [String]) async -> (Result<String, Diagnostic>, shown: String) {
        let shown = Mutex<[UInt8]>([])
        let rest = Mutex(lines[...])
        let output = TerminalOutput(like: TerminalOutput(descriptor: -1, environment: [:])) { bytes in
            shown.withLock { $0 += bytes }
        }
        let agent = ManualUserAgent(output: output) { _ in rest.withLock { $0.popFirst() } }
        let result: Result<String, Diagnostic>
        do throws(Diagnostic) {
            result = .success(
                try await agent.callback(
                    for: UserAgentRequest(url: Self.sent, redirectURI: Self.redirectURI, timeout: 1)))
        } catch {
            result = .failure(error)
        }
        return (result, String(decoding: shown.withLock(\.self), as: UTF8.self))
    }

    @Test func aBadPasteIsAskedForAgain() async throws {
        let good = "http://127.0.0.1:8765/callback?code=c&state=s"
        let (result, shown) = await callback(typing: ["0aB1c2D3e4F5", good])
        #expect(try result.get() == good)
        #expect(shown.contains("code alone"))
    }

    @Test(arguments: [[], [""], Array(repeating: "nothing", count: 9)]) func nothingGoodIsNoCallback(_ lines: [String])
        async
    {
        let (result, _) = await callback(typing: lines)
        guard case .failure(let failure) = result else { return #expect(Bool(false), "it was taken") }
        #expect(failure.code == "no-callback")
    }
}
