internal import Diagnosis
package import Diagnostics
internal import HTTPMessage
package import Interchange
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Redaction
internal import Session
package import Workbench

/// What a capture says of a flow, taken into the session as if it had been made here: the provider's endpoints,
/// authorizations with their callbacks, tokens with their lineage, and what was refused.
package struct ImportedFlow {
    private let provider: Provider?
    private var authorizations: [SessionAuthorization] = []
    private var tokens: [SessionToken] = []
    /// The authorizations whose codes were sent.
    private var spent: Set<Int64> = []
    private var pages = CapturedPages()
    /// Pushed requests by the request_uri that stands for them.
    private var pushed: [String: FormParameters] = [:]
    /// All that was taken, for the judgement at the end.
    private var taken: [SessionExchange] = []

    /// - Parameter entries: all of the capture, in the order of time.
    package init(_ entries: [ExportedExchange], _ bench: isolated Workbench) throws(Diagnostic) {
        provider = try CapturedProvider(entries.map(\.exchange)).provider(among: bench.store().providers())
        if let provider { try bench.store().save(provider, at: bench.environment.clock()) }
    }

    /// Records an exchange and what it says; returns its number.
    package mutating func take(_ entry: ExportedExchange, _ bench: isolated Workbench) throws(Diagnostic) -> Int64 {
        let exchange = entry.exchange
        let request = CapturedRequest(exchange.request)
        if let parameters = request.pushed, let uri = exchange.requestURI { pushed[uri] = parameters }
        try begin(request, at: exchange.startedAt, bench)
        if let target = exchange.target {
            try begin(CapturedRequest(HTTPRequest("GET", target)), at: exchange.startedAt, bench)
        }
        let page = page(exchange, request)
        let purpose = purpose(of: entry, request, page: page)
        let context = context(of: request, status: exchange.response?.status, page: page)
        let recorded = try bench.record(exchange, purpose: purpose, context: context)
        taken.append(recorded)
        try answer(exchange, bench)
        if purpose == .browser { pages.follow(exchange, of: context.authorization) }
        if purpose == .token {
            if let id = context.authorization { spent.insert(id) }
            try keepTokens(exchange, request, recorded.number, context, bench)
        }
        return recorded.number
    }

    /// To be called after the last exchange.
    package func finish(_ bench: isolated Workbench) throws(Diagnostic) {
        try choose(bench)
        try noteOutcome(bench)
    }

    /// The authorization that a page belongs to; a page that begins one belongs to it too.
    private func page(_ exchange: HTTPExchange, _ request: CapturedRequest) -> Int64? {
        if let target = exchange.target, let begun = authorization(askedBy: CapturedRequest(HTTPRequest("GET", target)))
        {
            return begun.id
        }
        if let id = pages.authorization(of: exchange, request) { return id }
        // The place of the callback, which a browser may reach without the answer.
        guard request.isNavigation else { return nil }
        return authorizations.last { $0.callback != nil && $0.redirectURI?.address == request.address }?.id
    }

    /// In a session that has nothing chosen yet, what came with the archive is what commands are about.
    private func choose(_ bench: isolated Workbench) throws(Diagnostic) {
        let current = bench.selection.provider
        let isInUse = bench.selection.clients[current] != nil || bench.selection.tokens[current] != nil
        guard let provider, !isInUse else { return }
        if let token = tokens.last { try bench.select(token: token.id, of: provider.name) }
        if let authorization = authorizations.last {
            try bench.select(authorization: authorization.id, of: provider.name)
        }
        if provider.name != current { try bench.select(provider: provider.name) }
    }

    private func purpose(of entry: ExportedExchange, _ request: CapturedRequest, page: Int64?) -> ExchangePurpose {
        let named = ExchangePurpose(rawValue: entry.purpose) ?? .resource
        guard named == .resource else { return named }
        if request.isTokenRequest { return .token }
        if request.isAuthorization || authorization(calledBackAt: request.callbackURL) != nil { return .browser }
        if request.url.contains("/.well-known/") { return .metadata }
        return page == nil || request.pushed != nil ? .resource : .browser
    }

    private func context(of request: CapturedRequest, status: Int?, page: Int64?) -> ExchangeContext {
        let redeemed =
            request.isTokenRequest
            ? request.sent("code").flatMap { code in authorizations.last { $0.code == code } } : nil
        let asked = authorization(askedBy: request)
        let answered = request.isTokenRequest ? nil : authorization(calledBackAt: request.callbackURL)
        let credential = request.bearer ?? request.form.first("refresh_token")
        let token = credential.flatMap { value in
            tokens.last { $0.tokens.accessToken == value || $0.tokens.refreshToken == value }
        }
        // A refusal for want of scope is of a token that was taken: of the newest, where the capture hides which.
        let isHidden = request.bearer.map(MaskedText.isAnonymous) ?? true
        let guessed = isHidden && status == 403 && request.form.isEmpty ? tokens.last : nil
        return ExchangeContext(
            provider: provider?.name, clientID: request.sent("client_id"),
            authorization: (redeemed ?? asked)?.id ?? answered.map { authorizations[$0].id } ?? page,
            token: (isHidden && request.form.isEmpty ? guessed : token)?.id)
    }

    // MARK: Authorizations

    /// Keeps an authorization request; the pages between it and the callback send it again.
    private mutating func begin(
        _ request: CapturedRequest, at time: Int64, _ bench: isolated Workbench
    ) throws(Diagnostic) {
        guard request.isAuthorization, let provider else { return }
        let sent = parameters(of: request)
        defer { if let id = authorization(askedBy: request)?.id { pages.begin(id, at: request.url) } }
        if let known = authorization(askedBy: request) {
            guard MaskedText.isAnonymous(known.state ?? ""), spent.contains(known.id) else { return }
        }
        authorizations.append(
            try bench.store().save(
                SessionAuthorization(
                    id: 0, provider: provider.name, client: nil, clientID: sent.first("client_id") ?? "",
                    url: request.url, state: sent.first("state"), nonce: sent.first("nonce"), verifier: nil,
                    challenge: sent.first("code_challenge"), redirectURI: sent.first("redirect_uri"),
                    scope: Scope(sent.first("scope") ?? ""), createdAt: time)))
    }

    /// What an authorization request asks, also where it was pushed before (RFC 9126 §4).
    private func parameters(of request: CapturedRequest) -> FormParameters {
        request.query.first("request_uri").flatMap { pushed[$0] } ?? request.query
    }

    /// The newest authorization that a request asks for, or asks for again.
    private func authorization(askedBy request: CapturedRequest) -> SessionAuthorization? {
        guard request.isAuthorization else { return nil }
        let sent = parameters(of: request)
        return authorizations.last {
            $0.state == sent.first("state") && $0.clientID == sent.first("client_id")
                && $0.challenge == sent.first("code_challenge")
                && (sent.first("state") != nil || $0.url == request.url)
        }
    }

    /// Takes the callback out of the redirect that leads to it, or of the request that makes it.
    private mutating func answer(_ exchange: HTTPExchange, _ bench: isolated Workbench) throws(Diagnostic) {
        let places = [exchange.fullTarget, CapturedRequest(exchange.request).callbackURL].compactMap { $0 }
        for url in places {
            guard let index = authorization(calledBackAt: url), authorizations[index].callback == nil else { continue }
            let parameters = ImportedFlow.answer(in: url)
            var answered = authorizations[index]
            answered.callback = url
            answered.code = parameters.first("code")
            let states = [parameters.first("state"), answered.state]
            let isHidden = states.contains { $0.map(MaskedText.isAnonymous) == true }
            answered.error = isHidden || states[0] == states[1] ? parameters.first("error") : "state-mismatch"
            if answered.error == nil, let issuer = parameters.first("iss"), let own = provider?.server.issuer,
                issuer != own
            {
                answered.error = OAuthError.Code.issuerMismatch.rawValue
            }
            answered.answeredAt = exchange.endedAt
            try bench.store().saveAnswer(answered)
            if let code = answered.code { try bench.hide([code]) }
            authorizations[index] = answered
            pages.end(answered.id)
        }
    }

    /// What a callback brings, in its query or behind its `#`.
    private static func answer(in url: String) -> FormParameters {
        // What cannot be read as a callback brings nothing.
        (try? AuthorizationResponse.parameters(of: url)) ?? FormParameters()
    }

    /// The authorization that a URL is the callback of: the one with its state, else the last that waits there.
    private func authorization(calledBackAt url: String) -> Int? {
        let answer = ImportedFlow.answer(in: url)
        guard ["code", "error", "access_token", "id_token"].contains(where: { answer.first($0) != nil }),
            answer.first("response_type") == nil
        else { return nil }
        let state = answer.first("state")
        let address = url.address
        let waiting = authorizations.indices.filter { authorizations[$0].redirectURI?.address == address }
        if let index = waiting.last(where: { authorizations[$0].state == state }) ?? waiting.last { return index }
        guard let state, !MaskedText.isAnonymous(state) else { return nil }
        return authorizations.indices.last { authorizations[$0].state == state }
    }

    // MARK: Tokens

    private mutating func keepTokens(
        _ exchange: HTTPExchange, _ request: CapturedRequest, _ number: Int64, _ context: ExchangeContext,
        _ bench: isolated Workbench
    ) throws(Diagnostic) {
        let parent = tokens.last { $0.id == context.token }
        let authorization = authorizations.last { $0.id == context.authorization }
        let requested = request.sent("scope").map { Scope($0) } ?? parent?.tokens.scope ?? authorization?.scope
        guard let provider, let response = exchange.response,
            let processed = try? TokenResponse.process(
                response, requested: requested ?? Scope(""), receivedAt: exchange.endedAt)
        else { return }
        let set = parent.map { processed.tokens.succeeding($0.tokens) } ?? processed.tokens
        let token = try bench.store().save(
            SessionToken(
                id: 0, provider: provider.name, client: nil, authorization: authorization?.id ?? parent?.authorization,
                parent: parent?.id, exchange: number, grantType: request.sent("grant_type") ?? "authorization_code",
                tokens: set))
        tokens.append(token)
    }

    // MARK: The outcome

    /// Keeps what decided how the capture turned out as its failure, for `why`.
    private func noteOutcome(_ bench: isolated Workbench) throws(Diagnostic) {
        let evidence = Evidence(
            subject: .exchange(0, problem: nil), provider: provider.map(RecordedProvider.init) ?? RecordedProvider(),
            exchanges: taken.map(RecordedExchange.init), authorizations: authorizations.map(RecordedAuthorization.init),
            tokens: tokens.map { RecordedToken($0, clientID: nil) }, mask: SecretMask(try bench.fingerprint()))
        switch evidence.outcome {
        case .succeeded: return
        case .failed(let number), .besides(let number):
            try note("imported", "import har", number, nil, bench)
        case .refused(let id, let number):
            let error = authorizations.last { $0.id == id }?.error
            try note(error ?? "imported", "authorize", error == nil ? number : nil, id, bench)
        }
    }

    private func note(
        _ code: String, _ command: String, _ number: Int64?, _ authorization: Int64?, _ bench: isolated Workbench
    ) throws(Diagnostic) {
        let exchange = number.flatMap { number in taken.first { $0.number == number } } ?? taken.last
        guard let exchange else { return }
        try bench.store().save(failure(code, command, exchange.exchange, number, authorization, bench))
    }

    private func failure(
        _ code: String, _ command: String, _ exchange: HTTPExchange, _ number: Int64?, _ authorization: Int64?,
        _ bench: isolated Workbench
    ) -> SessionFailure {
        SessionFailure(
            at: exchange.startedAt, code: code, command: command, line: command,
            provider: provider?.name ?? bench.selection.provider, exchange: number, authorization: authorization)
    }
}

extension HTTPExchange {
    /// When the whole answer was there, in milliseconds since 1970.
    fileprivate var endedAt: Int64 { startedAt + timing.total / 1000 }
}

extension HTTPExchange {
    /// The request_uri that a pushed authorization request was answered with (RFC 9126 §2.2).
    fileprivate var requestURI: String? {
        response.flatMap { try? JSON(parsing: $0.body) }?["request_uri"]?.string
    }
}

extension String {
    /// What stands before `?` and `#`.
    fileprivate var address: String { String(prefix { $0 != "?" && $0 != "#" }) }
}
