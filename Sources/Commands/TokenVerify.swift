internal import Answers
internal import Diagnosis
internal import Diagnostics
internal import Encodings
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Script
internal import Session
internal import TokenChecks
internal import Workbench

enum TokenVerify {
    static let command = Command(
        "token verify", .token, "verify a token step by step: signature, issuer, audience, times, nonce",
        operands: [GivenToken.operand],
        options: [
            OptionShape("id", "the ID token"), OptionShape("access", "the access token, even if there is an ID token"),
            OptionShape(
                "profile", value: "NAME",
                "hold it against \(TokenProfile.allCases.map(\.rawValue).joined(separator: ", "))"),
            OptionShape("audience", value: "NAME", "the resource that an access token must be meant for"),
        ] + SendingOptions.shapes,
        details: """
            Without --access or --id, the ID token where there is one. Every check of OpenID Connect Core §3.1.3.7 is \
            listed with its result: passed, failed, or not checked with the reason. Where something essential could not be \
            checked, the token does not pass: the exit code is 4. The server's keys are fetched, and fetched again for a \
            kid that they do not have; times are judged by the server's clock. An access token with the typ JWT passes; \
            --profile rfc9068 wants all of RFC 9068.
            """,
        traits: CommandTraits(
            effect: .sends, runBy: .everyone, needs: nil, recipe: .kept(needs: [.token], makes: [], renews: false),
            locked: .refused, failure: .judged, dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
        examples: ["token verify", "token verify 1 --access"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let asked = try profile(of: call)
        let isAccess = call.has("access") || asked == .accessToken || asked == .rfc9068
        let given = try GivenToken.of(
            call,
            { set in call.has("id") || asked == .idToken || (set.tokens.idToken != nil && !isAccess) ? .id : .access },
            bench)
        let provider = try await bench.provider(named: given.set?.provider ?? bench.selection.provider)
        if let encrypted = JWEParts(reading: given.value) { throw unreadable(given, encrypted, call) }
        let jwt = try bench.protocolStep { () throws(OAuthError) in try JWTParts(reading: given.value) }
        let client = try given.set.map { set throws(Diagnostic) in try bench.client(of: set) } ?? (try? bench.client())
        let profile = asked ?? (isAccess ? .accessToken : given.profile(jwt, client?.registration.id))
        let keys = try await ServerKeys.fetch(of: provider, for: jwt, call, bench)
        let context = VerificationContext(
            given: given, provider: provider, client: client?.registration, keys: keys,
            audience: call.option("audience"))
        let report = VerificationReport(
            checks: TokenVerification(jwt, try context.expectation(bench)).checks(profile),
            name: given.part == nil ? "the \(profile.title)" : given.name, profile: profile, offset: keys.offset,
            note: keys.note)
        switch report.verdict {
        case .passed: return report.answer
        case .failed(let failed):
            await bench.show(report.answer, of: call)
            throw Diagnostic(
                .execution, profile == .idToken ? "id-token-\(failed.name)" : "token-\(failed.name)",
                "\(report.name) does not pass its checks",
                found: "\(failed.name): \(failed.detail) (\(failed.section))", advice: [Diagnostic.whyAdvice])
        case .undecided(let open):
            await bench.show(report.answer, of: call)
            throw undecided(report.name, open)
        }
    }

    private static func profile(of call: CommandContext) throws(Diagnostic) -> TokenProfile? {
        guard let option = call.options.last(where: { $0.name == "profile" }), let name = option.value else {
            return nil
        }
        if let profile = TokenProfile(rawValue: name) { return profile }
        throw Diagnostic(
            .usage, "option-value", "there is no profile \(name)", source: call.source, range: option.range,
            found: name,
            expected: "one of \(TokenProfile.allCases.map(\.rawValue).joined(separator: ", "))")
    }

    /// That a token is neither good nor bad, as far as can be told.
    private static func undecided(_ name: String, _ open: [TokenCheck]) -> Diagnostic {
        Diagnostic(
            .undecided, "unverified-\(cause(of: open))",
            "\(name) is not verified: what is essential could not be checked",
            found: open.map { "\($0.name) \($0.result.rawValue): \($0.detail)" }.joined(separator: "; "),
            expected: "every essential step checked",
            advice: open.compactMap { advice(for: $0.name) } + ["do not trust the token before that"])
    }

    /// The step that the others follow from: without a key there is no signature to check.
    private static func cause(of open: [TokenCheck]) -> String {
        let names = open.map(\.name)
        return ["key", "algorithm"].first(where: names.contains) ?? names.first ?? "signature"
    }

    private static func advice(for step: String) -> String? {
        switch step {
        case "key": "where the server publishes its keys: provider set jwks_uri=URL"
        case "issuer": "which issuer is the right one: provider set issuer=URL"
        case "audience": "which resource it is for: token verify --access --audience NAME"
        default: nil
        }
    }

    /// Of an encrypted token nothing can be checked.
    private static func unreadable(_ given: GivenToken, _ token: JWEParts, _ call: CommandContext) -> Diagnostic {
        Diagnostic(
            .undecided, "unverified-encryption",
            "\(given.name) is not verified: it is encrypted, so nothing in it can be checked",
            found: "a JWE, \(token.encryptionPhrase); only the holder of \(token.keyPhrase) can open it",
            expected: "a signed JWT", advice: ["`token inspect` shows its header, and who can open it"])
    }
}

extension GivenToken {
    /// What a token is verified as: a token of a set by its place there, else by what it says of itself.
    fileprivate func profile(_ jwt: JWTParts, _ clientID: String?) -> TokenProfile {
        switch part {
        case .id: .idToken
        case .access, .refresh: .accessToken
        case nil: TokenProfile(of: jwt, clientID: clientID)
        }
    }
}

/// What a token is held against, gathered from the session.
private struct VerificationContext {
    let given: GivenToken
    let provider: Provider
    let client: ClientRegistration?
    let keys: ServerKeys
    let audience: String?

    func expectation(_ bench: isolated Workbench) throws(Diagnostic) -> TokenExpectation {
        let set = given.set
        let authorization = try set?.authorization.flatMap { id throws(Diagnostic) in
            try bench.store().authorization(id)
        }
        let sent = authorization.map { RecordedAuthorization($0).sent }
        var offset = keys.offset
        if offset == nil, let number = set?.exchange, let entry = try bench.store().exchange(number) {
            offset = ServerKeys.offset(entry)
        }
        var expected = TokenExpectation(
            issuer: provider.server.issuer, clientID: client?.id ?? "", clientSecret: client?.secret,
            nonce: authorization?.nonce, accessToken: set?.tokens.accessToken, keys: keys.set,
            now: (bench.environment.clock() + (offset ?? 0)) / 1000)
        expected.keysProblem = keys.problem
        // A code that came from elsewhere has a request that nobody here knows.
        expected.isNonceKnown = authorization != nil || (set != nil && set?.grantType != "authorization_code")
        expected.isRefresh = set?.isRefreshed == true
        expected.algorithms = provider.server.json["id_token_signing_alg_values_supported"]?.elements?.compactMap(
            \.string)
        expected.audience = audience
        expected.likelyAudiences =
            [provider.baseURL, provider.server.issuer, client?.id].compactMap(\.self)
            + ["resource", "audience"].flatMap { sent?.all($0) ?? [] }
        expected.maxAge = sent?.first("max_age").flatMap { Int64($0) }
        return expected
    }
}

/// The keys of a server as they were fetched just now.
struct ServerKeys: Sendable {
    var set: JSONWebKeySet?
    /// Why there is no set.
    var problem: String?
    /// The server's clock against ours in milliseconds; nil where it did not tell.
    var offset: Int64?
    /// What is to be said of how they came.
    var note: String?

    /// Fetched once more where the first answer, which a cache may have given, lacks the one that is needed
    /// (OpenID Connect Core §10.1.1).
    ///
    /// - Throws: what ends the command: Ctrl-C, a dry run. That no keys came is told in ``problem``.
    static func fetch(
        of provider: Provider, for jwt: JWTParts, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> ServerKeys {
        guard let url = provider.server.jwksURI else {
            return ServerKeys(problem: "the provider's metadata has no jwks_uri")
        }
        var keys = ServerKeys()
        do throws(Diagnostic) {
            try await keys.load(url, provider, isAgain: false, call, bench)
            guard keys.set?.mayHaveSigned(jwt) == false, jwt.isSignedByKey else { return keys }
            try await keys.load(url, provider, isAgain: true, call, bench)
            let isThere = keys.set?.mayHaveSigned(jwt) == true
            keys.note =
                "the keys were fetched again, since the first answer had none that fits: "
                + (isThere ? "now there is one" : "nor has the second")
        } catch {
            guard case .live = call.scope.manner, error.kind == .execution else { throw error }
            if keys.set == nil { keys.problem = "\(url) gave none: \(error.found ?? error.message)" }
        }
        return keys
    }

    private mutating func load(
        _ url: String, _ provider: Provider, isAgain: Bool, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) {
        var headers: HTTPHeaders = [HTTPHeader("Accept", "application/json")]
        if isAgain { headers.add("Cache-Control", "no-cache") }
        let entry = try await bench.send(
            HTTPRequest("GET", url, headers: headers), for: call, options: try bench.sendingOptions(of: call),
            policy: .never, purpose: .metadata, context: ExchangeContext(provider: provider.name))
        let response = try bench.response(of: entry)
        offset = ServerKeys.offset(entry)
        set = try bench.protocolStep(exchange: entry.number) { () throws(OAuthError) in
            try JSONWebKeySet.process(response)
        }
    }

    /// Within two seconds the whole seconds of a date tell no difference; nil without a date.
    static func offset(_ entry: SessionExchange) -> Int64? {
        let exchange = entry.exchange
        guard let date = exchange.response?.headers["Date"].flatMap(HTTPDate.parse) else { return nil }
        let offset = date - (exchange.startedAt + exchange.timing.total / 1000)
        return offset.magnitude < 2000 ? 0 : offset
    }
}

extension JWTParts {
    /// Whether a key pair is said to have signed it, and not a secret or nothing.
    fileprivate var isSignedByKey: Bool {
        guard let algorithm else { return false }
        return algorithm.lowercased() != "none" && SignatureAlgorithm.named(algorithm)?.isSymmetric != true
    }
}

/// Checks as an answer.
struct VerificationReport {
    let checks: [TokenCheck]
    let name: String
    let profile: TokenProfile
    /// Milliseconds; nil where it was not measured.
    let offset: Int64?
    /// What is to be said of how the keys came.
    let note: String?

    var verdict: TokenVerdict { TokenVerdict(checks) }

    var answer: Answer { .report(ReportAnswer(lines: lines, json: json)) }

    private var headline: ReportAnswer.Line {
        switch verdict {
        case .passed: .init(.good, "\(name) passes its checks")
        case .failed: .init(.bad, "\(name) does not pass its checks")
        case .undecided(let open):
            .init(.bad, "\(name) is not verified: \(open.map(\.name).joined(separator: ", ")) could not be checked")
        }
    }

    private var lines: [ReportAnswer.Line] {
        let skew =
            offset.map { [ReportAnswer.Line(.aside, "the server's clock is \(words($0))", label: "clock")] } ?? []
        let keys = note.map { [ReportAnswer.Line(.aside, $0, label: "keys")] } ?? []
        return [headline]
            + checks.map { check in
                ReportAnswer.Line(
                    check.result == .failed ? .mark : .fact,
                    "\(check.result.rawValue): \(check.detail) (\(check.section))",
                    label: check.name)
            } + keys + skew
    }

    private func words(_ offset: Int64) -> String {
        offset == 0 ? "ours" : "\(offset.magnitude / 1000) s \(offset > 0 ? "ahead of" : "behind") ours"
    }

    /// `passed` is null where the token was neither verified nor refuted.
    private var passed: JSON {
        switch verdict {
        case .passed: true
        case .failed: false
        case .undecided: .null
        }
    }

    private var json: JSON {
        let open: [TokenCheck] = if case .undecided(let open) = verdict { open } else { [] }
        return [
            "passed": passed, "profile": JSON(profile.rawValue), "not_checked": JSON(open.map { JSON($0.name) }),
            "clock_offset_ms": offset.map { JSON($0) } ?? .null, "keys_note": note.map { JSON($0) } ?? .null,
            "checks": JSON(
                checks.map {
                    [
                        "name": JSON($0.name), "result": JSON($0.result.rawValue), "detail": JSON($0.detail),
                        "section": JSON($0.section), "essential": JSON($0.isEssential),
                    ]
                }),
        ]
    }
}
