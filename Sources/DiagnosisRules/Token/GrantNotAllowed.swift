internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let grantNotAllowed = Rule(
        "grant-not-allowed", symptom: "the token endpoint does not serve the grant to this client",
        proof: "the grant type that was sent against those that the metadata lists, and the server's own word for it",
        references: ["RFC 6749 §5.2", "RFC 8414 §2"]
    ) { subject in
        if let refusal = subject.authorizationRefusal { return responseType(refusal, subject) }
        guard subject.endpoint == .token, subject.mayBlame(.grantType) || subject.grantType == "client_credentials",
            let exchange = subject.exchange,
            let type = subject.grantType, !type.isEmpty
        else { return nil }
        if let finding = withoutAuthentication(exchange, type, subject) { return finding }
        let listed = subject.server.grantTypesSupported
        let isListed = listed.map { $0.contains(type) }
        let isStated = subject.blame(.grantType) == .stated
        guard isStated || isListed == false else {
            return .ruledOut("the server does not speak of the grant type")
        }
        var lines = [EvidenceLine(exchange.number, "asks by the grant \(type); the answer is \(subject.answerPhrase)")]
        if let listed { lines.append(EvidenceLine(nil, "the metadata lists \(listed.joined(separator: ", "))")) }
        let used = subject.evidence.exchanges.last { other in
            other.broughtTokens && other.form.first("grant_type") == type
                && other.sentClient.id == exchange.sentClient.id
        }
        if let used { return .ruledOut("the client got tokens by this grant, in exchange \(used.number)") }
        let says = subject.serverError?.error == "unsupported_grant_type"
        let isNamed = says || subject.says(.grantType)
        return .found(
            isStated && (says ? isListed != true : isNamed && isListed == false)
                ? .proved
                : isNamed || (isListed == false && isStated) || (isListed == false && !isRegistered(type))
                    ? .likely : .possible,
            says
                ? "The server does not serve the grant \(type)."
                : "The client is not registered for the grant \(type).", lines,
            fix: Fix(
                "Register the client for this grant, or use one that it has.", says ? subject.newTokens(like: nil) : [])
        )
    }

    /// Only a client that authenticates may use client credentials (RFC 6749 §4.4).
    private static func withoutAuthentication(
        _ exchange: RecordedExchange, _ type: String, _ subject: Case
    ) -> Finding? {
        let sent = exchange.sentClient
        guard type == "client_credentials", sent.secret == nil, exchange.sentParameter("client_assertion") == nil,
            subject.mayBlame(.client) || subject.mayBlame(.grantType)
        else { return nil }
        let held = sent.id.flatMap { subject.versions(of: $0).last }
        guard held?.registration.secret == nil else { return nil }
        return .found(
            .likely, "A public client asks by client_credentials, which only a client that authenticates may use.",
            [
                EvidenceLine(
                    exchange.number, "has neither a secret nor an assertion; the answer is \(subject.answerPhrase)")
            ],
            fix: Fix("Use a client with a secret or a key, or a grant for a user."))
    }

    /// Whether a grant type is one that a standard names, or an extension's URI.
    private static func isRegistered(_ type: String) -> Bool {
        ["authorization_code", "refresh_token", "client_credentials", "password", "implicit"].contains(type)
            || type.contains(":")
    }

    /// The same at the authorization endpoint.
    private static func responseType(_ refusal: AuthorizationRefusal, _ subject: Case) -> Finding? {
        let error = refusal.error.error
        guard ["unsupported_response_type", "unauthorized_client"].contains(error) else { return nil }
        let type = refusal.sent.first("response_type") ?? ""
        let listed = subject.server.metadata?["response_types_supported"]?.elements?.compactMap(\.string)
        return .found(
            error == "unsupported_response_type" && listed?.contains(type) != true ? .proved : .likely,
            listed?.contains(type) == true
                ? "The client may not ask by the response type \(PrintableText.safe(type, limit: 60))."
                : "The server does not serve the response type \(PrintableText.safe(type, limit: 60)).",
            [
                EvidenceLine(
                    refusal.exchange,
                    "asks by response_type=\(PrintableText.safe(type, limit: 60)); the callback has error \(refusal.error.text)"
                )
            ]
                + (listed.map { [EvidenceLine(nil, "the metadata lists \($0.joined(separator: ", "))")] } ?? []),
            fix: Fix(
                "Use the response type code, or register the client for this one.",
                type == "code" ? [] : [subject.authorizeAgain(like: refusal.authorization)]))
    }
}
