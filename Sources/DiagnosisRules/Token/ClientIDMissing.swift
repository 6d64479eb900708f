internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let clientIDMissing = Rule(
        "client-id-missing", symptom: "an endpoint refuses a request without client_id",
        proof:
            "an authorization request without it; at the token endpoint HTTP Basic alone, and a 500 that says nothing",
        references: ["RFC 6749 §3.2.1", "RFC 6749 §4.1.1"]
    ) { subject in
        if let stop = subject.authorizationStop { return atAuthorization(stop) }
        guard Topic.clientSide.contains(subject.endpoint ?? .resource), let exchange = subject.exchange,
            (500..<502).contains(subject.status ?? 0), subject.words.isEmpty, exchange.sentClient.rawBasic != nil
        else { return nil }
        guard exchange.sentParameter("client_id") == nil else { return .ruledOut("client_id stands in the body too") }
        return .found(
            .likely,
            "The server fails without a word, and the request has client_id in HTTP Basic alone: some servers fail so where it is not in the body too.",
            [
                EvidenceLine(
                    exchange.number,
                    "has HTTP Basic and no client_id in its body; the answer is \(subject.answerPhrase)")
            ],
            fix: Fix("Send client_id in the body as well: exchange client_id=…", []),
            alternatives: [Alternative("server-failed", "the server fails at every request")],
            assumptions: ["the server does not fail at every request"])
    }

    /// Every authorization request names its client, a pushed one too (RFC 9126 §4).
    private static func atAuthorization(_ stop: AuthorizationStop) -> Finding? {
        guard !stop.sent.isEmpty, stop.sent.first("client_id")?.isEmpty ?? true else { return nil }
        return .found(
            .likely, "The authorization request has no client_id, which every such request needs.",
            [EvidenceLine(stop.exchange, "asks without client_id, and nobody is sent back")],
            fix: Fix("Send client_id with the authorization request.", []))
    }
}
