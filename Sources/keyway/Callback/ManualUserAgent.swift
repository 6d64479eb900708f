internal import Diagnostics
internal import HTTPMessage
internal import OAuthCore
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
        for _ in 0..<ManualUserAgent.attempts {
            guard let line = await readLine("redirect URL> "), !line.isEmpty else {
                throw Diagnostic(
                    .execution, "no-callback", "no redirect URL was given",
                    advice: ["at the prompt, authorize --manual asks for it; on the sandbox --as USER needs no browser"]
                )
            }
            guard let fault = PastedCallback.fault(of: line, redirectURI: request.redirectURI, sent: request.url) else {
                return line
            }
            for part in fault.wrapped(toWidth: output.capabilities.columns ?? Int.max, keepsWords: true) {
                output.writeLine(part)
            }
            output.flush()
        }
        throw Diagnostic(
            .execution, "no-callback", "what was pasted is not the redirect URL",
            advice: ["`why` tells what usually keeps a browser from coming back"])
    }

    /// How often the user may paste something else before the command ends.
    private static let attempts = 5
}

/// What is missing in a text that was pasted as a callback.
enum PastedCallback {
    /// Nil where the text has an answer in it: a code, a token, or an error.
    static func fault(of text: String, redirectURI: String, sent: String) -> String? {
        let text = text.trimmingBlanks
        let parameters = (try? AuthorizationResponse.parameters(of: text)) ?? FormParameters()
        if parameters.first("response_type") != nil, parameters.first("client_id") != nil {
            return "This is the authorization URL itself. Open it, sign in, and copy the URL that the browser ends at."
        }
        let answers = ["code", "error", "access_token", "id_token", "response"]
        if answers.contains(where: { parameters.first($0)?.isEmpty == false }) { return nil }
        if !text.contains("="), !text.contains("://") {
            return "This looks like the code alone. Copy the whole URL, since its state tells which login it answers."
        }
        if text.address == redirectURI.address {
            return
                "There is no code in it. Copy the URL whole, with all that stands behind “?”, before the page changes it."
        }
        let place = redirectURI.isEmpty ? "the redirect URI" : redirectURI.address.sanitizedForOneLine()
        return text.address == sent.address || text.contains("://")
            ? "This is not the end of the login: the browser must come to \(place), with code or error behind “?”."
            : "This is not a URL with code or error in it; it begins with \(place)."
    }
}

extension String {
    /// What stands before `?` and `#`.
    fileprivate var address: String { String(prefix { $0 != "?" && $0 != "#" }) }

    fileprivate var trimmingBlanks: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return String(rest)
    }
}
