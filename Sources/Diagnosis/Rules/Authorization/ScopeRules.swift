internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let scopeDelimiter = Rule(
        "scope-delimiter", symptom: "the server refuses the scope of a request",
        proof: "the scope as it was sent, byte for byte: commas, doubled blanks or escaped plus signs",
        references: ["RFC 6749 §3.3"]
    ) { subject in
        guard let refusal = ScopeRefusal(subject) else { return nil }
        guard let (fault, mended) = delimiterFault(refusal.text) else {
            return .ruledOut("the scope is divided by single blanks")
        }
        let known = refusal.known
        let isEntailed = known.map { $0.covers(mended) && !$0.covers(Scope(refusal.text)) } ?? false
        return .found(
            isEntailed ? .proved : .likely, "The scope is divided \(fault); scope tokens are divided by single blanks.",
            [
                EvidenceLine(
                    refusal.exchange,
                    "sends the scope \u{201C}\(PrintableText.safe(refusal.text, limit: 200))\u{201D}, in the URL or body \(refusal.raw)"
                ),
                EvidenceLine(
                    nil,
                    "divided by blanks it is \(mended.text)"
                        + (isEntailed ? ", all of which the client may ask for" : "")),
            ], mend: Mend("Divide it by single blanks.", refusal.retry(mended, subject)))
    }

    static let scopeCase = Rule(
        "scope-case", symptom: "the server refuses the scope of a request",
        proof: "a scope that is known in another case", references: ["RFC 6749 §3.3"]
    ) { subject in
        guard let refusal = ScopeRefusal(subject) else { return nil }
        guard let known = refusal.known else { return nil }
        let pairs = refusal.scope.subtracting(known).tokens.compactMap { token in
            known.tokens.first { $0.lowercased() == token.lowercased() }.map { (token, $0) }
        }
        guard let (sent, right) = pairs.first else {
            return .ruledOut("no scope differs from a known one by its case only")
        }
        let mended = Scope(refusal.scope.tokens.map { token in pairs.first { $0.0 == token }?.1 ?? token })
        return .found(
            refusal.isKnownToServer ? .proved : .likely,
            "The scope \(PrintableText.safe(sent, limit: 80)) is spelled \(right): scopes are compared with their case.",
            [
                EvidenceLine(
                    refusal.exchange, "asks for a scope in another case than it is known",
                    difference: Difference("known", right, "sent", sent))
            ],
            mend: Mend("Spell it as it is registered.", refusal.retry(mended, subject)))
    }

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

    /// Where the registration tells of no scopes, the server's list may.
    private static func unlisted(_ refusal: ScopeRefusal, _ subject: Case) -> Finding? {
        guard let supported = subject.server.scopesSupported.map({ Scope($0) }) else { return nil }
        let excess = refusal.scope.subtracting(supported)
        guard !excess.isEmpty else { return .ruledOut("the server lists all that was asked") }
        return .found(
            .likely, "The server does not list the scope \(PrintableText.safe(excess.text, limit: 200)).",
            [
                EvidenceLine(nil, "scopes_supported is \(supported.text)"),
                EvidenceLine(refusal.exchange, "asks for \(PrintableText.safe(refusal.scope.text, limit: 200))"),
            ], mend: Mend("Leave it out.", refusal.retry(refusal.scope.intersection(supported), subject)))
    }

    private static func delimiterFault(_ text: String) -> (String, Scope)? {
        let separators: [(Character, String)] = [
            (",", "by commas"), ("+", "by plus signs"), (";", "by semicolons"), ("|", "by bars"),
        ]
        for (separator, words) in separators where text.contains(separator) {
            return (words, Scope(text.replacing(String(separator), with: " ")))
        }
        let pieces = text.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false)
        if pieces.contains(where: \.isEmpty) { return ("by more than one blank", Scope(text)) }
        if text.contains(where: \.isWhitespace), text.contains(where: { $0.isWhitespace && $0 != " " }) {
            return (
                "by other blanks than the space", Scope(text.split(whereSeparator: \.isWhitespace).map(String.init))
            )
        }
        return nil
    }
}

/// A scope that the server refused, at authorize or at the token endpoint.
struct ScopeRefusal: Sendable {
    let text: String
    /// As it stands in the URL or the body.
    let raw: String
    let exchange: Int64?
    let client: RecordedClient?
    let authorization: RecordedAuthorization?
    private let supported: Scope?

    var scope: Scope { Scope(text) }
    var registered: Scope? { client?.registration.scope }

    /// All that can be asked for, as far as it is known.
    var known: Scope? {
        if let registered, !registered.isEmpty { return registered.union(supported ?? Scope()) }
        return supported
    }

    init?(_ subject: Case) {
        supported = subject.server.scopesSupported.map { Scope($0) }
        let sent: String
        let parameters: FormParameters
        if let refusal = subject.authorizationRefusal {
            guard refusal.error.error.lowercased().contains("scope") else { return nil }
            parameters = refusal.sent
            sent = refusal.authorization?.url.urlQuery ?? ""
            exchange = refusal.exchange
            authorization = refusal.authorization
            let id = refusal.sent.first("client_id") ?? ""
            client = subject.client(id, at: refusal.authorization?.createdAt ?? .max)
        } else if subject.endpoint == .token, subject.grantType != "refresh_token", subject.blame(.scope) == .stated,
            let own = subject.exchange
        {
            parameters = own.form
            sent = String(decoding: own.request.body ?? [], as: UTF8.self)
            exchange = own.number
            authorization = nil
            client = subject.client
        } else {
            return nil
        }
        guard let text = parameters.first("scope") else { return nil }
        self.text = text
        raw =
            sent.split(separator: "&").first { $0.hasPrefix("scope=") }.map(String.init)
            ?? "scope=\(FormCoding.encode(text))"
    }

    /// Whether the server itself said what can be asked for.
    var isKnownToServer: Bool { client?.origin == .server || supported != nil }

    func retry(_ scope: Scope, _ subject: Case) -> [String] {
        scope.isEmpty ? [] : [subject.authorizeCommand(like: authorization, scope: scope)]
    }
}
