internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let parRequired = Rule(
        "par-required", symptom: "the authorization endpoint refuses a request that was not pushed",
        proof: "require_pushed_authorization_requests in the metadata, and a request without request_uri",
        references: ["RFC 9126 §5"]
    ) { subject in
        guard subject.place == .authorization, let sent = subject.sentAuthorization else { return nil }
        guard sent.first("request_uri") == nil else { return .ruledOut("the request was pushed") }
        guard subject.server.metadata?["require_pushed_authorization_requests"]?.bool == true else { return nil }
        let endpoint = subject.server.url("pushed_authorization_request_endpoint")
        return .found(
            .likely, "The server takes pushed authorization requests only (PAR), and this one was not pushed.",
            [
                EvidenceLine(nil, "the metadata has require_pushed_authorization_requests: true"),
                EvidenceLine(subject.exchange?.number, "has no request_uri"),
            ],
            fix: Fix(
                "Push the request\(endpoint.map { " to \(PrintableText.safe($0, limit: 200))" } ?? ""), and send the browser with the request_uri that comes back."
            ), assumptions: ["the server does as its metadata says"])
    }

    static let requestURIExpired = Rule(
        "request-uri-expired", symptom: "the authorization endpoint refuses a request_uri",
        proof: "expires_in of the response that brought the request_uri, against the time until it was used",
        references: ["RFC 9126 §2.2", "RFC 9126 §4"]
    ) { subject in
        guard subject.place == .authorization, let uri = subject.sentAuthorization?.first("request_uri") else {
            return nil
        }
        guard let pushed = subject.evidence.exchanges.last(where: { $0.members?["request_uri"]?.string == uri }),
            let lifetime = pushed.members?["expires_in"]?.number, lifetime >= 0, lifetime < 1e9
        else { return nil }
        let used = subject.exchange?.serverClock ?? subject.refusedAuthorization?.createdAt ?? pushed.serverClock
        let age = (used - pushed.serverClock) / 1000
        if age <= Int64(lifetime) {
            let before = subject.earlier.first { other in
                FormParameters.parse(other.request.url.urlQuery).first("request_uri") == uri
            }
            guard let before else {
                return .ruledOut("the request_uri was \(age) s old, and lives \(Int64(lifetime)) s")
            }
            return .found(
                .likely, "The request_uri was used before; servers take one once.",
                [EvidenceLine(before.number, "opened the same request_uri")],
                fix: Fix("Push the request again."), assumptions: ["the server takes a request_uri once"])
        }
        return .found(
            .likely, "The request_uri had expired: it was \(age) s old, and expires_in was \(Int64(lifetime)).",
            [
                EvidenceLine(pushed.number, "brought the request_uri with expires_in \(Int64(lifetime))"),
                EvidenceLine(subject.exchange?.number, "uses it \(age) s later"),
            ], fix: Fix("Push the request again, and open its request_uri at once."))
    }
}

extension Case {
    /// What the authorization request of the subject was sent with, decoded.
    var sentAuthorization: FormParameters? {
        refusedAuthorization?.sent
            ?? (endpoint == .authorization ? exchange.map { FormParameters.parse($0.request.url.urlQuery) } : nil)
    }
}
