internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows

extension Rule {
    static let clientUnknown = Rule(
        "client-unknown", symptom: "the server does not know the client",
        proof: "the client_id that was sent against the clients of the session and of the server's own listing",
        references: ["RFC 6749 §4.1.2.1", "RFC 6749 §5.2"]
    ) { subject in
        guard let (id, number) = sentID(subject) else { return nil }
        let listing = subject.newestListing
        let isListed = listing.map { $0.ids.contains(id) }
        if isListed == true { return .ruledOut("the server lists the client") }
        let known = subject.evidence.clients.map(\.registration.id)
        let isRegistered = subject.versions(of: id).contains { $0.origin == .server }
        guard isListed == false || !known.contains(id) else {
            return isRegistered ? .ruledOut("the server told of this client itself") : nil
        }
        if isListed != false,
            let authorization = subject.evidence.authorizations.last(where: { $0.clientID == id && $0.code != nil })
        {
            return .ruledOut("the server gave this client a code, in authorization \(authorization.id)")
        }
        var lines = [EvidenceLine(number, "is from the client \(PrintableText.safe(id, limit: 100))")]
        if let near = known.last(where: { isNear($0, id) }) {
            lines.append(
                EvidenceLine(
                    nil, "a client of this session is nearly called that",
                    difference: Difference("known", near, "sent", id)))
        }
        if let listing {
            lines.append(EvidenceLine(listing.exchange, "lists the account's clients, and this is none of them"))
        }
        // A client of another account is not in the listing, and the server knows it all the same.
        let isOwn = subject.versions(of: id).contains { $0.origin == .server }
        let isNearlyKnown = lines.contains { $0.difference != nil }
        let passed = subject.passedAsAnotherClient
        if let passed {
            lines.append(EvidenceLine(passed.number, "is the same request as a client of this session, and goes on"))
        }
        return .found(
            isListed == false && (isNearlyKnown || isOwn)
                ? .proved : isNearlyKnown || !known.isEmpty ? .likely : .possible,
            isListed == false
                ? "The account has no such client."
                : "The client that was named is none of this session's: it is unknown to the server, or of another one.",
            lines,
            fix: Fix("Use a client that is registered here.", steps(known, subject)),
            alternatives: isListed == false
                ? []
                : subject.authorizationStop != nil
                    ? [
                        Alternative(
                            "redirect-uri-unregistered", "the client is known, and the redirect URI is not registered")
                    ]
                    : [
                        Alternative(
                            "secret-wrong", "the client is registered elsewhere in this account",
                            probe: subject.evidence.provider.clientsURL == nil ? .prove : .listClients)
                    ])
    }

    private static func sentID(_ subject: Case) -> (String, Int64?)? {
        if let stop = subject.authorizationStop {
            return stop.clientID.isEmpty ? nil : (stop.clientID, stop.exchange)
        }
        guard subject.mayBlame(.client), let exchange = subject.exchange, let id = exchange.sentClient.id,
            subject.endpoint.map(Topic.clientSide.contains) == true
        else { return nil }
        return (id, exchange.number)
    }

    private static func steps(_ known: [String], _ subject: Case) -> [FixStep] {
        let call = subject.authorizationStop.map { [subject.authorizeAgain(like: $0.authorization)] } ?? subject.again
        return known.isEmpty ? [] : call
    }

    /// The same but for blanks, case, or two characters.
    private static func isNear(_ one: String, _ other: String) -> Bool {
        let plain = { (text: String) in text.lowercased().filter { !$0.isWhitespace } }
        if plain(one) == plain(other) { return true }
        guard let difference = Difference("", one, "", other) else { return false }
        return difference.expectedRange.count <= 2 && difference.foundRange.count <= 2 && one.count > 4
    }
}

/// The server's own list of an account's clients.
struct ClientListing: Sendable {
    let exchange: Int64
    let ids: [String]
}

extension Case {
    /// The refused authorization request once more, with no more changed than the client and its redirect URI.
    fileprivate var passedAsAnotherClient: RecordedExchange? {
        guard let stop = authorizationStop, let redirectURI = stop.sent.first("redirect_uri") else { return nil }
        return evidence.exchanges.last { other in
            let sent = FormParameters.parse(other.request.url.urlQuery)
            guard letPass(other), let id = sent.first("client_id"), id != stop.clientID else { return false }
            return sent.first("redirect_uri") == redirectURI && sent.first("state") == stop.sent.first("state")
        }
    }

    var newestListing: ClientListing? {
        for other in evidence.exchanges.reversed()
        where other.request.method == "GET" && other.endpoint(at: evidence.provider) == .management
            && other.status == 200
        {
            guard let response = other.response, let clients = try? ManagedClient.processList(response) else {
                continue
            }
            return ClientListing(exchange: other.number, ids: clients.map(\.registration.id))
        }
        return nil
    }
}
