internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let credentialMissing = Rule(
        "credential-missing", symptom: "a resource asks for a credential",
        proof: "the request as it was sent, without a bearer token in its header, and the redirects before it",
        references: ["RFC 6750 §3.1", "RFC 6750 §2.1"]
    ) { subject in
        guard let exchange = subject.exchange, subject.status == 401 || subject.status == 403 else { return nil }
        let isManaged = subject.endpoint == .management && exchange.credential == nil
        let isBearer = exchange.credential?.scheme.lowercased() == "bearer"
        guard subject.isUnauthorized || (subject.isForbidden && !isBearer) || isManaged else {
            return nil
        }
        if let credential = exchange.credential, !credential.value.isEmpty, !credential.scheme.isEmpty {
            guard !subject.isCredentialHidden else { return .ruledOut("the capture hides what was sent") }
            guard credential.scheme.lowercased() != "bearer" else { return arrived(exchange, subject) }
            return .found(
                asksForBearer(subject) ? .proved : .likely,
                "The credential was sent as \(PrintableText.safe(credential.scheme, limit: 40)), and the resource takes Bearer.",
                [
                    EvidenceLine(
                        exchange.number,
                        "has an Authorization header of the scheme \(PrintableText.safe(credential.scheme, limit: 40))")
                ],
                fix: Fix("Send the access token as a bearer token.", subject.again))
        }
        if let before = exchange.redirectOf.flatMap(subject.number), before.request.headers["Authorization"] != nil {
            return .found(
                .proved, "The token was left behind at a redirect to another origin.",
                [
                    EvidenceLine(before.number, "had a token, and redirects to \(exchange.request.url.urlAddress)"),
                    EvidenceLine(exchange.number, "went there without it"),
                ], fix: Fix("Call the final address yourself, if it is to be trusted with the token.", subject.again))
        }
        if subject.isCredentialHidden { return hidden(exchange, subject) }
        if let name = exchange.ownCredentialHeader {
            return .ruledOut("a credential was sent, in the header \(PrintableText.safe(name, limit: 60))")
        }
        let inQuery = FormParameters.parse(exchange.request.url.urlQuery).first("access_token") != nil
        return .found(
            subject.status == 401 && !hasOther(exchange) && !subject.evidence.tokens.isEmpty
                && (!inQuery || isBare(subject)) ? .proved : .likely,
            inQuery
                ? "The token stands in the URL, where this server does not take it and every log keeps it."
                : "No credential was sent.",
            [
                EvidenceLine(
                    exchange.number,
                    (inQuery ? "has access_token in its URL and no" : "has no")
                        + " Authorization header; the answer is \(subject.answerPhrase)")
            ],
            fix: isManaged
                ? Fix("Send the account's key in the Authorization header.", [.listClients])
                : subject.evidence.tokens.isEmpty
                    ? Fix("Get an access token, and send it in the Authorization header.", withNewToken(subject))
                    : Fix("Send the access token in the Authorization header.", subject.again))
    }

    /// The subject once more with a token that the session has to get first; nothing where it can send nothing.
    private static func withNewToken(_ subject: Case) -> [FixStep] {
        let again = subject.again
        return again.isEmpty ? [] : subject.newTokens(like: subject.evidence.authorizations.last) + again
    }

    /// The capture has no credential of anyone. A server that speaks of a token has most often got one.
    private static func hidden(_ exchange: RecordedExchange, _ subject: Case) -> Finding {
        .found(
            .possible, "The capture shows no credential: none was sent, or the capture was written without them.",
            [
                EvidenceLine(
                    exchange.number,
                    "has no Authorization header, and nothing around it has a cookie; the answer is \(subject.answerPhrase)"
                )
            ],
            fix: Fix("Export the archive again with sensitive data, and see whether a token is sent.", []),
            alternatives: [Alternative("token-expired", "a token was sent, and it is expired, revoked or another one")])
    }

    /// Whether the challenge names the bearer scheme; other APIs take schemes of their own.
    private static func asksForBearer(_ subject: Case) -> Bool {
        let challenges = subject.response.map { AuthenticationChallenge.parse($0.headers) } ?? []
        return challenges.contains { $0.isScheme("Bearer") }
    }

    /// A challenge without an error means that no credential arrived (RFC 6750 §3.1).
    private static func isBare(_ subject: Case) -> Bool {
        let challenges = subject.response.map { AuthenticationChallenge.parse($0.headers) } ?? []
        return asksForBearer(subject) && challenges.allSatisfy { $0.error == nil }
    }

    /// Whether another header may have been meant as the credential.
    private static func hasOther(_ exchange: RecordedExchange) -> Bool {
        ["Cookie", "X-API-Key", "Api-Key", "X-Auth-Token", "Private-Token", "DPoP"].contains {
            exchange.request.headers[$0] != nil
        }
    }

    /// A token was sent, and the challenge reads as if none had come.
    private static func arrived(_ exchange: RecordedExchange, _ subject: Case) -> Finding {
        let challenge = subject.response.flatMap { AuthenticationChallenge.parse($0.headers).first }
        guard let challenge, challenge.error == nil, subject.serverError == nil, exchange.exchange.proxy != nil else {
            return .ruledOut("a bearer token was sent")
        }
        return .found(
            .possible,
            "A bearer token was sent, and the server asks for one as if none had come: something on the way took it out.",
            [
                EvidenceLine(
                    exchange.number, "has a bearer token; it went through the proxy \(exchange.exchange.proxy ?? "")")
            ],
            fix: Fix("Call the server without the proxy.", []))
    }
}
