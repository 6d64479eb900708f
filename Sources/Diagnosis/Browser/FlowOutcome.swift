internal import HTTPMessage
internal import OAuthCore

/// What decides how a capture, or the end of a session, turned out.
public enum FlowOutcome: Sendable, Equatable {
    /// The flow came to its end, or none was recorded.
    case succeeded
    /// This exchange is what went wrong.
    case failed(exchange: Int64)
    /// This authorization came back with an error, or never came back.
    case refused(authorization: Int64, exchange: Int64?)
    /// Only this request, which is of no flow, was refused.
    case besides(exchange: Int64)
}

extension Evidence {
    /// What is to be judged of all that was recorded: the newest failure that no later success made good, by its root;
    /// else an authorization that nobody came back from.
    public var outcome: FlowOutcome { OutcomeJudge(self).outcome }
}

/// Walks over what was recorded once, and keeps what failed.
private struct OutcomeJudge {
    private let evidence: Evidence
    private var failures: [Failure] = []
    private var besides: Int64?
    /// The newest success of each kind.
    private var lastTokens: Int64 = 0
    private var lastAnswer: Int64 = 0
    private var lastMetadata: Int64 = 0
    /// The newest redirect that brings a code to a client.
    private var lastCode: Int64 = 0
    private var lastRedeemed: String?
    /// The newest request to each address that got a response and is not a preflight.
    private var lastAsked: [String: Int64] = [:]
    private var lastCalls: [String: Int64] = [:]
    /// The exchange of each authorization request, by authorization.
    private var begun: [Int64: Int64] = [:]
    /// The callback of each authorization; what the application shows after it is judged with it.
    private var answered: [Int64: Int64] = [:]
    private var badCallbacks: [Int64: [RecordedExchange]] = [:]
    private let byID: [Int64: RecordedAuthorization]

    private struct Failure {
        let exchange: RecordedExchange
        let kind: EndpointKind
    }

    init(_ evidence: Evidence) {
        self.evidence = evidence
        byID = Dictionary(evidence.authorizations.map { ($0.id, $0) }) { first, _ in first }
        for exchange in evidence.exchanges where !exchange.isFurniture && !exchange.isAborted { take(exchange) }
    }

    // MARK: What each exchange is

    private mutating func take(_ exchange: RecordedExchange) {
        if !exchange.isPreflight, exchange.response != nil {
            lastAsked[exchange.request.url.urlAddress] = exchange.number
        }
        if let target = exchange.target {
            let query = FormParameters.parse(target.urlQuery)
            if query.first("code") != nil, query.first("state") != nil { lastCode = exchange.number }
        }
        let subject = Case(evidence, judging: exchange)
        guard let kind = subject.endpoint else { return }
        if kind == .authorization, let id = exchange.authorization, begun[id] == nil { begun[id] = exchange.number }
        if kind == .page, let id = exchange.authorization, let answered = answered[id], answered < exchange.number {
            return
        }
        if kind == .callback, let id = exchange.authorization, answered[id] == nil { answered[id] = exchange.number }
        let isMismatch = kind == .callback && exchange.authorization.flatMap { byID[$0]?.error } != nil
        // A page may send the browser back with an error, as where the user says no at the consent.
        let isSentBack =
            [.authorization, .page].contains(kind) && exchange.authorization.flatMap { byID[$0]?.error } != nil
            && exchange.target.map { FormParameters.parse($0.urlQuery).first("error") != nil } == true
        if subject.isSuccess, !isMismatch, !isSentBack {
            succeeded(exchange, kind, subject)
        } else if isOfFlow(exchange, kind) {
            failures.append(Failure(exchange: exchange, kind: kind))
            if kind == .callback { badCallbacks[exchange.authorization ?? 0, default: []].append(exchange) }
        } else {
            besides = exchange.number
        }
    }

    private mutating func succeeded(_ exchange: RecordedExchange, _ kind: EndpointKind, _ subject: Case) {
        switch kind {
        case .token:
            lastTokens = exchange.number
            lastRedeemed = exchange.sentParameter("code")
        case .callback: if exchange.callbackParameters.first("code") != nil { lastAnswer = exchange.number }
        case .metadata, .keys: lastMetadata = exchange.number
        default: break
        }
        if let status = exchange.status, status < 300 {
            lastCalls[exchange.request.method + " " + exchange.request.url.urlAddress] = exchange.number
        }
    }

    /// Whether an exchange is one of OAuth's, and not of the page around it.
    private func isOfFlow(_ exchange: RecordedExchange, _ kind: EndpointKind) -> Bool {
        guard kind == .resource else { return true }
        if exchange.request.headers["Authorization"] != nil || [401, 403].contains(exchange.status) { return true }
        return FormParameters.parse(exchange.request.url.urlQuery).first("access_token") != nil
    }

    // MARK: What is left of it

    var outcome: FlowOutcome {
        if let failure = failures.last(where: { !isOver($0) }) { return root(of: failure) }
        if let loop = LoginLoop(evidence) { return .failed(exchange: loop.exchange) }
        if let open = unanswered { return .refused(authorization: open.id, exchange: begun[open.id]) }
        let isAnswered = evidence.authorizations.contains { $0.callback != nil && $0.error == nil }
        guard let besides, evidence.tokens.isEmpty, lastTokens == 0, !isAnswered else { return .succeeded }
        return .besides(exchange: besides)
    }

