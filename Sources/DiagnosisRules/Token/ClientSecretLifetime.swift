internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    /// Apple's client secrets are JWTs that the client signs.
    static let clientSecretLifetime = Rule(
        "client-secret-lifetime", symptom: "the server does not take a client secret that is a JWT",
        proof: "iat and exp inside of the secret, against the clock", references: ["RFC 7519 §4.1.4"]
    ) { subject in
        guard subject.mayBlame(.client), let exchange = subject.exchange, let secret = subject.sentClient?.secret,
            let jwt = try? JWTParts(reading: secret)
        else { return nil }
        let sent = SentJWT(jwt, in: exchange)
        guard let fault = sent.timeFaults().first?.text ?? tooLong(sent) else {
            return .ruledOut("the client secret is a JWT whose times are in order")
        }
        return .found(
            .likely, "The client secret is a JWT, and \(fault).",
            [
                EvidenceLine(
                    exchange.number, "sends a secret with \(sent.facts); the answer is \(subject.answerPhrase)")
            ],
            fix: Fix(
                "Make a new secret with iat now and an exp within six months, and store it with `client add ID --secret`."
            ),
            assumptions: ["the key and the names in it are right"])
    }

    private static func tooLong(_ sent: SentJWT) -> String? {
        let start = sent.time("iat") ?? sent.now
        guard let end = sent.time("exp") else { return "it has no exp" }
        guard end - start > 15_777_000 else { return nil }
        return
            "it lives too long: \((end - start) / 86_400) days, where 15777000 s (six months) are the most that Apple takes"
    }
}
