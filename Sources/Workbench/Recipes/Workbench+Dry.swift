internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Redaction
internal import Script
internal import Session

/// A dry run: every command makes its request, nobody answers, and stand-ins take the place of what would have come.
extension Workbench {
    func runDry(_ command: Command, _ call: Invocation) async throws(Diagnostic) {
        if let answer = try dryAnswer(to: call) { return await environment.display.show(answer, of: call) }
        let before = last?.number
        do throws(Diagnostic) {
            let answer = try await command.run(call, self)
            if last?.number == before { await environment.display.show(try masker().dryMasked(answer), of: call) }
        } catch {
            guard error.kind == .execution else { throw error }
            if last?.number == before { await showUnsendable(error, call) }
        }
        if let last, last.number != before {
            await environment.display.show(.text(try masker().mask(DryText.lines(last.exchange.request))), of: call)
        }
        try standIn(for: call)
    }

    /// What is not done without answers.
    private func dryAnswer(to call: Invocation) throws(Diagnostic) -> Answer? {
        switch call.name {
        case "expect", "match", "show": return .nothing
        case "save":
            let name = call.text(0) ?? ""
            return try keep(name, JSON("<\(name)>"), isSecret: false)
        default: return nil
        }
    }

    private func showUnsendable(_ failure: Diagnostic, _ call: Invocation) async {
        let text = "\(call.source.text(in: call.range)): cannot be shown without an answer (\(failure.message))"
        await environment.display.show(.text("  " + text), of: call)
    }

    /// Puts into the session what the command would have brought.
    private func standIn(for call: Invocation) throws(Diagnostic) {
        switch call.name {
        case "client create":
            let registration = ClientRegistration(
                id: "<client.id>", secret: "<client.secret>", authenticationMethod: "client_secret_post",
                redirectURIs: ["http://127.0.0.1:8765/callback"], scope: Scope(""), name: call.text(0))
            let client = try store().save(registration, provider: selection.provider, at: environment.clock())
            try select(client: client.id, of: selection.provider)
        case "authorize":
            guard var authorization = try? authorization() else { return }
            authorization.code = "<code>"
            authorization.callback = "<callback>"
            try store().saveAnswer(authorization)
        case "exchange", "refresh":
            let tokens = TokenSet(
                accessToken: "<access_token>", tokenType: "Bearer", refreshToken: "<refresh_token>", idToken: nil,
                scope: Scope(""), scopeIsStated: false, expiresIn: nil, receivedAt: environment.clock(), extra: [:])
            let token = try store().save(
                SessionToken(
                    id: 0, provider: selection.provider, client: selection.clients[selection.provider],
                    authorization: nil, parent: nil, exchange: nil, grantType: "", tokens: tokens))
            try select(token: token.id, of: selection.provider)
        default: return
        }
    }
}

extension Masker {
    fileprivate func dryMasked(_ answer: Answer) -> Answer { answer.masked(by: self) }
}

/// A request in lines, its parameters decoded.
enum DryText {
    static func lines(_ request: HTTPRequest) -> String {
        let address = request.url.split(separator: "?", maxSplits: 1).map(String.init)
        let query = address.count > 1 ? parameters(address[1], mark: "?") : []
        let headers = request.headers.map { "\($0.name): \($0.value)" }
        let lines = query + headers + body(request)
        return (["  \(request.method) \(address.first ?? "")"] + lines.map { "      \($0)" }).joined(separator: "\n")
    }

    private static func parameters(_ text: String, mark: String) -> [String] {
        FormParameters.parse(text).map { "\(mark) \($0.name)=\($0.value)" }
    }

    private static func body(_ request: HTTPRequest) -> [String] {
        guard let body = request.body, !body.isEmpty else { return [] }
        guard let text = String(validating: body, as: UTF8.self) else { return ["(\(body.count.counted("byte")))"] }
        if request.headers["Content-Type"]?.hasPrefix(MediaType.form) == true {
            return parameters(text, mark: "·")
        }
        let shown = (try? JSON(parsing: text))?.text(.pretty) ?? text
        return shown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
