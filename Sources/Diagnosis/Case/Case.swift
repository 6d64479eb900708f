internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Redaction

/// A subject with all that was recorded around it, as the rules look at it.
struct Case: Sendable {
    let evidence: Evidence
    /// The exchange that is asked about.
    let exchange: RecordedExchange?
    /// Why its response could not be used, where a check of ours refused it.
    let problem: String?
    /// The authorization that is asked about.
    let refusedAuthorization: RecordedAuthorization?
    /// The command that failed by itself.
    let command: FailedCommand?

    init(_ evidence: Evidence) {
        self.evidence = evidence
        var problem: String?
        var exchange: RecordedExchange?
        var authorization: RecordedAuthorization?
        var command: FailedCommand?
        switch evidence.subject {
        case .exchange(let number, let found):
            exchange = evidence.exchanges.first { $0.number == number }
            problem = found
        case .authorization(let id): authorization = evidence.authorizations.first { $0.id == id }
        case .command(let failed): command = failed
        }
        self.exchange = exchange
        self.problem = problem
        self.command = command
        refusedAuthorization = authorization
    }

    var response: HTTPResponse? { exchange?.response }
    var status: Int? { exchange?.status }
    var server: AuthorizationServer { evidence.provider.server }

    /// The server's own words, where it gave any.
    var serverError: ServerError? {
        if let authorization = refusedAuthorization { return ServerError(parameters: authorization.answer) }
        return exchange?.serverError
    }

    /// Whether the subject did what it was meant to.
    var isSuccess: Bool {
        guard problem == nil, command == nil, refusedAuthorization == nil, let exchange else { return false }
        guard let status = exchange.status else { return false }
        if endpoint == .authorization { return status < 400 && !isErrorRedirect(exchange) }
        if endpoint == .token { return status < 300 && refusal == nil && refusedIDToken == nil }
        return status < 400 && !(isResourceCall && isRefusedWithSuccess)
    }

    /// Whether a resource says no and answers 200, as Slack does.
    var isRefusedWithSuccess: Bool {
        guard let status, status < 300, let json = exchange?.members else { return false }
        return json["ok"]?.bool == false && json["error"]?.string?.isEmpty == false
    }

    private func isErrorRedirect(_ exchange: RecordedExchange) -> Bool {
        let location = exchange.response?.headers["Location"] ?? ""
        return FormParameters.parse(location.urlQuery).first("error") != nil
    }

    /// The exchanges before the subject, newest first.
    var earlier: [RecordedExchange] {
        guard let exchange else { return [] }
        return evidence.exchanges.reversed().filter { $0.number < exchange.number }
    }

    func number(_ number: Int64) -> RecordedExchange? { evidence.exchanges.first { $0.number == number } }

    /// A secret as it may be shown.
    func shown(_ secret: String) -> String { evidence.mask.masked(secret) }
}
