internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let grantNotAllowed = Rule(
        "grant-not-allowed", symptom: "the token endpoint does not serve the grant to this client",
        proof: "the grant type that was sent against those that the metadata lists, and the server's own word for it",
        references: ["RFC 6749 §5.2", "RFC 8414 §2"]
    ) { subject in
        guard subject.endpoint == .token, subject.mayBlame(.grantType), let exchange = subject.exchange,
            let type = subject.grantType, !type.isEmpty
        else { return nil }
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
        return .found(
            isStated && (says || isListed == false) ? .proved : .likely,
            says
                ? "The server does not serve the grant \(type)."
                : "The client is not registered for the grant \(type).", lines,
            mend: Mend(
                "Register the client for this grant, or use one that it has.", says ? subject.newTokens(like: nil) : [])
        )
    }
}
