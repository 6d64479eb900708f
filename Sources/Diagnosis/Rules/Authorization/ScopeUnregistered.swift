internal import OAuthCore

extension Rule {
    static let scopeUnregistered = Rule(
        "scope-unregistered", symptom: "the server refuses the scope of a request",
        proof: "what was asked for less what the client is registered for",
        references: ["RFC 6749 §3.3", "RFC 6749 §4.1.2.1"]
    ) { subject in
        guard let refusal = ScopeRefusal(subject) else { return nil }
        guard let registered = refusal.registered, !registered.isEmpty else { return unlisted(refusal, subject) }
        let excess = refusal.scope.subtracting(registered)
        guard !excess.isEmpty else { return .ruledOut("the client is registered for all that was asked") }
        let kept = refusal.scope.intersection(registered)
        return .found(
            refusal.client?.origin == .server ? .proved : .likely,
            "The client is not registered for the scope \(PrintableText.safe(excess.text, limit: 200)).",
            [
                EvidenceLine(refusal.client?.exchange, "the client is registered for \(registered.text)"),
                EvidenceLine(refusal.exchange, "asks for \(PrintableText.safe(refusal.scope.text, limit: 200))"),
            ],
            mend: Mend(
                "Leave it out, or register a client that may ask for it.",
                refusal.retry(kept.isEmpty ? registered : kept, subject)))
    }

    /// The server knows each scope, and refuses them to this client, of whose registration nothing is known.
    private static func withheld(_ refusal: ScopeRefusal, _ supported: Scope) -> Finding {
        guard refusal.client == nil else { return .ruledOut("the server lists all that was asked") }
        return .found(
            .likely, "The server has every scope that was asked for, and does not give this client all of them.",
            [
                EvidenceLine(nil, "scopes_supported is \(supported.text)"),
                EvidenceLine(refusal.exchange, "asks for \(PrintableText.safe(refusal.scope.text, limit: 200))"),
            ], mend: Mend("Ask for what the client is registered for, or register it for more.", []))
    }

    /// Where the registration tells of no scopes, the server's list may.
    private static func unlisted(_ refusal: ScopeRefusal, _ subject: Case) -> Finding? {
        guard let supported = subject.server.scopesSupported.map({ Scope($0) }) else { return nil }
        let excess = refusal.scope.subtracting(supported)
        guard !excess.isEmpty else { return withheld(refusal, supported) }
        return .found(
            .likely, "The server does not list the scope \(PrintableText.safe(excess.text, limit: 200)).",
            [
                EvidenceLine(nil, "scopes_supported is \(supported.text)"),
                EvidenceLine(refusal.exchange, "asks for \(PrintableText.safe(refusal.scope.text, limit: 200))"),
            ], mend: Mend("Leave it out.", refusal.retry(refusal.scope.intersection(supported), subject)))
    }
}
