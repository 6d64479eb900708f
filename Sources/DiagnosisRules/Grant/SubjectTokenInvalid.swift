internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows

extension Rule {
    static let subjectTokenInvalid = Rule(
        "subject-token-invalid", symptom: "the token endpoint does not exchange the token that was sent",
        proof:
            "the token that was sent against those of the session: whether it is one of another kind, has expired or was "
            + "revoked, and whom its may_act names",
        references: ["RFC 8693 §2.1", "RFC 8693 §2.2.2"]
    ) { subject in
        guard subject.endpoint == .token, subject.grantType == GrantFlow.tokenExchange.type,
            let exchange = subject.exchange, subject.refusal != nil,
            subject.mayBlame(.request) || subject.mayBlame(.grant),
            !["invalid_target", "invalid_scope", "unauthorized_client"].contains(subject.serverError?.error ?? "")
        else { return nil }
        let presented = ["subject_token", "actor_token"].compactMap { PresentedToken($0, in: exchange, subject) }
        guard let first = presented.first else { return nil }
        let answers = EvidenceLine(exchange.number, "answers \(subject.answerPhrase)")
        for token in presented {
            if let (sentence, line, fix) = token.fault {
                return .found(.proved, sentence, [line, answers], fix: Fix(fix))
            }
        }
        if let (sentence, line) = first.actorFault {
            return .found(
                .likely, sentence, [line, answers],
                fix: Fix("Send the actor_token of the party that may_act names, or exchange as that client."))
        }
        if first.set == nil, subject.topics.contains(where: { $0.name == "subject-token" }) {
            return .found(
                .likely, "The server does not take the subject token, which no response in this session brought.",
                [EvidenceLine(exchange.number, "sends a subject_token from elsewhere"), answers],
                fix: Fix(
                    "Compare its type with subject_token_type, its issuer with the servers that are trusted, and its "
                        + "expiry with now."))
        }
        return .ruledOut("the tokens of the exchange are of the types that were said, and live as far as is known")
    }
}

/// A token that an exchange sends, and the set of the session that holds it.
private struct PresentedToken {
    /// The parameter.
    let name: String
    let text: String
    let exchange: RecordedExchange
    let subject: Case
    /// Nil for a token that the session does not know.
    let set: RecordedToken?
    /// What the request says that it is, by its short name.
    let said: String?

    init?(_ name: String, in exchange: RecordedExchange, _ subject: Case) {
        guard let text = exchange.sentParameter(name), !text.isEmpty else { return nil }
        self.name = name
        self.text = text
        self.exchange = exchange
        self.subject = subject
        set = subject.evidence.tokens.last {
            [$0.tokens.accessToken, $0.tokens.refreshToken, $0.tokens.idToken].contains(text)
        }
        said = exchange.sentParameter("\(name)_type").flatMap(TokenTypeURI.short)
    }

    /// What it is in the set that holds it.
    private var part: String? {
        guard let set else { return nil }
        return text == set.tokens.accessToken
            ? "access_token" : text == set.tokens.refreshToken ? "refresh_token" : "id_token"
    }

    /// What is certainly wrong with it: what is said, what shows it, and what to do.
    var fault: (String, EvidenceLine, String)? {
        guard let set, let part else { return nil }
        if let said, said != part, said != "jwt", set.tokens.issuedTokenType == nil {
            return (
                "The \(name) is of another type than its \(name)_type says.",
                EvidenceLine(
                    exchange.number, "sends the \(part) of token \(set.id)",
                    difference: Difference("it is", part, "said to be", said)),
                "Send \(name)_type=\(part), or a token of the type that was said."
            )
        }
        if let time = set.revokedAt, time <= exchange.endedAt {
            return (
                "The \(name) was revoked before it was to be exchanged.",
                EvidenceLine(exchange.number, "sends the \(part) of token \(set.id), which this session revoked"),
                "Exchange a token that lives."
            )
        }
        if part == "access_token", let end = set.tokens.expiresAt, exchange.serverClock > end + 1000 {
            return (
                "The \(name) had expired before it was to be exchanged.",
                EvidenceLine(
                    exchange.number,
                    "sends the access token of token \(set.id), which ended \((exchange.serverClock - end) / 1000) s before"
                ),
                "Refresh the token, or get a new one, and exchange that."
            )
        }
        return nil
    }

    /// That the token lets another party act than the one that does.
    var actorFault: (String, EvidenceLine)? {
        guard let jwt = try? JWTParts(reading: text), let allowed = jwt.claims["may_act"]?["sub"]?.string else {
            return nil
        }
        let actor = exchange.sentParameter("actor_token").flatMap { try? JWTParts(reading: $0) }
        let acting = actor?.claims["sub"]?.string ?? exchange.sentClient.id
        guard let acting, let difference = Difference("may_act names", allowed, "acting is", acting) else { return nil }
        return (
            "The may_act of the subject token names another actor than the one that acts.",
            EvidenceLine(exchange.number, "sends a subject_token with may_act", difference: difference)
        )
    }
}
