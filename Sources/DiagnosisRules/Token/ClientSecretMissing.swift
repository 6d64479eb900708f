internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let clientSecretMissing = Rule(
        "client-secret-missing", symptom: "the server does not take a client that sends no secret",
        proof: "a request without any client authentication, of a client that this session has no secret of",
        references: ["RFC 6749 §2.3", "RFC 6749 §5.2"]
    ) { subject in
        guard subject.blame(.client).isStated, let exchange = subject.exchange, let sent = subject.sentClient,
            let id = sent.id, sent.secret == nil, sent.rawBasic == nil,
            exchange.sentParameter("client_assertion") == nil, subject.grantType != "client_credentials"
        else { return nil }
        let versions = subject.versions(of: id)
        guard versions.allSatisfy({ $0.registration.credentials.isEmpty }) else { return nil }
        guard !versions.contains(where: { $0.origin == .server }) else {
            return .ruledOut("the server registered this client without a secret")
        }
        let given = subject.evidence.authorizations.last { $0.clientID == id && $0.code != nil }
        return .found(
            given == nil ? .possible : .likely,
            "The request does not authenticate the client, and the server may know it as one with a secret or a key.",
            [
                EvidenceLine(
                    exchange.number,
                    "has client_id and neither a secret nor an assertion; the answer is \(subject.answerPhrase)")
            ]
                + (given.map { [EvidenceLine(nil, "the server gave this client a code, in authorization \($0.id)")] }
                    ?? []),
            fix: Fix("Store the secret with `client add ID --secret`, or have the client registered as a public one."),
            alternatives: [Alternative("client-unknown", "the server does not know this client_id")],
            assumptions: ["the client is not registered as a public one"])
    }
}
