internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Script

/// What a probe showed.
struct ProbeOutcome: Sendable {
    /// What was changed: `client_secret_basic, a code that nobody has`.
    let change: String
    let exchange: Int64
    let status: Int?
    let error: String?
    /// Whether it came further than the call that failed.
    let wentThrough: Bool

    var sentence: String {
        let answer = [status.map { String($0) }, error].compactMap { $0 }.joined(separator: " ")
        return
            "\(change): \(answer.isEmpty ? "no answer" : answer)\(wentThrough ? ", which is further than before" : "")"
    }

    var json: JSON {
        JSON(present: [
            ("change", JSON(change)), ("exchange", JSON(exchange)), ("status", status.map { JSON($0) }),
            ("error", error.map { JSON($0) }), ("went_through", JSON(wentThrough)),
        ])
    }
}

/// A request that differs from the failed one in one thing, and that spends nothing.
struct Probe: Sendable {
    let change: String
    let request: HTTPRequest
    let purpose: ExchangePurpose
    /// Whether it is the request of the authorization that failed.
    var isOfAuthorization = false
}

/// Chooses the probes that would decide between the causes that are left; at most a handful.
struct ProbeChoice {
    /// The exchange that failed; nil for an authorization that nobody came back from.
    let entry: SessionExchange?
    /// The authorization URL as it was sent, where the failure is one of the authorization endpoint.
    let authorizationURL: String?
    let provider: Provider
    let client: ClientRegistration?
    let token: TokenSet?
    /// Random text, for codes and verifiers that nobody has.
    let bogus: String

    var probes: [Probe] {
        if let authorizationURL { return authorizationProbes(authorizationURL) }
        guard let entry else { return [] }
        let request = entry.exchange.request
        let address = request.url.prefix { $0 != "?" && $0 != "#" }
        if address == provider.server.tokenEndpoint ?? "" { return clientProbes }
        if address == provider.server.authorizationEndpoint ?? "" { return authorizationProbes(request.url) }
        return [.resource, .userinfo].contains(entry.purpose) ? credentialProbes(entry) : []
    }

    /// The client by each method, with a code that nobody has: a refusal of the code means that the client was taken.
    private var clientProbes: [Probe] {
        guard let client else { return [] }
        var probes: [Probe] = []
        for method in ClientAuthentication.all where method.needsSecret == (client.secret != nil) {
            guard let request = tokenRequest(client, method.name) else { continue }
            probes.append(
                Probe(change: "\(method.name), with a code that nobody has", request: request, purpose: .token))
        }
        if let secret = client.secret, var plain = tokenRequest(client, "client_secret_basic") {
            let credentials = BasicCredentials(id: client.id, secret: secret)
            guard credentials.headerValue != credentials.headerValueNotEncoded else { return probes }
            plain.headers["Authorization"] = credentials.headerValueNotEncoded
            probes.append(
                Probe(
                    change: "client_secret_basic without form encoding, with a code that nobody has", request: plain,
                    purpose: .token))
        }
        return probes
    }

    private func tokenRequest(_ client: ClientRegistration, _ method: String) -> HTTPRequest? {
        var request = TokenRequest.authorizationCode(
            "code_\(bogus)", redirectURI: client.redirectURIs.first, verifier: bogus, client: client)
        request.authenticationMethod = method
        return try? request.draft(for: provider.server).httpRequest
    }

    /// The authorization request as it was sent, where no answer of the server is recorded, and with each registered
    /// redirect URI. Nobody signs in, so that no code is given.
    private func authorizationProbes(_ url: String) -> [Probe] {
        guard let question = url.firstIndex(of: "?") else { return [] }
        let asSent =
            entry == nil
            ? [
                Probe(
                    change: "the authorization request as it was sent", request: page(url), purpose: .browser,
                    isOfAuthorization: true)
            ] : []
        guard let client else { return asSent }
        return asSent
            + client.redirectURIs.prefix(3).map { uri in
                var parameters = FormParameters.parse(String(url[url.index(after: question)...]))
                parameters.set("redirect_uri", uri)
                parameters.set("client_id", client.id)
                return Probe(
                    change: "redirect_uri=\(uri)", request: page(parameters.added(to: String(url[..<question]))),
                    purpose: .browser)
            }
    }

