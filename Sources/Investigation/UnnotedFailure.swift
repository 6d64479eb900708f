internal import Diagnosis
internal import Diagnostics
internal import HTTPMessage
internal import Providers
internal import Redaction
internal import Session
internal import Workbench

extension Workbench {
    /// What went wrong without a command that failed: the newest exchange was refused or carries an error, or nobody came
    /// back from the newest authorization.
    func unnotedFailure() throws(Diagnostic) -> SessionFailure? {
        let recent = try store().exchanges(last: 50)
        let known = try store().providers().first { $0.name == recent.last?.context.provider ?? selection.provider }
        var evidence = Evidence(
            subject: .exchange(0, problem: nil), provider: known.map(RecordedProvider.init) ?? RecordedProvider(),
            exchanges: recent.map(RecordedExchange.init),
            authorizations: try store().authorizations(last: 5).sorted { $0.id < $1.id }.map(
                RecordedAuthorization.init),
            mask: SecretMask(try fingerprint()))
        if let last = recent.last { evidence.subject = .exchange(last.number, problem: nil) }
        switch evidence.outcome {
        case .failed(let number), .besides(let number):
            guard let entry = recent.last, entry.number == number else { return nil }
            return failure("refused", exchange: number, at: entry.exchange.startedAt)
        case .refused(let id, let number):
            return failure("no-callback", exchange: number, authorization: id, at: environment.clock())
        case .succeeded: return nil
        }
    }

    private func failure(
        _ code: String, exchange: Int64?, authorization: Int64? = nil, at time: Int64
    ) -> SessionFailure {
        let provider = selection.provider
        return SessionFailure(
            at: time, code: code, command: authorization == nil ? "why" : "authorize", line: "why", provider: provider,
            exchange: exchange, authorization: authorization, token: selection.tokens[provider])
    }
}
