internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let wrongCredential = Rule(
        "wrong-credential", symptom: "a resource does not take the credential",
        proof:
            "what was sent is, by its value, another artefact that this session knows: an ID token, a refresh token, a key",
        references: ["RFC 6750 §2.1", "RFC 9068 §4"]
    ) { subject in
        if let finding = asRefreshToken(subject) { return finding }
        guard let exchange = subject.exchange, [400, 401, 403].contains(subject.status ?? 0) || subject.isUnauthorized,
            let credential = exchange.credential, !credential.value.isEmpty
        else { return nil }
        if subject.endpoint == .management, subject.status != 400 { return management(exchange, credential, subject) }
        guard subject.isResourceCall, credential.scheme.lowercased() == "bearer" else { return nil }
        guard !MaskedText.isAnonymous(credential.value) else { return .ruledOut("the capture hides what was sent") }
        guard subject.status != 400 || subject.serverError?.error != "invalid_request" else { return nil }
        guard subject.sentToken == nil else { return .ruledOut("an access token of this session was sent") }
        guard !subject.takesIDTokens else { return .ruledOut("this API takes ID tokens") }
        if let kind = subject.kind(of: credential.value) {
            return found(
                kind == "An API key" || subject.status == 400 || kind.hasPrefix("The ID token") ? .likely : .proved,
                "\(kind) was sent where an access token belongs.", exchange,
                "sends \(kind.lowercasedFirst), \(subject.shown(credential.value))", subject)
        }
        if let (confidence, words) = subject.look(of: credential.value) {
            return found(
                confidence, "\(words) was sent where an access token belongs.", exchange,
                "sends \(words.lowercasedFirst)", subject)
        }
        return found(
            subject.hasUnreadTokens ? .possible : .likely,
            "What was sent is no access token that this session was given.", exchange,
            "sends \(subject.shown(credential.value)), which no token response brought", subject,
            alternatives: [Alternative("token-expired", "it is a token from elsewhere, and expired or revoked")])
    }

    /// Another artefact that this session knows, sent as a refresh token.
    private static func asRefreshToken(_ subject: Case) -> Finding? {
        guard let refresh = subject.refusedRefresh, let exchange = subject.exchange,
            !subject.evidence.tokens.contains(where: { $0.tokens.refreshToken == refresh })
        else { return nil }
        let access = subject.evidence.tokens.last { $0.tokens.accessToken == refresh }
        guard let kind = access.map({ "The access token of token \($0.id)" }) ?? subject.kind(of: refresh) else {
            return nil
        }
        return .found(
            subject.blame(.grant).isStated ? .proved : .likely, "\(kind) was sent where a refresh token belongs.",
            [
                EvidenceLine(
                    exchange.number,
                    "sends \(kind.lowercasedFirst), \(subject.shown(refresh)), as refresh_token; the answer is \(subject.answerPhrase)"
                )
            ], fix: Fix("Send the refresh token.", [.refresh]))
    }

    private static func found(
        _ confidence: Verdict.Confidence, _ sentence: String, _ exchange: RecordedExchange, _ fact: String,
        _ subject: Case, alternatives: [Alternative] = []
    ) -> Finding {
        .found(
            confidence, sentence, [EvidenceLine(exchange.number, "\(fact); the answer is \(subject.answerPhrase)")],
            fix: Fix("Send the access token.", subject.again), alternatives: alternatives)
    }

    /// The API for managing clients takes the account's key.
    private static func management(_ exchange: RecordedExchange, _ credential: SentCredential, _ subject: Case)
        -> Finding?
    {
        guard subject.evidence.tokens.contains(where: { $0.tokens.accessToken == credential.value }) else {
            return .found(
                .likely, "The server does not know the key that was sent, or it may not manage this client.",
                [
                    EvidenceLine(
                        exchange.number,
                        "sends \(subject.shown(credential.value)) to the API for managing clients; the answer is \(subject.answerPhrase)"
                    )
                ],
                fix: Fix("Use the key of the account that owns the client.", [.listClients]))
        }
        return .found(
            .proved, "An OAuth access token was sent where the account's key or session token belongs.",
            [
                EvidenceLine(
                    exchange.number,
                    "sends an access token of this session to the API for managing clients; the answer is \(subject.answerPhrase)"
                )
            ],
            fix: Fix("Manage clients with the account's key.", [.listClients]))
    }
}

extension Case {
    /// What a value is that this session knows and that is no access token.
    fileprivate func kind(of value: String) -> String? {
        for token in evidence.tokens {
            if token.tokens.idToken == value { return "The ID token of token \(token.id)" }
            if token.tokens.refreshToken == value { return "The refresh token of token \(token.id)" }
        }
        if evidence.clients.contains(where: { $0.registration.secret == value }) { return "A client secret" }
        if evidence.authorizations.contains(where: { $0.code == value }) { return "An authorization code" }
        switch evidence.secretKinds[value] {
        case "api_key": return "An API key"
        case "client_secret": return "A client secret"
        case "refresh_token": return "A refresh token"
        case "id_token": return "An ID token"
        case "code": return "An authorization code"
        default: return nil
        }
    }

    /// What a value looks like.
    fileprivate func look(of value: String) -> (Verdict.Confidence, String)? {
        if let jwt = try? JWTParts(reading: value) {
            let audience = jwt.claims["aud"]?.string ?? ""
            let isOfClient = evidence.clients.contains { $0.registration.id == audience }
            if isOfClient, jwt.claims["nonce"] != nil || jwt.claims["at_hash"] != nil {
                return (.proved, "An ID token")
            }
            return isOfClient ? (.likely, "An ID token") : nil
        }
        let prefixes = [
            ("sk-", "An API key"), ("sess", "A session token"), ("secret_", "A client secret"),
            ("rt_", "A refresh token"),
        ]
        return prefixes.first { value.hasPrefix($0.0) }.map { (.likely, $0.1) }
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
