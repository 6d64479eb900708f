internal import Diagnosis
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let clockSkew = Rule(
        "clock-skew", symptom: "a fresh token is not taken",
        proof: "the server's date against ours, and against the moment from which the token is valid",
        references: ["RFC 7519 §4.1.5", "RFC 7519 §4.1.6"]
    ) { subject in
        guard subject.isUnauthorized, let exchange = subject.exchange,
            exchange.credential?.scheme.lowercased() == "bearer"
        else { return nil }
        guard let server = exchange.serverTime else { return .ruledOut("the server gives no date") }
        guard let start = subject.start(of: exchange) else { return nil }
        let early = start.time - server / 1000
        guard early > 1 else { return .ruledOut("by the server's clock the token is valid already") }
        guard early > 60 || start.isClaim else {
            return .ruledOut("the clocks differ by \(early) s, which servers allow for")
        }
        return .found(
            start.isClaim ? .proved : .likely,
            "By the clock of the server that refused it, the token is valid only in \(early) s: its clock is slow, or the issuer's is fast.",
            [
                start.line,
                EvidenceLine(
                    exchange.number,
                    "was answered at second \(server / 1000) by the server's clock, \(early) s before that"),
                EvidenceLine(
                    exchange.number,
                    "its clock is \(abs(subject.offset(of: exchange) ?? 0) / 1000) s \((subject.offset(of: exchange) ?? 0) < 0 ? "behind" : "before") ours"
                ),
            ],
            fix: Fix("Have the clock set right (NTP) where it is wrong; wait \(early) s meanwhile.", []))
    }
}

/// When a token begins.
struct TokenStart: Sendable {
    /// Seconds since 1970.
    var time: Int64
    var line: EvidenceLine
    /// Whether the token says it of itself.
    var isClaim: Bool
}

extension Case {
    fileprivate func start(of exchange: RecordedExchange) -> TokenStart? {
        if let jwt = sentJWT, let time = (jwt.claims["nbf"] ?? jwt.claims["iat"])?.number, time.magnitude < 1e12 {
            let name = jwt.claims["nbf"] == nil ? "iat" : "nbf"
            return TokenStart(
                time: Int64(time), line: EvidenceLine(exchange.number, "sends a token with \(name) \(Int64(time))"),
                isClaim: true)
        }
        guard let token = sentToken, let issued = token.exchange.flatMap(number)?.serverTime else { return nil }
        return TokenStart(
            time: issued / 1000,
            line: EvidenceLine(token.exchange, "brought it at second \(issued / 1000) by the issuer's clock"),
            isClaim: false)
    }
}
