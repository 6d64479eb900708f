package import HTTPMessage
internal import JSONKit
package import OAuthCore
internal import Redaction

/// A subject with all that was recorded around it, as the rules look at it.
package struct Case: Sendable {
    /// What was recorded around the subject.
    package let evidence: Evidence
    /// The exchange that is asked about.
    package let exchange: RecordedExchange?
    /// Why its response could not be used, where a check of ours refused it.
    package let problem: String?
    /// The authorization that is asked about.
    package let refusedAuthorization: RecordedAuthorization?
    /// The command that failed by itself.
    package let command: FailedCommand?
    /// What the server said of the subject.
    package let words: ServerWords
    /// What its words speak of, the narrower topics first.
    package let topics: [Topic]

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
        let kind = exchange.map { Case.kind(of: $0, evidence) } ?? (authorization == nil ? nil : .authorization)
        words =
            exchange.map { Case.words(of: $0, kind, evidence) } ?? authorization.map { Case.words(of: $0, evidence) }
            ?? ServerWords()
        topics = TopicTable.named(in: words, at: Case.places(of: kind))
    }

    /// One exchange among all that was recorded, whatever the evidence was collected for.
    init(_ evidence: Evidence, judging exchange: RecordedExchange) {
        self.evidence = evidence
        self.exchange = exchange
        problem = nil
        refusedAuthorization = nil
        command = nil
        words = ServerWords()
        topics = []
    }

    /// What the server said in a response; of a callback also what stands on the page that the application goes on to.
    private static func words(of exchange: RecordedExchange, _ kind: EndpointKind?, _ evidence: Evidence) -> ServerWords
    {
        guard kind == .callback, exchange.words.isEmpty, let page = page(after: exchange, evidence) else {
            return exchange.words
        }
        return page.words.isEmpty ? ServerWords(shownBy: page) : page.words
    }

    /// Where words may have been said: an application repeats at its callback what the token endpoint told it.
    static func places(of kind: EndpointKind?) -> Set<EndpointKind> {
        kind == .callback ? [.callback, .token] : Set([kind].compactMap(\.self))
    }

    /// What came back in the callback of an authorization, or what stands on the page that was shown instead.
    private static func words(of authorization: RecordedAuthorization, _ evidence: Evidence) -> ServerWords {
        let answered = ServerWords(authorization.answer)
        guard answered.isEmpty else { return answered }
        let pages = evidence.exchanges.filter { $0.authorization == authorization.id }.map(\.words)
        return pages.last { !$0.isEmpty } ?? answered
    }

    /// The response of the exchange that is asked about; nil where there is no exchange, or no response came.
    package var response: HTTPResponse? { exchange?.response }
    /// The HTTP status of that response; nil where no response came.
    package var status: Int? { exchange?.status }
    /// The metadata of the authorization server, as the session knows it (RFC 8414 §2).
    package var server: AuthorizationServer { evidence.provider.server }

    /// The server's own words, where it gave any.
    package var serverError: ServerError? {
        if let authorization = refusedAuthorization { return ServerError(parameters: authorization.answer) }
        return exchange?.serverError
    }

    /// Whether the subject did what it was meant to.
    package var isSuccess: Bool {
        guard problem == nil, command == nil, refusedAuthorization == nil, let exchange else { return false }
        guard let status = exchange.status, let endpoint else { return false }
        switch endpoint {
        case .authorization:
            return status < 400 && !isErrorRedirect(exchange) && !exchange.leadsToError && !Case.showsError(exchange)
        case .page: return status < 400 && !Case.showsError(exchange)
        case .callback:
            return exchange.callbackParameters.first("error") == nil && !Case.endsInError(exchange, evidence)
        case .token:
            return status < 300 && refusal == nil && refusedIDToken == nil && !Case.isKeptFromPage(exchange, evidence)
        case .pushed, .device, .backchannel, .registration: return status < 300 && exchange.serverError == nil
        case .preflight: return cors?.fault == nil && status < 300
        case .resource, .userinfo: return status < 400 && !isRefusedWithSuccess
        case .metadata:
            return metadataFault == nil && status < 400
        case .introspection, .revocation, .management, .keys: return status < 400
        }
    }

    /// Whether a resource says no and answers 200, as Slack does.
    package var isRefusedWithSuccess: Bool {
        guard let status, status < 300, let json = exchange?.members else { return false }
        return json["ok"]?.bool == false && json["error"]?.string?.isEmpty == false
    }

    private func isErrorRedirect(_ exchange: RecordedExchange) -> Bool {
        let location = exchange.response?.headers["Location"] ?? ""
        return FormParameters.parse(location.urlQuery).first("error") != nil
    }

    /// The exchanges before the subject, newest first.
    package var earlier: [RecordedExchange] {
        guard let exchange else { return [] }
        return evidence.exchanges.reversed().filter { $0.number < exchange.number }
    }

    /// The recorded exchange with a number; nil where the evidence has none.
    package func number(_ number: Int64) -> RecordedExchange? { evidence.exchanges.first { $0.number == number } }

    /// A secret as it may be shown.
    package func shown(_ secret: String) -> String { evidence.mask.masked(secret) }
}
