internal import Diagnosis
internal import OAuthCore

extension Rule {
    static let secretReplaced = Rule(
        "secret-replaced", symptom: "the server does not take the client's credentials",
        proof: "a reset or a newer secret of this client, recorded after the secret that was sent",
        references: ["RFC 6749 §5.2"]
    ) { subject in
        guard subject.mayBlame(.client), let exchange = subject.exchange, let sent = subject.sentClient,
            let id = sent.id, let secret = sent.secret
        else { return nil }
        let versions = subject.versions(of: id)
        guard let current = versions.last, let held = current.registration.secret else { return nil }
        guard held != secret else { return elsewhere(exchange, sent, subject) }
        guard let old = versions.last(where: { $0.registration.secret == secret }) else {
            return .ruledOut("the secret that was sent never was this client's")
        }
        let change = versions.first {
            $0.since >= old.since && $0.registration.secret != secret && $0.registration.secret != nil
        }
        return .found(
            current.origin == .server ? .proved : .likely,
            "The client's secret was replaced, and the old one was sent.",
            [
                EvidenceLine(change?.exchange, "brought the secret \(subject.shown(held))"),
                EvidenceLine(
                    exchange.number,
                    "sends the secret before it, \(subject.shown(secret)); the answer is \(subject.answerPhrase)"),
            ],
            fix: Fix("Send the secret that is good now, and give it to all who use this client.", subject.again))
    }

    /// The newest secret that this session knows of is not taken any more, or by no method.
    private static func elsewhere(_ exchange: RecordedExchange, _ sent: SentClient, _ subject: Case) -> Finding {
        let uses = subject.evidence.exchanges.filter {
            $0.sentClient.id == sent.id && $0.sentClient.secret == sent.secret
        }
        let sends = EvidenceLine(
            exchange.number, "sends the same secret by \(sent.method); the answer is \(subject.answerPhrase)")
        let fix = Fix(
            "Reset the secret, or store the one that is good now, and give it to all who use this client.",
            subject.evidence.provider.clientsURL == nil ? [] : [.resetSecret] + subject.again)
        if let before = uses.last(where: {
            subject.tookClient($0) && $0.sentClient.method == sent.method && $0.number < exchange.number
        }) {
            guard subject.blame(.client) == .stated else {
                return .ruledOut(
                    "the same secret was taken before, in exchange \(before.number), and nothing says that it is not any more"
                )
            }
            return .found(
                .likely,
                "The secret was taken before and is not any more: it was replaced elsewhere, or the client is gone.",
                [EvidenceLine(before.number, "was taken with the secret \(subject.shown(sent.secret ?? ""))"), sends],
                fix: fix,
                alternatives: [Alternative("client-unknown", "the client was deleted", probe: .listClients)])
        }
        return .ruledOut("the secret that was sent is the newest that this session knows of")
    }
}
