package import Diagnostics
internal import HTTPMessage
package import Interchange
internal import JSONKit
internal import OAuthCore
internal import Providers
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
    /// Failures of what has no part in a flow, which count where nothing else failed.
    private var besides: [SessionFailure] = []
    private var hasRefusals = false

    /// - Parameter entries: all of the capture, in the order of time.
    package init(_ entries: [ExportedExchange], _ bench: isolated Workbench) throws(Diagnostic) {
        provider = try CapturedProvider(entries.map(\.exchange)).provider(among: bench.store().providers())
        if let provider { try bench.store().save(provider, at: bench.environment.clock()) }
    }

    /// Records an exchange and what it says; returns its number.
    package mutating func take(_ entry: ExportedExchange, _ bench: isolated Workbench) throws(Diagnostic) -> Int64 {
        let request = CapturedRequest(entry.exchange.request)
        try begin(request, at: entry.exchange.startedAt, bench)
        let purpose = purpose(of: entry, request)
        let context = context(of: request, status: entry.exchange.response?.status)
        let number = try bench.record(entry.exchange, purpose: purpose, context: context).number
        try answer(entry.exchange, bench)
        if purpose == .token {
            if let id = context.authorization { spent.insert(id) }
            try keepTokens(entry.exchange, request, number, context, bench)
        }
        try noteRefusal(entry.exchange, request, purpose, number, context, bench)
        return number
    }

    /// To be called after the last exchange.
    package func finish(_ bench: isolated Workbench) throws(Diagnostic) {
        try choose(bench)
        guard !hasRefusals, tokens.isEmpty else { return }
        for failure in besides { try bench.store().save(failure) }
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

    private func purpose(of entry: ExportedExchange, _ request: CapturedRequest) -> ExchangePurpose {
        let named = ExchangePurpose(rawValue: entry.purpose) ?? .resource
        guard named == .resource else { return named }
        if request.form.first("grant_type") != nil { return .token }
        if request.isAuthorization || authorization(calledBackAt: request.url) != nil { return .browser }
        return request.url.contains("/.well-known/") ? .metadata : .resource
    }

    private func context(of request: CapturedRequest, status: Int?) -> ExchangeContext {
        let redeemed = request.form.first("code").flatMap { code in authorizations.last { $0.code == code } }
        let asked = request.isAuthorization ? authorizations.last { $0.state == request.query.first("state") } : nil
        let credential = request.bearer ?? request.form.first("refresh_token")
        let token = credential.flatMap { value in
            tokens.last { $0.tokens.accessToken == value || $0.tokens.refreshToken == value }
        }
        // A refusal for want of scope is of a token that was taken: of the newest, where the capture hides which.
        let isHidden = request.bearer.map(MaskedText.isAnonymous) ?? true
        let guessed = isHidden && status == 403 && request.form.isEmpty ? tokens.last : nil
        return ExchangeContext(
            provider: provider?.name, clientID: request.form.first("client_id"),
            authorization: (redeemed ?? asked)?.id, token: (isHidden && request.form.isEmpty ? guessed : token)?.id)
    }

    // MARK: Authorizations

    /// Keeps an authorization request; the pages between it and the callback send it again.
    private mutating func begin(
        _ request: CapturedRequest, at time: Int64, _ bench: isolated Workbench
    ) throws(Diagnostic) {
        guard request.isAuthorization, let provider else { return }
        let sent = request.query
        let isKnown = authorizations.contains {
            $0.state == sent.first("state") && $0.clientID == sent.first("client_id")
                && $0.challenge == sent.first("code_challenge")
                && !(MaskedText.isAnonymous($0.state ?? "") && spent.contains($0.id))
        }
        guard !isKnown else { return }
        authorizations.append(
            try bench.store().save(
                SessionAuthorization(
                    id: 0, provider: provider.name, client: nil, clientID: sent.first("client_id") ?? "",
                    url: request.url, state: sent.first("state"), nonce: sent.first("nonce"), verifier: nil,
                    challenge: sent.first("code_challenge"), redirectURI: sent.first("redirect_uri"),
                    scope: Scope(sent.first("scope") ?? ""), createdAt: time)))
    }

    /// Takes the callback out of the redirect that leads to it, or of the request that makes it.
    private mutating func answer(_ exchange: HTTPExchange, _ bench: isolated Workbench) throws(Diagnostic) {
        let places = [exchange.response?.headers["Location"], exchange.request.url].compactMap { $0 }
        for url in places {
            guard let index = authorization(calledBackAt: url), authorizations[index].callback == nil else { continue }
            let parameters = CapturedRequest(HTTPRequest("GET", url)).query
            var answered = authorizations[index]
            answered.callback = url
            answered.code = parameters.first("code")
            let states = [parameters.first("state"), answered.state]
            let isHidden = states.contains { $0.map(MaskedText.isAnonymous) == true }
            answered.error = isHidden || states[0] == states[1] ? parameters.first("error") : "state-mismatch"
            answered.answeredAt = exchange.endedAt
            try bench.store().saveAnswer(answered)
            if let code = answered.code { try bench.hide([code]) }
            authorizations[index] = answered
            if let error = answered.error { try note(error, "authorize", exchange, nil, answered.id, bench) }
        }
    }

    /// The authorization that a URL is the callback of: the one with its state, else the last that waits there.
    private func authorization(calledBackAt url: String) -> Int? {
        let callback = CapturedRequest(HTTPRequest("GET", url))
        guard callback.query.first("code") != nil || callback.query.first("error") != nil else { return nil }
        let state = callback.query.first("state")
        let waiting = authorizations.indices.filter {
            authorizations[$0].redirectURI.map { CapturedRequest(HTTPRequest("GET", $0)).address } == callback.address
        }
        return waiting.last { authorizations[$0].state == state } ?? waiting.last
    }

    // MARK: Tokens

    private mutating func keepTokens(
        _ exchange: HTTPExchange, _ request: CapturedRequest, _ number: Int64, _ context: ExchangeContext,
        _ bench: isolated Workbench
    ) throws(Diagnostic) {
        let parent = tokens.last { $0.id == context.token }
        let authorization = authorizations.last { $0.id == context.authorization }
        let requested = request.form.first("scope").map { Scope($0) } ?? parent?.tokens.scope ?? authorization?.scope
        guard let provider, let response = exchange.response,
            let processed = try? TokenResponse.process(
                response, requested: requested ?? Scope(""), receivedAt: exchange.endedAt)
        else { return }
        let set = parent.map { processed.tokens.succeeding($0.tokens) } ?? processed.tokens
        let token = try bench.store().save(
            SessionToken(
                id: 0, provider: provider.name, client: nil, authorization: authorization?.id ?? parent?.authorization,
                parent: parent?.id, exchange: number, grantType: request.form.first("grant_type") ?? "", tokens: set))
        tokens.append(token)
    }

    // MARK: Refusals

    private mutating func noteRefusal(
        _ exchange: HTTPExchange, _ request: CapturedRequest, _ purpose: ExchangePurpose, _ number: Int64,
        _ context: ExchangeContext, _ bench: isolated Workbench
    ) throws(Diagnostic) {
        guard (exchange.response?.status ?? 500) >= 400, !request.isFurniture else { return }
        let isPage = purpose == .browser
        if isPage, context.authorization == nil { return }
        guard provider == nil || isOfFlow(exchange, request, purpose) else {
            besides.append(failure("imported", "import har", exchange, number, nil, bench))
            return
        }
        try note(
            "imported", isPage ? "authorize" : "import har", exchange, number, isPage ? context.authorization : nil,
            bench)
    }

    /// Whether an exchange is one of OAuth's, and not of the page around it.
    private func isOfFlow(_ exchange: HTTPExchange, _ request: CapturedRequest, _ purpose: ExchangePurpose) -> Bool {
        if purpose != .resource || request.hasCredential { return true }
        if [401, 403].contains(exchange.response?.status) { return true }
        let known = [provider?.server.userinfoEndpoint, provider?.server.tokenEndpoint].compactMap { $0 }
        return known.contains(request.address)
    }

    private mutating func note(
        _ code: String, _ command: String, _ exchange: HTTPExchange, _ number: Int64?, _ authorization: Int64?,
        _ bench: isolated Workbench
    ) throws(Diagnostic) {
        hasRefusals = true
        try bench.store().save(failure(code, command, exchange, number, authorization, bench))
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
