internal import Diagnosis
internal import Encodings
internal import HTTPMessage

extension Rule {
    static let codeUnknown = Rule(
        "code-unknown", symptom: "the token endpoint refuses a code",
        proof: "a code in the token request that no recorded callback brought", references: ["RFC 6749 §4.1.2"]
    ) { subject in
        guard let redemption = subject.refusedRedemption, redemption.authorization == nil else { return nil }
        let near = subject.evidence.authorizations.reversed().compactMap { other in
            other.code.flatMap { code in isCut(redemption.code, of: code) ? (other, code) : nil }
        }.first
        let line = EvidenceLine(
            redemption.exchange.number,
            "sends the code \(subject.shown(redemption.code)), which no callback of this session brought")
        if let (authorization, code) = near {
            return .found(
                .proved,
                "The code was cut or changed on its way: it is not the one that authorization \(authorization.id) brought.",
                [
                    line,
                    EvidenceLine(
                        nil,
                        "authorization \(authorization.id) brought \(subject.shown(code)), \(code.utf8.count.counted("byte")); \(redemption.code.utf8.count) were sent"
                    ),
                ],
                fix: Fix("Send the code as it came.", [.exchange]))
        }
        return .found(
            .likely, "The code that was sent is none that this session was given.", [line],
            fix: Fix("Send the code of an authorization of this session.", [.exchange]),
            alternatives: [Alternative("code-expired", "the code came from elsewhere, and is used or expired")])
    }

    /// Whether a text is another with something cut off or added at an end.
    private static func isCut(_ text: String, of code: String) -> Bool {
        if FormCoding.decode(text).text == code || FormCoding.decode(code).text == text { return true }
        return text.utf8.count >= 6
            && (code.hasPrefix(text) || code.hasSuffix(text) || text.hasPrefix(code) || text.hasSuffix(code))
    }
}
