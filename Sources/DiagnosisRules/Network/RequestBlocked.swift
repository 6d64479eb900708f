internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let requestBlocked = Rule(
        "request-blocked", symptom: "an endpoint of the server refuses without a word of OAuth",
        proof: "a 403 or 406 without an OAuth error, and who signs as Server", references: ["RFC 9110 §15.5.4"],
        mayPassLater: true
    ) { subject in
        guard let exchange = subject.exchange ?? subject.stoppedBy, let response = exchange.response,
            let place = subject.place, [403, 406, 451].contains(response.status), !Topic.resources.contains(place)
        else { return nil }
        let codes = Set(subject.words.codes.map { $0.lowercased() }).subtracting(["forbidden", "403", "406", "451"])
        guard codes.isEmpty, subject.topics.allSatisfy({ ["blocked", "permission"].contains($0.name) }) else {
            return nil
        }
        let server = response.headers["Server"].map { PrintableText.safe($0, limit: 80) }
        let isKnown = server.map { name in Gateway.names.contains { name.lowercased().contains($0) } } ?? false
        let isWordless = response.body.isEmpty
        guard isKnown || !isWordless else { return nil }
        let suspect = FormParameters.parse(exchange.request.url.urlQuery).first { parameter in
            ["127.0.0.1", "localhost", "[::1]", "http:", "..", "<", "'"].contains(where: parameter.value.contains)
        }
        return .found(
            isKnown ? .likely : .possible,
            "Something in front of the server, a firewall (WAF) or a filter, has blocked the request: the answer has no word of OAuth.",
            [
                EvidenceLine(
                    exchange.number,
                    "answers \(response.status) \(subject.words.said.first.map { "\u{201C}\($0)\u{201D}" } ?? "without a word")"
                        + (server.map { ", as \($0)" } ?? ""))
            ]
                + (suspect.map {
                    [
                        EvidenceLine(
                            exchange.number,
                            "has \(PrintableText.safe($0.name, limit: 60))=\(PrintableText.safe($0.value, limit: 120)), which filters take for an attack"
                        )
                    ]
                } ?? []),
            fix: Fix(
                "Send the same request with another redirect_uri (localhost instead of 127.0.0.1, or https), and with another "
                    + "User-Agent; if that passes, ask the operator to let it through."),
            assumptions: ["the server itself answers in the form of OAuth"])
    }
}

extension Case {
    /// What answered an authorization request that nobody came back from, where that is known.
    fileprivate var stoppedBy: RecordedExchange? {
        guard refusedAuthorization?.callback == nil else { return nil }
        return authorizationStop?.exchange.flatMap(number)
    }
}

/// Names with which firewalls and load balancers sign.
private enum Gateway {
    static let names = [
        "awselb", "cloudfront", "cloudflare", "akamai", "imperva", "incapsula", "sucuri", "big-ip", "f5", "barracuda",
        "fortiweb", "azure", "microsoft-azure-application-gateway", "varnish", "fastly", "envoy", "kong", "ddos-guard",
    ]
}