    private func page(_ url: String) -> HTTPRequest {
        HTTPRequest("GET", url, headers: [HTTPHeader("Accept", "text/html")])
    }

    /// The same call with the current token where it is safe, and what the server says of the token.
    private func credentialProbes(_ entry: SessionExchange) -> [Probe] {
        var probes: [Probe] = []
        var request = entry.exchange.request
        let isSafe = ["GET", "HEAD"].contains(request.method)
        if isSafe, let token, token.isBearer, request.headers["Authorization"] != "Bearer \(token.accessToken)" {
            request.headers["Authorization"] = "Bearer \(token.accessToken)"
            probes.append(
                Probe(change: "the same call with the current access token", request: request, purpose: .resource))
        }
        let sent = entry.exchange.request.headers["Authorization"]?.split(separator: " ").last.map(String.init)
        if let sent, let client, client.secret != nil,
            let draft = try? IntrospectionRequest(token: sent, caller: .client(client, method: nil)).draft(
                for: provider.server)
        {
            probes.append(
                Probe(
                    change: "introspection of the token that was sent", request: draft.httpRequest,
                    purpose: .introspection))
        }
        return probes
    }
}

extension Workbench {
    /// Sends the probes that decide about a failure, and says what each showed.
    func prove(_ inquiry: Inquiry, isAllowed: Bool) async throws(Diagnostic) -> [ProbeOutcome] {
        let provider = try await provider(named: inquiry.provider ?? selection.provider)
        let choice = ProbeChoice(
            entry: inquiry.entry, authorizationURL: inquiry.authorization?.url, provider: provider,
            client: try? client().registration, token: try tokenIfAny()?.tokens,
            bogus: Base64URL.encode(environment.random(32)))
        let probes = Array(choice.probes.prefix(5))
        guard isAllowed || provider.name == ProviderPreset.sandbox.name || probes.isEmpty else {
            throw Diagnostic(
                .usage, "probes-not-allowed", "why --prove would send \(probes.count) requests to \(provider.name)",
                found: probes.map { "\($0.request.method) \($0.change)" }.joined(separator: "\n"),
                advice: ["why --prove --yes sends them; no live code or token is spent"])
        }
        var outcomes: [ProbeOutcome] = []
        for probe in probes {
            let context = ExchangeContext(
                provider: provider.name, clientID: inquiry.entry?.context.clientID,
                authorization: probe.isOfAuthorization ? inquiry.authorization?.id : nil,
                token: inquiry.entry?.context.token)
            outcomes.append(try await send(probe, context, before: inquiry.entry?.exchange.response))
        }
        return outcomes
    }

    private func send(
        _ probe: Probe, _ context: ExchangeContext, before: HTTPResponse?
    ) async throws(Diagnostic) -> ProbeOutcome {
        let exchanges = await environment.transport.send(
            probe.request, following: .never, options: environment.sending, onBody: nil)
        guard let exchange = exchanges.last else {
            return ProbeOutcome(change: probe.change, exchange: 0, status: nil, error: nil, wentThrough: false)
        }
        let sent = try record(exchange, purpose: probe.purpose, context: context)
        let error = exchange.response.flatMap(ServerError.init(response:))?.error
        let status = exchange.response?.status
        let isSame = status == before?.status && error == before.flatMap(ServerError.init(response:))?.error
        return ProbeOutcome(
            change: probe.change, exchange: sent.number, status: status, error: error,
            wentThrough: !isSame && isFurther(status, error, probe))
    }

    private nonisolated func isFurther(_ status: Int?, _ error: String?, _ probe: Probe) -> Bool {
        guard let status, status < 500, status != 401, error != "invalid_client" else { return false }
        return probe.purpose == .token || status < 400
    }
}
