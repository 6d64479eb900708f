internal import HTTPMessage
internal import OAuthCore

/// A redirect URI that was sent to the authorization endpoint, against those that are registered.
package struct RedirectURIFault: Sendable {
    /// Where two URIs differ.
    package enum Part: Sendable { case any, host, port }

    let sent: String?
    let registered: [String]
    /// The client as it was registered when the request was sent.
    package let client: RecordedClient
    let exchange: Int64?
    /// Whether the server is known to have refused, rather than not to have answered.
    let isRefused: Bool

    /// Compares the redirect URI of an authorization request that the server did not take up with those of its client;
    /// nil where the subject is not such a request, or its client is unknown.
    package init?(_ subject: Case) {
        guard let stop = subject.authorizationStop else { return nil }
        guard let client = subject.client(stop.clientID, at: stop.time) else { return nil }
        sent = stop.sent.first("redirect_uri").flatMap { $0.isEmpty ? nil : $0 }
        registered = client.registration.redirectURIs
        self.client = client
        exchange = stop.exchange
        isRefused = stop.isRefused
    }

    /// What a rule about one part of the URI finds: a difference of that part, or a reason that rules it out; nil where
    /// nothing can be told.
    ///
    /// - Parameter part: the part in which the nearest registered URI must differ.
    package func finding(_ part: Part, _ subject: Case) -> Finding? {
        guard let sent else {
            guard part == .any, registered.count > 1 else { return nil }
            return unsaid(subject)
        }
        guard !registered.contains(where: { $0.utf8.elementsEqual(sent.utf8) }) else {
            return .ruledOut("the redirect URI is registered, byte for byte")
        }
        guard let nearest, let difference = Difference("registered", nearest, "sent", sent) else {
            return part == .any ? nil : .ruledOut("no redirect URI is registered that it could be told from")
        }
        guard RedirectURIFault.part(nearest, sent) == part else {
            return .ruledOut("the redirect URI differs from the registered ones elsewhere")
        }
        return .found(
            confidence(part, nearest, subject), sentence(part, difference),
            [
                EvidenceLine(
                    client.exchange,
                    "the client \(client.registration.id) has \(registered.count.counted("redirect URI")) registered"
                ),
                EvidenceLine(exchange, "redirect_uri is not registered; this is the nearest", difference: difference),
            ], fix: fix(part, nearest, subject), controls: controls(subject))
    }

    /// Requests of the same client with a redirect URI that is not registered and is not the one that was sent.
    private func others(_ subject: Case) -> [RecordedExchange] {
        subject.evidence.exchanges.filter { other in
            guard other.endpoint(at: subject.evidence.provider) == .authorization else { return false }
            let asked = FormParameters.parse(other.request.url.urlQuery)
            guard let uri = asked.first("redirect_uri"), asked.first("client_id") == client.registration.id else {
                return false
            }
            return uri != sent && !registered.contains(uri)
        }
    }

    private func controls(_ subject: Case) -> [String] {
        let refused = others(subject).first { !subject.letPass($0) && $0.response != nil }
        return refused.map { ["exchange \($0.number): another redirect URI that is not registered is refused too"] }
            ?? []
    }

    private func unsaid(_ subject: Case) -> Finding {
        let step = subject.authorizeAgain(
            like: subject.authorizationStop?.authorization, redirectURI: registered.first)
        return .found(
            isRefused ? .proved : .likely,
            "The client has \(registered.count) redirect URIs, and the request does not say which.",
            [EvidenceLine(exchange, "has no redirect_uri; registered are \(registered.joined(separator: ", "))")],
            fix: Fix("Name one of them.", [step]))
    }

    /// A server must refuse another URI, but for another port on loopback, which it should let pass (RFC 8252 §7.3): then
    /// only the same request with the registered port proves it.
    private func confidence(_ part: Part, _ nearest: String, _ subject: Case) -> Verdict.Confidence {
        guard isRefused else { return .likely }
        if part != .port, client.origin == .server { return .proved }
        let passed = subject.evidence.exchanges.contains { other in
            guard subject.letPass(other) else { return false }
            let sent = FormParameters.parse(other.request.url.urlQuery)
            return sent.first("redirect_uri") == nearest && sent.first("client_id") == client.registration.id
        }
        // A server that lets any redirect URI pass looks at it later, if at all.
        return passed && !others(subject).contains(where: subject.letPass) ? .proved : .likely
    }

    private func sentence(_ part: Part, _ difference: Difference) -> String {
        switch part {
        case .port:
            "The redirect URI has another port than the registered one, and this server does not let ports vary on loopback."
        case .host: "The redirect URI names another host than the registered one: \(difference.words)."
        case .any: "The redirect URI is not registered: \(difference.words) of the nearest one."
        }
    }

    private func fix(_ part: Part, _ nearest: String, _ subject: Case) -> Fix {
        let authorization = subject.authorizationStop?.authorization
        let step = subject.authorizeAgain(like: authorization, redirectURI: nearest)
        switch part {
        case .port: return Fix("Use the registered port, or register this one.", [step])
        case .host: return Fix("Use the registered host; prefer the literal 127.0.0.1 to localhost.", [step])
        case .any:
            return Fix("Send a registered redirect URI exactly as it is registered, or register this one.", [step])
        }
    }

    /// The registered one that has most in common with it.
    private var nearest: String? {
        guard let sent else { return nil }
        return registered.min { distance($0, sent) < distance($1, sent) }
    }

    private func distance(_ registered: String, _ sent: String) -> Int {
        guard let difference = Difference("", registered, "", sent) else { return 0 }
        return difference.expectedRange.count + difference.foundRange.count
    }

    private static func part(_ registered: String, _ sent: String) -> Part {
        guard let one = URLParts(registered), let other = URLParts(sent), one.scheme == other.scheme,
            one.path == other.path, one.query == other.query, one.isLoopback, other.isLoopback
        else { return .any }
        if one.host != other.host { return .host }
        return one.port != other.port ? .port : .any
    }
}
