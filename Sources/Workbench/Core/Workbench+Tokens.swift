internal import Diagnosis
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Plugins
internal import Providers
internal import Redaction
internal import Script
internal import Session

/// What a token request needs beside its call.
struct TokenErrand {
    var request: TokenRequest
    /// What was asked for, which is granted if the server does not say otherwise.
    var requested: Scope
    var client: SessionClient
    var authorization: Int64?
    var parent: SessionToken?
}

extension Workbench {
    static let tokenOptions =
        [
            OptionShape(
                "auth", value: "METHOD", "client_secret_basic, client_secret_post or none, instead of the client's own",
                completes: .clientAuthentication)
        ] + SendingOptions.shapes

    /// Sends a token request, saves the tokens that come, and chooses them.
    func fetchTokens(_ errand: TokenErrand, for call: CommandContext) async throws(Diagnostic) -> Answer {
        let provider = try await provider()
        let draft = try tokenDraft(errand, call, provider)
        let entry = try await send(
            draft, for: call.without(items: ["client_id", "client_secret"]), purpose: .token,
            context: ExchangeContext(
                provider: provider.name, clientID: errand.request.client.id, authorization: errand.authorization,
                token: errand.parent?.id))
        let response = try response(of: entry)
        let now = environment.clock()
        let processed = try protocolStep(exchange: entry.number) { () throws(OAuthError) in
            try TokenResponse.process(
                response, requested: errand.requested, receivedAt: now, dialect: provider.tokenDialect)
        }
        let chosen = selection.tokens[provider.name]
        let token = try keep(processed, of: errand, provider, exchange: entry.number)
        try await tellHooks(of: token, insteadOf: chosen, call)
        guard let refusal = refusal(ofIDTokenIn: processed.tokens, of: errand, provider, entry) else {
            return .exchange(
                ExchangeAnswer(entry, notes: notes(on: token, errand) + processed.warnings.map(\.description)))
        }
        throw Diagnostic(
            .execution, "id-token-\(refusal.name)",
            "the ID token that came with token \(token.id) is not to be trusted",
            found: "\(refusal.name): \(refusal.detail) (\(refusal.section))",
            advice: ["token \(token.id) is saved all the same: `token verify` lists every check", Diagnostic.whyAdvice])
    }

    /// Tells the plugins of a token. One that they refuse cannot be had again and stays saved, but is not the one in use.
    private func tellHooks(of token: SessionToken, insteadOf chosen: Int64?, _ call: CommandContext)
        async throws(Diagnostic)
    {
        defer { if let exchange = token.exchange { keepNotes(of: exchange, call) } }
        do throws(Diagnostic) {
            try await tellHooks(
                .token,
                [
                    "number": JSON(token.id), "provider": JSON(token.provider),
                    "access_token": JSON(token.tokens.accessToken), "scope": JSON(token.tokens.scope.text),
                    "grant_type": JSON(token.grantType),
                ], call)
        } catch {
            guard error.code == HookFrame.refused else { throw error }
            try select(token: chosen, of: token.provider)
            var refusal = error
            refusal.advice.insert(
                "token \(token.id) is saved but not chosen; `token use \(token.id)` takes it all the same", at: 0)
            throw refusal
        }
    }

    /// The check that the ID token does not pass, of those that need no further request.
    private func refusal(
        ofIDTokenIn tokens: TokenSet, of errand: TokenErrand, _ provider: Provider, _ entry: SessionExchange
    ) -> TokenCheck? {
        guard let idToken = tokens.idToken else { return nil }
        let authorization = errand.authorization.flatMap { try? store().authorization($0) }
        let code = errand.request.values.first("code")
        let isOwn = code == nil || code == authorization?.code
        let expected = TokenExpectation(
            issuer: provider.server.issuer, clientID: errand.request.client.id,
            nonce: isOwn ? authorization?.nonce : nil,
            accessToken: tokens.accessToken, keys: nil, now: RecordedExchange(entry).serverClock / 1000)
        return IDTokenReceipt(idToken, expected, isRefresh: errand.parent != nil)?.refusal
    }

    /// The request with the client authenticated; `client_id` and `client_secret` items change who it claims to be.
    private func tokenDraft(
        _ errand: TokenErrand, _ call: CommandContext, _ provider: Provider
    ) throws(Diagnostic) -> OAuthRequest {
        var request = errand.request
        request.authenticationMethod = call.option("auth")
        for item in call.items where item.kind == .string || item.kind == .file {
            guard ["client_id", "client_secret"].contains(item.name) else { continue }
            let value =
                item.kind == .file ? try text(ofFile: item.value.plainText, namedIn: call) : item.value.plainText
            if item.name == "client_id" {
                request.client.id = value
            } else {
                try hide([value], .given)
                request.client.secret = value
            }
        }
        return try protocolStep { () throws(OAuthError) in try request.draft(for: provider.server) }
    }

    private func keep(
        _ response: TokenResponse, of errand: TokenErrand, _ provider: Provider, exchange: Int64
    ) throws(Diagnostic) -> SessionToken {
        let tokens = errand.parent.map { response.tokens.succeeding($0.tokens) } ?? response.tokens
        let token = try store().save(
            SessionToken(
                id: 0, provider: provider.name, client: errand.client.id, authorization: errand.authorization,
                parent: errand.parent?.id, exchange: exchange, grantType: errand.request.grant.type, tokens: tokens))
        try hide([tokens.accessToken, tokens.refreshToken, tokens.idToken].compactMap { $0 })
        try select(token: token.id, of: provider.name)
        return token
    }

    private func notes(on token: SessionToken, _ errand: TokenErrand) -> [String] {
        let tokens = token.tokens
        let missing = errand.requested.subtracting(tokens.scope)
        var notes = ["token \(token.id) is saved, and chosen: \(tokens.scope.isEmpty ? "no scope" : tokens.scope.text)"]
        if !missing.isEmpty { notes.append("asked for but not granted: \(missing.text)") }
        return notes
    }
}
