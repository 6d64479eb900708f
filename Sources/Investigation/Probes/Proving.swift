internal import Diagnosis
package import Diagnostics
internal import Encodings
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Session
package import Workbench

/// What a probe showed.
package struct ProbeOutcome: Sendable {
    let change: String
    let exchange: Int64
    let status: Int?
    let error: String?
    /// Whether it came further than the call that failed.
    var wentThrough: Bool
    /// Where it was sent on to, without the query.
    var location: String?

    /// Whether the server made no difference between two requests.
    func isAnswered(like other: ProbeOutcome) -> Bool {
        status == other.status && error == other.error && location == other.location
    }

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

extension Workbench {
    /// Sends the probes that decide about a failure, and says what each showed.
    ///
    /// - Parameter isAllowed: whether a provider other than the sandbox may be asked without a question.
    package func prove(
        _ inquiry: Inquiry, isAllowed: Bool, for call: CommandContext
    ) async throws(Diagnostic) -> [ProbeOutcome] {
        let provider = try await provider(named: inquiry.provider ?? selection.provider)
        let subject = ProbeSubject(
            entry: inquiry.entry, authorizationURL: inquiry.authorization?.url, provider: provider,
            client: inquiry.client ?? (try? client().registration), token: try tokenIfAny()?.tokens,
            bogus: Base64URL.encode(environment.random(32)))
        let probes = ProbeKind.choose(for: subject)
        if !isAllowed, provider.name != ProviderPreset.sandbox.name, !probes.isEmpty {
            try await askToSend(probes, to: provider)
        }
        var outcomes: [ProbeOutcome] = []
        var baselines: [ProbeOutcome] = []
        for probe in probes {
            let context = ExchangeContext(
                provider: provider.name, clientID: inquiry.entry?.context.clientID,
                authorization: probe.isOfAuthorization ? inquiry.authorization?.id : nil,
                token: inquiry.entry?.context.token)
            var outcome = try await send(probe, context, before: inquiry.entry?.exchange.response, for: call)
            if probe.isControl || probe.isOfAuthorization {
                outcome.wentThrough = false
                baselines.append(outcome)
            } else if baselines.contains(where: outcome.isAnswered) {
                outcome.wentThrough = false
            }
            outcomes.append(outcome)
            if probe.isOfAuthorization, let page = pageBehind(outcome, inquiry.authorization, subject) {
                var shown = try await send(page, context, before: nil, for: call)
                shown.wentThrough = false
                outcomes.append(shown)
            }
        }
        return outcomes
    }

    /// The page that an authorization request leads to, where that is not the client: some servers tell of an error only
    /// there.
    private func pageBehind(
        _ outcome: ProbeOutcome, _ authorization: SessionAuthorization?, _ subject: ProbeSubject
    ) -> Probe? {
        guard let entry = try? store().exchange(outcome.exchange), let target = entry.exchange.target,
            let parts = URLParts(target), ["http", "https"].contains(parts.scheme.lowercased())
        else { return nil }
        let query = FormParameters.parse(parts.query ?? "")
        let isAnswer = query.first("state") != nil && (query.first("code") != nil || query.first("error") != nil)
        let client = authorization?.redirectURI.map { $0.prefix { $0 != "?" } } ?? ""
        guard !isAnswer, target.prefix(while: { $0 != "?" }) != client else { return nil }
        return subject.page("the page that it leads to", target, .place, isOfAuthorization: true)
    }

    /// Nothing is sent to somebody else's server that the user has not agreed to.
    private func askToSend(_ probes: [Probe], to provider: Provider) async throws(Diagnostic) {
        let requests = probes.map { "\($0.request.method) \($0.change)" }.joined(separator: "\n")
        let question = "send \(probes.count.counted("request")) to \(provider.name)?\n\(requests)\n[y/N] "
        if let ask = environment.ask, let answer = await ask(question), ["y", "yes"].contains(answer.lowercased()) {
            return
        }
        throw Diagnostic(
            .usage, "probes-not-allowed",
            "why --prove would send \(probes.count.counted("request")) to \(provider.name)",
            found: requests, advice: ["why --prove --yes sends them; no live code or token is spent"])
    }

    private func send(
        _ probe: Probe, _ context: ExchangeContext, before: HTTPResponse?, for call: CommandContext
    ) async throws(Diagnostic) -> ProbeOutcome {
        let sent = try await exchange(
            probe.request, for: call, options: environment.sending, purpose: probe.purpose, context: context)
        let exchange = sent.exchange
        let error = exchange.response?.refusal
        let status = exchange.response?.status
        let isSame = status == before?.status && error == before?.refusal
        return ProbeOutcome(
            change: probe.change, exchange: sent.number, status: status, error: error,
            wentThrough: !isSame && isFurther(status, error, probe),
            location: exchange.response?.headers["Location"].map { String($0.prefix { $0 != "?" && $0 != "#" }) })
    }

    private nonisolated func isFurther(_ status: Int?, _ error: String?, _ probe: Probe) -> Bool {
        guard let status, status < 500, status != 401, error != "invalid_client" else { return false }
        if probe.purpose == .browser { return status < 400 && error == nil }
        return probe.purpose == .token || status < 400
    }
}

extension HTTPResponse {
    /// The error code that it names, in its body or in what it redirects to (RFC 6749 §4.1.2.1, §5.2).
    fileprivate var refusal: String? {
        if let error = ServerError(response: self)?.error { return error }
        guard let query = headers["Location"]?.split(separator: "?", maxSplits: 1).dropFirst().first else { return nil }
        return FormParameters.parse(String(query.prefix { $0 != "#" })).first("error")
    }
}
