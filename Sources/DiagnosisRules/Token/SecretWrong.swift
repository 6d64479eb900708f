internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let secretWrong = Rule(
        "secret-wrong", symptom: "the server does not take the client's credentials",
        proof: "a secret was sent that this client never had", references: ["RFC 6749 §5.2"]
    ) { subject in
        guard subject.mayBlame(.client), let exchange = subject.exchange, let sent = subject.sentClient,
            let id = sent.id, let secret = sent.secret
        else { return nil }
        let versions = subject.versions(of: id)
        guard let current = versions.last else { return unregistered(exchange, id, subject) }
        guard !MaskedText.isStandIn(secret) else { return .ruledOut("the capture hides which secret was sent") }
        guard !versions.contains(where: { isSpelled($0.registration, sent) }) else {
            return .ruledOut("the client's own secret was sent, without form encoding in HTTP Basic")
        }
        guard !versions.contains(where: { $0.registration.secret == secret }) else {
            return everywhere(exchange, sent, subject)
        }
        guard let held = current.registration.secret else { return unneeded(exchange, current, subject) }
        let worked = subject.evidence.exchanges.first { other in
            other.sentClient.secret == held && other.sentClient.id == id && subject.tookClient(other)
        }
        var lines = [
            EvidenceLine(
                exchange.number,
                "sends the secret \(subject.shown(secret)) for \(id); the answer is \(subject.answerPhrase)"),
            EvidenceLine(current.exchange, "the secret of this client is \(subject.shown(held))"),
        ]
        if let worked { lines.append(EvidenceLine(worked.number, "was taken with that one")) }
        return .found(
            (worked != nil || current.origin == .server) && !subject.blame(.request).isStated ? .proved : .likely,
            "The secret that was sent is not this client's and never was.", lines,
            fix: Fix("Send the client's own secret.", subject.again))
    }

    /// Whether HTTP Basic carries this client's id and secret as they are, which decoded read as others.
    private static func isSpelled(_ client: ClientRegistration, _ sent: SentClient) -> Bool {
        guard let secret = client.secret, secret != sent.secret else { return false }
        return sent.rawBasic == "\(client.id):\(secret)"
    }

    /// Nothing is known of the client but that the server gave it a code: then the name is right, and the rest is not.
    private static func unregistered(_ exchange: RecordedExchange, _ id: String, _ subject: Case) -> Finding? {
        let authorization = subject.evidence.authorizations.last { $0.clientID == id && $0.code != nil }
        guard subject.blame(.client).isStated, let authorization else { return nil }
        let taken = subject.evidence.exchanges.contains {
            $0.sentClient == exchange.sentClient && subject.tookClient($0)
        }
        guard !taken else { return .ruledOut("the same credentials were taken in another exchange") }
        return .found(
            .likely, "The server knows the client and does not take the secret that was sent.",
            [
                EvidenceLine(nil, "authorization \(authorization.id) brought a code to the client \(id)"),
                EvidenceLine(exchange.number, "sends a secret for it; the answer is \(subject.answerPhrase)"),
            ], fix: Fix("Send the secret that the provider shows for this client, or reset it.", []),
            alternatives: [Alternative("client-auth-method", "the secret is right, and is to be sent another way")])
    }

    /// The only secret that this session knows is refused however it is sent, and never was taken.
    private static func everywhere(_ exchange: RecordedExchange, _ sent: SentClient, _ subject: Case) -> Finding {
        let uses = subject.evidence.exchanges.filter {
            $0.sentClient.id == sent.id && $0.sentClient.secret == sent.secret
        }
        let other = uses.last { subject.refusedClient($0) && $0.sentClient.method != sent.method }
        guard !uses.contains(where: subject.tookClient) else {
            return .ruledOut("the secret that was sent is or was this client's")
        }
        guard let other else { return neverTaken(exchange, sent, subject) }
        return .found(
            subject.blame(.client).isStated ? .likely : .possible,
            "The secret is refused however it is sent: it never was this client's, or was replaced elsewhere.",
            [
                EvidenceLine(
                    exchange.number,
                    "sends the secret \(subject.shown(sent.secret ?? "")) by \(sent.method); the answer is \(subject.answerPhrase)"
                ),
                EvidenceLine(other.number, "sends it by \(other.sentClient.method), and is refused too"),
            ],
            fix: Fix(
                "Store the secret that the provider shows for this client, or reset it; `client add ID --secret` asks for it.",
                subject.evidence.provider.clientsURL == nil ? [] : [.resetSecret] + subject.again))
    }

    /// What the user typed is not what the server has registered.
    private static func neverTaken(_ exchange: RecordedExchange, _ sent: SentClient, _ subject: Case) -> Finding {
        guard let held = sent.id.flatMap({ subject.versions(of: $0).last }), held.origin == .user,
            subject.server.tokenEndpointAuthMethodsSupported?.contains(sent.method) == true,
            [401, 403].contains(subject.status ?? 0) || subject.blame(.client).isStated,
            !subject.blame(.request).isStated,
            !subject.blame(.grantType).isStated || subject.redemption?.authorization != nil
        else { return .ruledOut("the secret that was sent is or was this client's") }
        return .found(
            .possible,
            "The secret was given to this session by hand, and the server has never taken it: it may not be the client's.",
            [
                EvidenceLine(
                    exchange.number,
                    "sends the secret \(subject.shown(sent.secret ?? "")) by \(sent.method), which the metadata lists; the answer is \(subject.answerPhrase)"
                )
            ],
            fix: Fix(
                "Compare the secret with the one that the provider shows; `client add ID --secret` asks for it.", []),
            alternatives: [
                Alternative("client-auth-method", "the secret is right, and is to be sent another way", probe: .prove)
            ])
    }

    private static func unneeded(_ exchange: RecordedExchange, _ client: RecordedClient, _ subject: Case) -> Finding {
        .found(
            client.origin == .server ? .proved : .likely, "A secret was sent for a public client, which has none.",
            [
                EvidenceLine(
                    exchange.number,
                    "sends a secret for \(client.registration.id); the answer is \(subject.answerPhrase)")
            ],
            fix: Fix("Send the client_id alone.", subject.again.map { $0.authenticating(by: "none") }))
    }
}
