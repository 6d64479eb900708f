internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let resourceMetadataMissing = Rule(
        "resource-metadata-missing", symptom: "the metadata of a protected resource cannot be fetched",
        proof: "the address that the challenge names, and the answer that was recorded from it",
        references: ["RFC 9728 §3", "RFC 9728 §5.1"], explainsWhateverIsSaid: true
    ) { subject in
        guard let exchange = subject.exchange, let status = subject.status, status >= 400 else { return nil }
        if subject.endpoint == .metadata, exchange.request.url.contains("/.well-known/oauth-protected-resource") {
            let other = otherPlace(of: exchange, subject)
            return .found(
                status == 404 && other != nil ? .proved : .likely,
                "The metadata of the protected resource is not at this address.",
                [EvidenceLine(exchange.number, "answers \(subject.answerPhrase)")], fix: fix,
                controls: other.map { ["exchange \($0.number): the other place for it answers 404 too"] } ?? [])
        }
        guard status == 401, let response = subject.response,
            let address = AuthenticationChallenge.parse(response.headers).lazy.compactMap(\.resourceMetadata).first
        else { return nil }
        let fetched = subject.evidence.exchanges.last { $0.request.url == address && $0.request.method == "GET" }
        guard let fetched, let found = fetched.status else { return nil }
        guard found >= 400 else { return .ruledOut("the metadata that the challenge names was fetched") }
        return .found(
            .likely,
            "The challenge names a metadata document (resource_metadata) that is not there: clients cannot find the authorization server.",
            [
                EvidenceLine(exchange.number, "names \(PrintableText.safe(address, limit: 200)) in its challenge"),
                EvidenceLine(fetched.number, "asked for it; the answer is \(found)"),
            ], fix: fix)
    }

    /// The metadata may stand behind the path of the resource or at the host alone (RFC 9728 §3.1).
    private static func otherPlace(of exchange: RecordedExchange, _ subject: Case) -> RecordedExchange? {
        let address = exchange.request.url.urlAddress
        return subject.evidence.exchanges.last { other in
            other.request.url.urlAddress != address && other.status == 404
                && other.request.url.contains("/.well-known/oauth-protected-resource")
                && URLParts(other.request.url)?.origin == URLParts(address)?.origin
        }
    }

    private static let fix = Fix(
        "The server must publish its protected resource metadata there (RFC 9728); until it does, `use ISSUER` names the "
            + "authorization server by hand.")
}
