internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let clientBlocked = Rule(
        "client-blocked", symptom: "the server says 429 to the first requests",
        proof: "how many requests the server got within the last minutes, and what it says of its limits",
        references: ["RFC 6585 §4", "RFC 9110 §10.1.5"], mayPassLater: true
    ) { subject in
        guard let exchange = subject.exchange, subject.status == 429 else { return nil }
        let count = subject.requestsBefore(exchange, within: 300_000)
        guard count <= RateFacts.few, !RateFacts.areTold(exchange) else {
            return .ruledOut("\(count.counted("request")) went to this host before, or the server tells its limit")
        }
        let agent = exchange.request.headers["User-Agent"]
        return .found(
            .likely,
            "The server says 429 though \(count == 0 ? "this was the first request" : "\(count.counted("request")) went before it"): it limits whom it "
                + "takes for the sender, by the User-Agent or the address, which others share.",
            [
                EvidenceLine(
                    exchange.number,
                    agent.map { "has User-Agent \(PrintableText.safe($0, limit: 120))" } ?? "has no User-Agent"),
                EvidenceLine(exchange.number, "answers 429, and tells no limit"),
            ],
            fix: Fix(
                "Set a User-Agent that names your application (User-Agent:my-app/1.0), and try once more after a minute.",
                subject.again),
            alternatives: [
                Alternative("rate-limited", "other programs with this address or client have used up the limit")
            ],
            assumptions: ["nobody else calls with this client or from this address"])
    }
}

/// What tells a limit of the rate.
enum RateFacts {
    /// So many requests within some minutes reach no limit that a server would set on purpose.
    static let few = 3

    /// Whether the server tells its limit, or when to come again.
    static func areTold(_ exchange: RecordedExchange) -> Bool {
        guard let headers = exchange.response?.headers else { return false }
        return headers.contains { header in
            let name = header.name.lowercased()
            return name == "retry-after" || name.contains("ratelimit") || name.contains("rate-limit")
        }
    }
}

extension Case {
    /// How many requests went to the same origin before an exchange; `time` in milliseconds.
    func requestsBefore(_ exchange: RecordedExchange, within time: Int64) -> Int {
        let origin = URLParts(exchange.request.url)?.origin
        return earlier.count { other in
            URLParts(other.request.url)?.origin == origin
                && other.request.url.urlAddress == exchange.request.url.urlAddress
                && exchange.exchange.startedAt - other.exchange.startedAt <= time
        }
    }
}
