internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let clientIDMissing = Rule(
        "client-id-missing", symptom: "the token endpoint fails at a request without client_id in its body",
        proof: "HTTP Basic alone, and a 500 that says nothing", references: ["RFC 6749 §3.2.1"]
    ) { subject in
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
}
