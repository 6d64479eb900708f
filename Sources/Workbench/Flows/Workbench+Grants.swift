package import Answers
internal import Diagnosis
package import Diagnostics
internal import HTTPMessage
internal import JSONKit
package import OAuthCore
package import OAuthFlows
internal import Plugins
internal import Providers
internal import Redaction
package import Script
package import Session
internal import TokenChecks

/// A grant that is to be run: what it is made from, and what of the session it belongs to.
package struct GrantRun: Sendable {
    let grant: GrantFlow
    var inputs: GrantInputs
    var client: SessionClient
    /// The number of the authorization whose code is redeemed; nil for a grant without one.
    package var authorization: Int64?
    /// The tokens that the new ones come of: those that are refreshed, or exchanged.
    var parent: SessionToken?

    /// A grant of a client, by default without an authorization and without tokens that it starts from.
    package init(
        grant: GrantFlow, inputs: GrantInputs, client: SessionClient, authorization: Int64? = nil,
        parent: SessionToken? = nil
    ) {
        self.grant = grant
        self.inputs = inputs
        self.client = client
        self.authorization = authorization
        self.parent = parent
    }
}

extension Workbench {
    /// The options of commands that send a request to the token endpoint.
    package static let tokenOptions =
        [
            OptionShape(
                "auth", value: "METHOD",
                "\(ClientAuthenticator.all.map(\.name).joined(separator: ", ")), instead of the client's own",
                completes: .clientAuthentication)
        ] + SendingOptions.shapes

    /// How a user is sent through the pages that a flow tells of.
    package static let userOptions = [
        OptionShape("as", value: "USER", "do what the user is told as this user of the sandbox", completes: .user),
        OptionShape(
            "untick", value: "SCOPE", "with --as: refuse this scope at consent (may be repeated)", completes: .scope),
        OptionShape("deny", "with --as: refuse at consent"),
    ]

    /// Runs a grant, saves the tokens that come, and chooses them.
    package func fetchTokens(_ run: GrantRun, for call: CommandContext) async throws(Diagnostic) -> Answer {
        let provider = try await provider()
        let flow = try protocolStep { () throws(OAuthError) in try run.grant.make(run.inputs) }
        return try await fetchTokens(by: flow, run, provider, call)
    }

    private func fetchTokens<Ran: TokenFlow>(
        by flow: Ran, _ run: GrantRun, _ provider: Provider, _ call: CommandContext
    ) async throws(Diagnostic) -> Answer {
        let client = try claimed(run.client.registration, by: call)
        var flowRun = FlowRun<Ran>(
            call, at: provider.server,
            ExchangeContext(
                provider: provider.name, clientID: client.id, authorization: run.authorization, token: run.parent?.id))
        flowRun.client = client
        flowRun.method = call.option("auth")
        flowRun.dialect = provider.tokenDialect
        flowRun.edits = call.without(items: itemsOfClaim(run.client.registration, call))
        try flowRun.takeAssertionItems(self)
        flowRun.tell = { [context = flowRun.context] instruction, bench throws(Diagnostic) in
            guard let user = call.option("as") else { return false }
            guard provider.name == "sandbox" else {
                throw Diagnostic(
                    .usage, "not-the-sandbox", "--as knows the users of the sandbox, and this is \(provider.name)",
                    source: call.source, range: call.range, advice: ["leave out --as, and open the address yourself"])
            }
            let agent = try await bench.formUserAgent(user: user, call, context)
            try await agent.follow(instruction)
            return true
        }
        let result = try await FlowRunner.run(flow, flowRun, on: self)
        let entry = try result.entry()
        let outcome = result.outcome
        let chosen = selection.tokens[provider.name]
        let token = try keep(outcome, of: run, provider, exchange: entry.number)
        try await tellHooks(of: token, insteadOf: chosen, call)
        guard let refusal = refusal(ofIDTokenIn: outcome, of: run, client, provider, entry) else {
            // A client that goes by the standard does not use a token without a type, so `why` has something to say of it.
            // In a form, which deviates as a whole, the type says little.
            let codes = outcome.warnings.map(\.code)
            if codes.contains("token-type-missing"), !codes.contains("body-form") {
                noteDeviation("token-type-missing", of: call, exchange: entry.number)
            }
            let told = notes(on: token, outcome) + outcome.warnings.map(\.description)
            return .exchange(ExchangeAnswer(entry, notes: told))
        }
        throw Diagnostic(
            .execution, "id-token-\(refusal.name)",
            "the ID token that came with token \(token.id) is not to be trusted",
            found: "\(refusal.name): \(refusal.detail) (\(refusal.section))",
            advice: ["token \(token.id) is saved all the same: `token verify` lists every check", Diagnostic.whyAdvice])
    }