    /// Whether what failed succeeded later.
    private func isOver(_ failure: Failure) -> Bool {
        let number = failure.exchange.number
        switch failure.kind {
        case .authorization, .page, .callback:
            // Tokens for the code of a callback that fails are no success of the callback.
            let isOwn = failure.kind == .callback && lastRedeemed == failure.exchange.callbackParameters.first("code")
            if lastTokens > number && !isOwn || lastAnswer > number { return true }
            if let id = failure.exchange.authorization, isSilent(id),
                evidence.authorizations.contains(where: { $0.id > id })
            {
                return true
            }
            // The callback may not be in the capture: the code in a later redirect is as good.
            return failure.kind != .callback && lastCode > number
        case .token, .pushed, .device: return lastTokens > number || isRepeated(failure)
        case .metadata, .keys: return max(lastMetadata, lastTokens, lastAnswer) > number
        case .preflight: return lastAsked[failure.exchange.request.url.urlAddress, default: 0] > number
        default: return isRepeated(failure)
        }
    }

    private func isRepeated(_ failure: Failure) -> Bool {
        let request = failure.exchange.request
        return lastCalls[request.method + " " + request.url.urlAddress, default: 0] > failure.exchange.number
    }

    /// Whether the browser was asked without the user, which may fail before the user is asked.
    private func isSilent(_ id: Int64) -> Bool { byID[id]?.sent.first("prompt") == "none" }

    /// What a failure comes from: the refusal of the code behind an error page, the error of the callback behind what an
    /// application says of it, the redirect behind a request that lost its body.
    private func root(of failure: Failure) -> FlowOutcome {
        let exchange = failure.exchange
        if let redirect = redirectedTokenRequest(before: failure) { return .failed(exchange: redirect.number) }
        guard [.authorization, .page, .callback].contains(failure.kind) else {
            return .failed(exchange: exchange.number)
        }
        let authorization = exchange.authorization.flatMap { byID[$0] }
        if let code = authorization?.code ?? exchange.callbackParameters.first("code"),
            let token = failures.last(where: { $0.kind == .token && $0.exchange.sentParameter("code") == code })
        {
            return .failed(exchange: token.exchange.number)
        }
        if let authorization, authorization.error != nil {
            return .refused(authorization: authorization.id, exchange: begun[authorization.id])
        }
        if failure.kind != .authorization, let callbacks = badCallbacks[exchange.authorization ?? 0],
            let callback = callbacks.last(where: { $0.number <= exchange.number })
        {
            let code = callback.callbackParameters.first("code")
            let first = callbacks.first { other in
                other.callbackParameters.first("code") == code && code != nil && !isPassedOn(other, code)
            }
            return .failed(exchange: (first ?? callback).number)
        }
        if failure.kind == .authorization, let authorization, exchange.exchange.failure == nil {
            return .refused(authorization: authorization.id, exchange: exchange.number)
        }
        return .failed(exchange: exchange.number)
    }

    /// Whether an application sends the callback on to another address as it came.
    private func isPassedOn(_ callback: RecordedExchange, _ code: String?) -> Bool {
        callback.target.map { FormParameters.parse($0.urlQuery).first("code") == code } ?? false
    }

    /// The token request whose redirect brought the browser, or the client, to a request that failed.
    private func redirectedTokenRequest(before failure: Failure) -> RecordedExchange? {
        failures.last { other in
            other.kind == .token && other.exchange.number < failure.exchange.number
                && other.exchange.target?.urlAddress == failure.exchange.request.url.urlAddress
                && other.exchange.request.method == "POST"
        }?.exchange
    }

    /// The newest authorization, where nobody came back from it and no tokens came either.
    private var unanswered: RecordedAuthorization? {
        guard let last = evidence.authorizations.last, last.callback == nil, last.error == nil else { return nil }
        guard let start = begun[last.id] else {
            // The browser's own requests are not recorded at the prompt: then nothing else may be newer.
            return evidence.exchanges.allSatisfy { $0.exchange.startedAt <= last.createdAt } ? last : nil
        }
        return max(lastTokens, lastAnswer) > start ? nil : last
    }
}

/// An application that sends the user to the authorization endpoint again as soon as the user comes back.
package struct LoginLoop: Sendable {
    /// How often the same request was answered with a code.
    package let rounds: Int
    /// The last callback.
    package let exchange: Int64
    /// The redirect URI that the requests of all rounds name.
    package let redirectURI: String

    /// Nil where fewer than three rounds follow each other without anybody doing anything between them.
    package init?(_ evidence: Evidence) {
        var rounds = 0
        var last: RecordedAuthorization?
        for authorization in evidence.authorizations where authorization.sent.first("prompt") != "none" {
            guard let answeredAt = authorization.answeredAt, authorization.code != nil else { continue }
            let isSame = last.map {
                $0.clientID == authorization.clientID && $0.redirectURI == authorization.redirectURI
            }
            let isSoon = last?.answeredAt.map { authorization.createdAt - $0 < 30_000 } ?? false
            let isQuick = answeredAt - authorization.createdAt < 30_000
            rounds = isSame == true && isSoon && isQuick ? rounds + 1 : 1
            last = authorization
        }
        guard rounds >= 3, let last, let redirectURI = last.redirectURI else { return nil }
        let callbacks = evidence.exchanges.filter { Case.kind(of: $0, evidence) == .callback }
        guard let callback = callbacks.last else { return nil }
        let first = callbacks.suffix(rounds).first?.number ?? 0
        let isByUser = evidence.exchanges.contains {
            $0.number > first && $0.request.method == "POST" && Case.kind(of: $0, evidence) == .page
        }
        guard !isByUser else { return nil }
        self.rounds = rounds
        exchange = callback.number
        self.redirectURI = redirectURI
    }
}
