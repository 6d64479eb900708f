internal import Diagnosis
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
            fix: Fix(
                "Leave it out, or register a client that may ask for it.",
                refusal.retry(kept.isEmpty ? registered : kept, subject)))
    }

    /// The server refuses what it may know well, to a client of whose registration nothing is known.
    private static func withheld(_ refusal: ScopeRefusal, _ supported: Scope?) -> Finding? {
        guard refusal.client == nil else {
            return supported == nil ? nil : .ruledOut("the server lists all that was asked")
        }
        return .found(
            supported == nil ? .possible : .likely,
            supported == nil
                ? "The server does not give this client all of the scopes that were asked for, or has not all of them."
                : "The server has every scope that was asked for, and does not give this client all of them.",
            (supported.map { [EvidenceLine(nil, "scopes_supported is \($0.text)")] } ?? []) + [
                EvidenceLine(refusal.exchange, "asks for \(PrintableText.safe(refusal.scope.text, limit: 200))")
            ], fix: Fix("Ask for what the client is registered for, or register it for more.", []))
    }

    /// Where the registration tells of no scopes, the server's list may.
    private static func unlisted(_ refusal: ScopeRefusal, _ subject: Case) -> Finding? {
        guard let supported = subject.server.scopesSupported.map({ Scope($0) }) else {
            return withheld(refusal, nil)
        }
        let excess = refusal.scope.subtracting(supported)
        guard !excess.isEmpty else { return withheld(refusal, supported) }
        return .found(
            .likely, "The server does not list the scope \(PrintableText.safe(excess.text, limit: 200)).",
            [
                EvidenceLine(nil, "scopes_supported is \(supported.text)"),
                EvidenceLine(refusal.exchange, "asks for \(PrintableText.safe(refusal.scope.text, limit: 200))"),
            ], fix: Fix("Leave it out.", refusal.retry(refusal.scope.intersection(supported), subject)))
    }
}
