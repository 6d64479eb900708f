internal import Answers
internal import Terminal
internal import Workbench

/// The prompt as the preference wants it: `serika/my-cool-app 58m> `.
struct PromptLine {
    let format: String
    let capabilities: TerminalCapabilities

    func text(_ state: PromptState) -> String {
        var result = ""
        var plain = ""
        var rest = format[...]
        // What stands next to each other in one colour is painted as one.
        func flush() {
            result += capabilities.paint(plain, .accent)
            plain = ""
        }
        while let found = rest.firstMatch(of: /\{([a-z]+)\}/) {
            plain += rest[..<found.range.lowerBound]
            switch found.1 {
            case "session": plain += state.session.map { $0 == Session.usual ? "" : "\($0)·" } ?? ""
            case "provider": plain += state.provider.sanitizedForOneLine()
            case "client": plain += client(state)
            case "life":
                flush()
                result += life(state)
            default: break
            }
            rest = rest[found.range.upperBound...]
        }
        flush()
        return result + rest.sanitizedForOneLine()
    }

    private func client(_ state: PromptState) -> String {
        state.client.map { "/\($0.lowercased().replacing(" ", with: "-"))" }?.sanitizedForOneLine() ?? ""
    }

    /// How long the token lives, re-coloured as it runs out.
    private func life(_ state: PromptState) -> String {
        if state.isLocked { return " " + capabilities.paint("locked", .warning) }
        if state.isTokenRevoked { return " " + capabilities.paint("revoked", .error) }
        guard let seconds = state.tokenSeconds else { return "" }
        let words = seconds > 0 ? Duration.words(seconds) : "expired"
        return " " + capabilities.paint(words, seconds > 300 ? .dim : seconds > 0 ? .warning : .error)
    }
}