    /// The items by which a call says who the client claims to be.
    package static let clientItems = Set(["client_id"] + CredentialKind.all.flatMap(\.itemNames))

    /// The items that only say who the client claims to be. The client's own client_id says nothing new: it is meant for
    /// the message, whatever the client authenticates with.
    private func itemsOfClaim(_ client: ClientRegistration, _ call: CommandContext) -> Set<String> {
        let isOwn = call.items.contains {
            $0.name == "client_id" && $0.kind == .string && $0.value.plainText == client.id
        }
        return isOwn ? Self.clientItems.subtracting(["client_id"]) : Self.clientItems
    }

    /// The client as the call's items say it: `client_id` and every kind of credential change who it claims to be.
    package func claimed(_ registration: ClientRegistration, by call: CommandContext) throws(Diagnostic)
        -> ClientRegistration
    {
        var client = registration
        for item in call.items where item.kind == .string || item.kind == .file {
            guard Self.clientItems.contains(item.name) else { continue }
            if let credential = try credential(in: item, of: call) {
                client.set(credential)
            } else {
                client.id = try text(of: item, in: call)
            }
        }
        return client
    }

    /// The credential that an item gives; nil where it gives none. Its secrets are hidden from then on.
    package func credential(in item: Invocation.Item, of call: CommandContext) throws(Diagnostic) -> Credential? {
        guard let kind = CredentialKind.given(by: item.name) else { return nil }
        let text = try text(of: item, in: call)
        let credential = try protocolStep { () throws(OAuthError) in try kind.read(text) }
        try hide(kind.secrets(of: credential), .given)
        return credential
    }

    /// The text of an item, or of the file that it names.
    package func text(of item: Invocation.Item, in call: CommandContext) throws(Diagnostic) -> String {
        item.kind == .file ? try text(ofFile: item.value.plainText, namedIn: call) : item.value.plainText
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
        ofIDTokenIn outcome: TokenOutcome, of run: GrantRun, _ client: ClientRegistration, _ provider: Provider,
        _ entry: SessionExchange
    ) -> TokenCheck? {
        guard let idToken = outcome.tokens.idToken else { return nil }
        let authorization = run.authorization.flatMap { try? store().authorization($0) }
        let code = run.inputs.values.first("code")
        let isOwn = code == nil || code == authorization?.code
        let expected = TokenExpectation(
            issuer: provider.server.issuer, clientID: client.id, nonce: isOwn ? authorization?.nonce : nil,
            accessToken: outcome.tokens.accessToken, keys: nil, now: RecordedExchange(entry).serverClock / 1000)
        return IDTokenReceipt(idToken, expected, isRefresh: run.grant.type == GrantFlow.refreshToken.type)?.refusal
    }

    private func keep(
        _ outcome: TokenOutcome, of run: GrantRun, _ provider: Provider, exchange: Int64
    ) throws(Diagnostic) -> SessionToken {
        let tokens = outcome.tokens
        let token = try store().save(
            SessionToken(
                id: 0, provider: provider.name, client: run.client.id, authorization: run.authorization,
                parent: run.parent?.id, exchange: exchange, grantType: run.grant.type, tokens: tokens))
        try hide([tokens.accessToken, tokens.refreshToken, tokens.idToken].compactMap { $0 })
        try select(token: token.id, of: provider.name)
        return token
    }

    private func notes(on token: SessionToken, _ outcome: TokenOutcome) -> [String] {
        let tokens = token.tokens
        let missing = ScopeNames.missing(outcome.requested, from: tokens.scope)
        var notes = ["token \(token.id) is saved, and chosen: \(tokens.scope.isEmpty ? "no scope" : tokens.scope.text)"]
        if let type = tokens.issuedTokenType {
            notes.append("issued_token_type: \(TokenTypeURI.short(type) ?? PrintableText.safe(type, limit: 200))")
        }
        if !missing.isEmpty { notes.append("asked for but not granted: \(missing.text)") }
        return notes
    }
}
