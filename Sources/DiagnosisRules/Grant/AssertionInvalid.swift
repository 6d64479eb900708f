internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let assertionInvalid = Rule(
        "assertion-invalid", symptom: "the token endpoint does not take the JWT that is the grant",
        proof:
            "exp, iat, nbf, aud and iss of the assertion that was sent, against the clock, the issuer and the endpoint; "
            + "an earlier exchange that the same assertion got tokens in",
        references: ["RFC 7523 §3", "RFC 8693 §2.1"]
    ) { subject in
        guard subject.endpoint == .token, let exchange = subject.exchange, subject.mayBlame(.grant),
            let name = ["assertion", "subject_token"].first(where: { exchange.sentParameter($0) != nil }),
            let text = exchange.sentParameter(name), let jwt = try? JWTParts(reading: text)
        else { return nil }
        let assertion = SentAssertion(
            sent: SentJWT(jwt, in: exchange), name: name, exchange: exchange, subject: subject)
        let sends = EvidenceLine(exchange.number, "sends the \(name) with \(assertion.sent.facts)")
        let answers = EvidenceLine(exchange.number, "answers \(subject.answerPhrase)")
        let fault = subject.ranked(assertion.faults).first
        if name == "assertion", fault?.isCertain != true,
            let again = subject.earlier.first(where: { $0.broughtTokens && isSame($0.sentParameter(name), text, jwt) })
        {
            return .found(
                assertion.isRefusedAsGrant ? .proved : .likely,
                "The server has given tokens for this assertion before: an assertion is good once.",
                [EvidenceLine(again.number, "got tokens for the same assertion, by its jti"), answers],
                fix: Fix("Make a new assertion for each request, with another jti."))
        }
        guard let fault else { return .ruledOut("the times and the audience of the \(name) are in order") }
        if subject.speaksOfOther(than: fault) {
            return .found(
                .likely,
                "The server does not take the \(name), a JWT, for the reason that it gives; beside that, \(fault.text).",
                [sends, answers],
                fix: Fix("Change in the \(name) what the server's words are about, then make it anew: \(fault.text)."),
                assumptions: ["the server's words are about what it refused"])
        }
        return .found(
            assertion.isRefusedAsGrant && fault.isCertain && name == "assertion" ? .proved : .likely,
            "The server does not take the \(name), a JWT: \(fault.text).", [sends, answers],
            fix: Fix(
                "Make a new one with iat now, exp some minutes later and aud the server's issuer; have the clock of the "
                    + "machine set right (NTP)."))
    }
}

extension Rule {
    /// Whether an earlier assertion is the same one, or one of the same issuer with the same number (RFC 7519 §4.1.7).
    private static func isSame(_ earlier: String?, _ text: String, _ jwt: JWTParts) -> Bool {
        guard let earlier else { return false }
        if earlier == text { return true }
        guard let number = jwt.claims["jti"], let other = try? JWTParts(reading: earlier) else { return false }
        return other.claims["jti"] == number && other.claims["iss"] == jwt.claims["iss"]
    }
}

/// A JWT that is a grant, and what is wrong with it.
private struct SentAssertion {
    let sent: SentJWT
    /// The parameter.
    let name: String
    let exchange: RecordedExchange
    let subject: Case

    /// Whether the server says that the grant is what it does not take.
    var isRefusedAsGrant: Bool { subject.blame(.grant) == .stated }

    /// The faults that the standard does not allow first: what a server must refuse is why it refuses.
    var faults: [JWTFault] {
        let times = sent.timeFaults().map { JWTFault(text: $0.text, isCertain: sent.byServer && isLate) }
        return times + (name == "assertion" ? missing + lifetime + audience : [])
    }

    /// Whether it ended so long before that no clock tells otherwise.
    private var isLate: Bool { sent.time("exp").map { sent.now - $0 > 30 } ?? false }

    /// Claims that an assertion must have (RFC 7523 §3).
    private var missing: [JWTFault] {
        ["iss", "aud", "exp"].filter { sent.jwt.claims[$0] == nil }.map { JWTFault(text: "it has no \($0)") }
    }

    private var lifetime: [JWTFault] {
        guard let start = sent.time("iat"), let end = sent.time("exp"), end - start > 3600 else { return [] }
        return [JWTFault(text: "it lives \(end - start) s, and servers take an hour at most", isCertain: false)]
    }

    private var audience: [JWTFault] {
        let own = [subject.server.issuer, subject.server.tokenEndpoint, exchange.request.url.urlAddress].compactMap(
            \.self)
        let audience = sent.texts("aud")
        guard !audience.isEmpty, !audience.contains(where: own.contains) else { return [] }
        let shown = PrintableText.safe(audience.joined(separator: ", "), limit: 200)
        return [JWTFault(text: "its aud \(shown) is neither the issuer nor the token endpoint", isCertain: false)]
    }
}
