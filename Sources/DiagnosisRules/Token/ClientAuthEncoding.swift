internal import Diagnosis
internal import Encodings
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let clientAuthEncoding = Rule(
        "client-auth-encoding", symptom: "the server does not take the client's credentials in HTTP Basic",
        proof:
            "an id or secret with characters that form encoding changes, and the same secret taken in another spelling",
        references: ["RFC 6749 §2.3.1", "RFC 6749 App. B"]
    ) { subject in
        guard subject.mayBlame(.client), let exchange = subject.exchange, let sent = subject.sentClient,
            let raw = sent.rawBasic, !sent.isTwice
        else { return nil }
        guard let client = sent.id.flatMap({ subject.versions(of: $0).last }) ?? subject.client,
            let held = client.registration.secret
        else { return nil }
        let id = client.registration.id
        let encoded = "\(FormCoding.encode(id)):\(FormCoding.encode(held))"
        let plain = "\(id):\(held)"
        guard encoded != plain else {
            return .ruledOut("neither id nor secret has a character that form encoding changes")
        }
        guard raw == encoded || raw == plain else {
            return .ruledOut("another id or secret was sent than the client's")
        }
        return finding(exchange, id, held, isEncoded: raw == encoded, subject)
    }

    private static func finding(
        _ exchange: RecordedExchange, _ id: String, _ held: String, isEncoded: Bool, _ subject: Case
    ) -> Finding {
        let other = subject.evidence.exchanges.first { other in
            guard subject.tookClient(other), let raw = other.sentClient.rawBasic else { return false }
            return raw == (isEncoded ? "\(id):\(held)" : "\(FormCoding.encode(id)):\(FormCoding.encode(held))")
        }
        let post = subject.evidence.exchanges.first {
            $0.sentClient.method == "client_secret_post" && $0.sentClient.secret == held && subject.tookClient($0)
        }
        var lines = [
            EvidenceLine(
                exchange.number,
                "sends id and secret \(isEncoded ? "form-encoded, as the standard says" : "not encoded") in HTTP Basic; the "
                    + "answer is \(subject.answerPhrase)"),
            EvidenceLine(
                nil, "the \(FormCoding.encode(held) == held ? "id" : "secret") has characters that the encoding changes"
            ),
        ]
        if let other {
            lines.append(EvidenceLine(other.number, "was taken with the other spelling of the same secret"))
        }
        if let post { lines.append(EvidenceLine(post.number, "was taken with the same secret in the body")) }
        let steps = isEncoded ? subject.again.map { $0.authenticating(by: "client_secret_post") } : subject.again
        return .found(
            other != nil ? .proved : .likely,
            isEncoded
                ? "The server does not decode id and secret in HTTP Basic, and this one has characters that are sent encoded."
                : "Id and secret were put into HTTP Basic without form encoding, and one has characters that need it.",
            lines,
            fix: Fix(
                isEncoded
                    ? "Send the secret in the body, where there is one spelling only; the server does not follow RFC 6749 §2.3.1."
                    : "Encode both before they are joined.", steps),
            alternatives: other != nil
                ? []
                : [Alternative("client-auth-method", "the server takes no HTTP Basic at all", probe: .prove)])
    }
}
