internal import Diagnostics
internal import Terminal
internal import Workbench

/// Shows the authorization URL and takes the redirect URL that the user pastes: for ssh, or any browser elsewhere.
struct ManualUserAgent: UserAgent {
    /// Asks for a line; nil where nobody can be asked, or the user gave up.
    typealias ReadLine = @Sendable (_ prompt: String) async -> String?

    let output: TerminalOutput
    let readLine: ReadLine

    func callback(for request: UserAgentRequest) async throws(Diagnostic) -> String {
        let advice =
            "Open this in a browser, sign in, and copy the URL that it ends at (the page itself need not load):"
        for line in advice.wrapped(toWidth: output.capabilities.columns ?? Int.max) { output.writeLine(line) }
        output.write("\n  \(request.url.sanitizedForOneLine())\n\n")
        output.flush()
        guard let line = await readLine("redirect URL> "), !line.isEmpty else {
            throw Diagnostic(
                .execution, "no-callback", "no redirect URL was given",
                advice: ["at the prompt, authorize --manual asks for it; on the sandbox --as USER needs no browser"])
        }
        return line
    }
}
