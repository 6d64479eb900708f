internal import Diagnostics
internal import Encodings
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Script
internal import Session
internal import Workbench

enum TokenVerify {
    static let command = Command(
        "token verify", .token, "verify a token step by step: signature, issuer, audience, times, nonce",
        operands: [OperandShape("NUMBER", .word, required: false, "the one in use if left out")],
        options: [
            OptionShape("id", "the ID token"), OptionShape("access", "the access token, even if there is an ID token"),
        ] + SendingOptions.shapes,
        details: """
            Without --access or --id, the ID token where there is one. Every check of OpenID Connect Core §3.1.3.7 is \
            listed with its result. The server's keys are fetched, and fetched again for a kid that they do not have; times \
            are judged by the server's clock.
            """,
        traits: CommandTraits(
            effect: .sends, runBy: .everyone, needs: nil, recipe: .kept(needs: [.token], makes: [], renews: false),
            locked: .refused, failure: .judged, dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
        examples: ["token verify", "token verify 1 --access"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let token = try TokenUse.find(call.text(0), bench)
        let isID = call.has("id") || (token.tokens.idToken != nil && !call.has("access"))
        let jwt = try parts(of: token, isID: isID, bench)
        let provider = try await bench.provider(named: token.provider)
        let keys = try await keys(of: provider, for: jwt, call, bench)
        let authorization = try token.authorization.flatMap { id throws(Diagnostic) in
            try bench.store().authorization(id)
        }
        let expectation = TokenExpectation(
            issuer: provider.server.issuer, clientID: try bench.client(of: token).registration.id,
            nonce: authorization?.nonce, accessToken: token.tokens.accessToken, keys: keys?.set,
            now: (bench.environment.clock() + (keys?.offset ?? 0)) / 1000)
        let verification = TokenVerification(jwt, expectation)
        let report = VerificationReport(
            checks: isID ? verification.idTokenChecks : verification.accessTokenChecks,
            name: isID ? "the ID token of token \(token.id)" : "the access token of token \(token.id)",
            offset: keys?.offset)
        guard let failed = report.checks.first(where: { $0.result == .failed }) else { return report.answer }
        await bench.show(report.answer, of: call)
        throw Diagnostic(
            .execution, isID ? "id-token-\(failed.name)" : "token-\(failed.name)",
            "\(report.name) does not pass its checks",
            found: "\(failed.name): \(failed.detail) (\(failed.section))", advice: [Diagnostic.whyAdvice])
    }

    private static func parts(
        of token: SessionToken, isID: Bool, _ bench: isolated Workbench
    ) throws(Diagnostic) -> JWTParts {
        guard let value = isID ? token.tokens.idToken : token.tokens.accessToken else {
            throw Diagnostic(
                .execution, "no-such-token", "token \(token.id) has no ID token",
                advice: ["ask for one: authorize scope=\"openid …\""])
        }
        return try bench.protocolStep { () throws(OAuthError) in try JWTParts(reading: value) }
    }

    /// The server's keys, fetched once more where the first answer, which a cache may have given, lacks the one that is
    /// needed (OpenID Connect Core §10.1.1), and the server's clock against ours in milliseconds.
    private static func keys(
        of provider: Provider, for jwt: JWTParts, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> (set: JSONWebKeySet, offset: Int64)? {
        guard let url = provider.server.jwksURI else { return nil }
        var found: (set: JSONWebKeySet, offset: Int64)?
        for isAgain in [false, true] {
            var headers: HTTPHeaders = [HTTPHeader("Accept", "application/json")]
            if isAgain { headers.add("Cache-Control", "no-cache") }
            let entry = try await bench.send(
                HTTPRequest("GET", url, headers: headers), for: call, options: try bench.sendingOptions(of: call),
                policy: .never,
                purpose: .metadata, context: ExchangeContext(provider: provider.name))
            let response = try bench.response(of: entry)
            let set = try bench.protocolStep(exchange: entry.number) { () throws(OAuthError) in
                try JSONWebKeySet.process(response)
            }
            found = (set, offset(entry))
            if set.key(of: jwt) != nil { break }
        }
        return found
    }

    /// Within two seconds the whole seconds of a date tell no difference.
    private static func offset(_ entry: SessionExchange) -> Int64 {
        let exchange = entry.exchange
        guard let date = exchange.response?.headers["Date"].flatMap(HTTPDate.parse) else { return 0 }
        let offset = date - (exchange.startedAt + exchange.timing.total / 1000)
        return offset.magnitude < 2000 ? 0 : offset
    }
}

/// Checks as an answer.
struct VerificationReport {
    let checks: [TokenCheck]
    let name: String
    /// Milliseconds; nil where it was not measured.
    let offset: Int64?

    var answer: Answer { .report(ReportAnswer(lines: lines, json: json)) }

    private var isGood: Bool { !checks.contains { $0.result == .failed } }

    private var lines: [ReportAnswer.Line] {
        let skew =
            offset.map { [ReportAnswer.Line(.aside, "the server's clock is \(words($0))", label: "clock")] } ?? []
        return [.init(isGood ? .good : .bad, "\(name) \(isGood ? "passes" : "does not pass") its checks")]
            + checks.map { check in
                ReportAnswer.Line(
                    check.result == .failed ? .mark : .fact,
                    "\(check.result.rawValue): \(check.detail) (\(check.section))",
                    label: check.name)
            } + skew
    }

    private func words(_ offset: Int64) -> String {
        offset == 0 ? "ours" : "\(offset.magnitude / 1000) s \(offset > 0 ? "ahead of" : "behind") ours"
    }

    private var json: JSON {
        [
            "passed": JSON(isGood), "clock_offset_ms": offset.map { JSON($0) } ?? .null,
            "checks": JSON(
                checks.map {
                    [
                        "name": JSON($0.name), "result": JSON($0.result.rawValue), "detail": JSON($0.detail),
                        "section": JSON($0.section),
                    ]
                }),
        ]
    }
}
