extension Rule {
    static let clientAuthTwice = Rule(
        "client-auth-twice", symptom: "the server refuses a request that authenticates its client",
        proof: "HTTP Basic and client_secret in the same request", references: ["RFC 6749 §2.3"]
    ) { subject in
        guard let exchange = subject.exchange, let status = subject.status, (400..<500).contains(status),
            let sent = subject.sentClient, sent.rawBasic != nil
        else { return nil }
        guard sent.isTwice else { return .ruledOut("the client authenticates in one way only") }
        guard !subject.blame(.grant).isStated, !subject.blame(.scope).isStated else {
            return .ruledOut("the server speaks of what comes after the client's authentication")
        }
        return .found(
            subject.blame(.client).isStated ? .likely : .proved,
            "The client authenticates in two ways at once, and a request may have one.",
            [
                EvidenceLine(
                    exchange.number,
                    "has an Authorization header with HTTP Basic and a client_secret in its body; the answer is \(subject.answerPhrase)"
                )
            ],
            mend: Mend("Leave one of them out.", subject.again))
    }
}

extension Blame.Degree {
    var isStated: Bool { self == .stated }
}
