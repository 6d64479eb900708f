internal import HTTPMessage
internal import JSONKit
package import OAuthCore

/// A fault of a JWT that a request carries, as it can be read from the JWT itself and from the clock of the answer.
package struct JWTFault: Sendable, Equatable {
    /// What is wrong, as the end of a sentence: `it had expired 3600 s before (exp 1700000000)`.
    package let text: String
    /// Whether it is a fault by the standard, whatever the server expects.
    package var isCertain = true

    /// A fault, by default one by the standard.
    package init(text: String, isCertain: Bool = true) {
        self.text = text
        self.isCertain = isCertain
    }
}

/// A JWT in a request, with the moment at which the server looked at it.
package struct SentJWT: Sendable {
    /// The JWT, read and not verified.
    package let jwt: JWTParts
    /// Seconds since 1970, by the server's clock where it gives one.
    package let now: Int64
    /// Whether ``now`` is by the server's clock, and not by the session's.
    package let byServer: Bool

    /// A JWT with the moment at which the server answered the exchange that carried it.
    package init(_ jwt: JWTParts, in exchange: RecordedExchange) {
        self.jwt = jwt
        byServer = exchange.serverTime != nil
        now = exchange.serverClock / 1000
    }

    private var clock: String { byServer ? "the server's clock" : "our clock" }

    /// Seconds since 1970; nil where the claim is missing or is not a time.
    package func time(_ name: String) -> Int64? {
        guard let value = jwt.claims[name]?.number, value.magnitude < 1e12 else { return nil }
        return Int64(value)
    }

    /// `exp`, `nbf` and `iat` against the clock (RFC 7519 §4.1); `leeway` in seconds.
    package func timeFaults(leeway: Int64 = 60) -> [JWTFault] {
        var faults: [JWTFault] = []
        if let end = time("exp"), now > end {
            faults.append(JWTFault(text: "it had expired \(now - end) s before, by \(clock) (exp \(end))"))
        }
        for name in ["nbf", "iat"] {
            guard let start = time(name), start - now > leeway else { continue }
            faults.append(
                JWTFault(text: "its \(name) is \(start - now) s in the future by \(clock) (\(name) \(start))"))
        }
        return faults
    }

    /// The texts of a claim that is a text or a list of texts.
    package func texts(_ name: String) -> [String] {
        jwt.claims[name]?.string.map { [$0] } ?? jwt.claims[name]?.elements?.compactMap(\.string) ?? []
    }

    /// What the JWT says of itself, for a line of evidence: `iss …, sub …, aud …`.
    package var facts: String {
        let claims = ["iss", "sub", "aud"].compactMap { name in
            jwt.claims[name].map { "\(name) \(PrintableText.safe($0.string ?? $0.text(), limit: 200))" }
        }
        let key = jwt.keyID.map { ["kid \(PrintableText.safe($0, limit: 80))"] } ?? []
        return (claims + ["alg \(PrintableText.safe(jwt.algorithm ?? "none", limit: 20))"] + key)
            .joined(separator: ", ")
    }
}

extension Case {
    /// The JWT that the subject presents as a grant or as the client's proof: an assertion, a subject token.
    var presentedJWT: SentJWT? {
        guard let exchange else { return nil }
        let names = ["client_assertion", "assertion", "WebIdentityToken", "subject_token"]
        let value = names.lazy.compactMap { exchange.sentParameter($0) }.first
        return value.flatMap { try? JWTParts(reading: $0) }.map { SentJWT($0, in: exchange) }
    }

    /// What the JWT of the subject says of itself: an assertion, else the token that was sent.
    var lineAboutJWT: EvidenceLine? {
        let sent = exchange.flatMap { exchange in sentJWT.map { SentJWT($0, in: exchange) } }
        return (presentedJWT ?? sent).map { EvidenceLine(exchange?.number, "the token that was sent has \($0.facts)") }
    }

    /// An earlier exchange that carried the same text in a parameter, and was answered.
    package func earlierUse(of value: String, in name: String) -> RecordedExchange? {
        earlier.first { $0.sentParameter(name) == value && $0.response != nil }
    }
}
