internal import Diagnosis
internal import Diagnostics
internal import HTTPMessage
internal import OAuthCore
internal import Providers
internal import Redaction
internal import Script
internal import Session

extension Workbench {
    /// Keeps what failed, for `why`; a session that cannot be written to fails elsewhere.
    ///
    /// - Parameter before: what was there before the command.
    func noteFailure(_ error: Diagnostic, of call: CommandContext, since before: SessionMark) {
        let role = call.command.traits.failure
        guard openedStore, role != .notJudged else { return }
        let isSent = last != nil && last?.number != before.exchange
        let authorization = selection.authorizations[selection.provider]
        let isAnswered = role == .judgedAsAuthorization && authorization != before.authorization
        // Whoever gives up waiting for the browser sees something there that went wrong.
        guard [.execution, .undecided].contains(error.kind) || (error.kind == .interrupted && isAnswered) else {
            return
        }
        let problem = CommandProblem(code: error.code)
        guard isSent || isAnswered || problem != nil else { return }
        let isOfExchange =
            switch problem {
            case .idToken?: role == .judgedWithTokens
            // The keys that did not come have an exchange of their own.
            case .unverified(step: "key")?: true
            default: problem == nil
            }
        note(
            error.code, call, exchange: isSent && isOfExchange ? error.exchange ?? last?.number : nil,
            authorization: isAnswered ? authorization : nil)
    }

    /// Keeps a refusal that a command has only shown.
    func noteRefusal(of call: CommandContext, since before: SessionMark) {
        guard openedStore, call.command.traits.failure == .judgedWithAnswers, let last, last.number != before.exchange,
            let refused = (try? refusedExchange(after: before.exchange ?? 0)) ?? nil
        else { return }
        note("refused", call, exchange: refused, authorization: nil)
    }

    /// Keeps for `why` what a response does otherwise than its standard says, though it was taken.
    func noteDeviation(_ code: String, of call: CommandContext, exchange: Int64) {
        guard openedStore, call.command.traits.failure != .notJudged else { return }
        note(code, call, exchange: exchange, authorization: nil)
    }

    /// The newest exchange since then that was refused.
    private func refusedExchange(after number: Int64) throws(Diagnostic) -> Int64? {
        try store().exchanges(last: 50).last { $0.number > number && ($0.exchange.response?.status ?? 500) >= 400 }?
            .number
    }

    private func note(_ code: String, _ call: CommandContext, exchange: Int64?, authorization: Int64?) {
        // By now every secret that was typed is known to the session.
        let line = (try? masker())?.maskLine(call.source.text(in: call.range)) ?? call.name
        let provider = selection.provider
        let failure = SessionFailure(
            at: environment.clock(), code: code, command: call.name, line: line, provider: provider, exchange: exchange,
            authorization: authorization, token: selection.tokens[provider])
        try? store().save(failure)
    }
}
