internal import Diagnosis
internal import OAuthCore

extension Rule {
    static let clientAuthMethod = Rule(
        "client-auth-method", symptom: "the server does not take the client's credentials",
        proof: "the same secret was taken when it was sent another way, or the metadata does not list this way",
        references: ["RFC 6749 §2.3.1", "RFC 8414 §2"]
    ) { subject in
        guard subject.mayBlame(.client), let exchange = subject.exchange, let sent = subject.sentClient,
            !sent.isTwice, let id = sent.id ?? exchange.clientID, let client = subject.versions(of: id).last
        else { return nil }
        guard let held = client.registration.secret else { return nil }
        guard let secret = sent.secret else { return missing(exchange, client, subject) }
        guard held == secret else { return .ruledOut("another secret than the client's was sent, however it was sent") }
        let facts = MethodFacts(subject, sent)
        if let same = facts.takenSameWay {
            return .ruledOut("exchange \(same) was taken, with the same secret sent the same way")
        }
        return facts.finding(exchange, subject)
    }

    private static func missing(_ exchange: RecordedExchange, _ client: RecordedClient, _ subject: Case) -> Finding {
        .found(
            client.origin == .server && !subject.blame(.request).isStated ? .proved : .likely,
            "The client has a secret, and the request was sent without it.",
            [
                EvidenceLine(client.exchange, "the client \(client.registration.id) has a secret"),
                EvidenceLine(
                    exchange.number,
                    "carries neither HTTP Basic nor client_secret; the answer is \(subject.answerPhrase)"),
            ], fix: Fix("Send the secret, in the header or in the body.", subject.again))
    }
}

/// What was recorded of how a client's secret may be sent.
struct MethodFacts: Sendable {
    let method: String
    let supported: [String]?
    /// Exchanges that were taken with the same secret.
    let taken: [RecordedExchange]
    /// Exchanges with a secret that this client never had, sent by the other method.
    let controls: [RecordedExchange]
    /// Whether HTTP Basic was taken with id and secret spelled the other way, encoded or not.
    let isSpelling: Bool
    /// Whether the spelling may be what is wrong, for all that was recorded.
    let maySpelling: Bool

    init(_ subject: Case, _ sent: SentClient) {
        method = sent.method
        supported = subject.server.tokenEndpointAuthMethodsSupported
        let credentials = BasicCredentials(id: sent.id ?? "", secret: sent.secret ?? "")
        let plain = "\(credentials.id):\(credentials.secret)"
        let others = subject.evidence.exchanges.filter { $0.sentClient.rawBasic == plain && sent.rawBasic != plain }
        isSpelling = sent.rawBasic != nil && others.contains(where: subject.tookClient)
        maySpelling =
            sent.rawBasic != nil && credentials.headerValue != credentials.headerValueNotEncoded
            && !others.contains(where: subject.refusedClient)
        let secrets = subject.versions(of: sent.id ?? "").compactMap(\.registration.secret)
        controls = subject.evidence.exchanges.filter { other in
            guard let secret = other.sentClient.secret, other.sentClient.id == sent.id else { return false }
            return other.sentClient.method != sent.method && !secrets.contains(secret)
        }
        taken = subject.evidence.exchanges.filter { other in
            other.sentClient.secret == sent.secret && other.sentClient.id == sent.id && subject.tookClient(other)
        }
    }

    var takenSameWay: Int64? { taken.first { $0.sentClient.method == method }?.number }

    private var other: String { method == "client_secret_basic" ? "client_secret_post" : "client_secret_basic" }

    fileprivate func finding(_ exchange: RecordedExchange, _ subject: Case) -> Finding {
        if isSpelling { return .ruledOut("HTTP Basic is taken in another spelling of the same secret") }
        let sends = EvidenceLine(exchange.number, "authenticates by \(method); the answer is \(subject.answerPhrase)")
        let again = subject.again.map { $0.authenticating(by: other) }
        if let works = taken.first(where: { $0.sentClient.method == other }) {
            if let any = controls.first(where: subject.tookClient) {
                return .ruledOut("by \(other) the server takes any secret, as exchange \(any.number) shows")
            }
            let control = controls.first(where: subject.refusedClient)
            return .found(
                maySpelling ? .likely : .proved,
                "The server takes this client's secret by \(other), and not by \(method).",
                [sends, EvidenceLine(works.number, "was taken with the same secret by \(other)")]
                    + (control.map { [EvidenceLine($0.number, "was refused with another secret by \(other)")] } ?? []),
                fix: Fix("Send the secret by \(other).", again),
                alternatives: maySpelling
                    ? [
                        Alternative(
                            "client-auth-encoding", "the server does not decode HTTP Basic", probe: .prove)
                    ] : [],
                assumptions: control == nil ? ["the server does not take any secret by \(other)"] : [],
                controls: control.map { ["exchange \($0.number): another secret by \(other) is refused"] } ?? [])
        }
        if let supported, !supported.contains(method) {
            return .found(
                .likely, "The server's metadata does not list \(method), by which the client authenticated.",
                [sends, EvidenceLine(nil, "the metadata lists \(supported.joined(separator: ", "))")],
                fix: Fix("Send the secret by a listed method.", again))
        }
        if let supported, supported.contains(method) { return .ruledOut("the metadata lists \(method)") }
        return .found(
            .possible, "The server may want the secret sent another way than by \(method).", [sends],
            fix: Fix("Send the secret by \(other).", again),
            alternatives: [
                Alternative(
                    "secret-replaced", "the secret was replaced where this session did not see it", probe: .prove
                )
            ])
    }
}
