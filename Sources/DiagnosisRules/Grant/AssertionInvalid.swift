internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let assertionInvalid = Rule(
        "assertion-invalid", symptom: "the token endpoint does not take the JWT that is the grant",
        proof: "exp, iat, nbf and aud of the assertion that was sent, against the clock and the endpoint",
        references: ["RFC 7523 §3", "RFC 8693 §2.1"]
    ) { subject in
        guard subject.endpoint == .token, let exchange = subject.exchange, subject.mayBlame(.grant),
            let name = ["assertion", "subject_token"].first(where: { exchange.sentParameter($0) != nil }),
            let text = exchange.sentParameter(name), let jwt = try? JWTParts(reading: text)
        else { return nil }
        let sent = SentJWT(jwt, in: exchange)
        var faults = sent.timeFaults()
        if let start = sent.time("iat"), let end = sent.time("exp"), end - start > 3600, name == "assertion" {
            faults.append(
                JWTFault(text: "it lives \(end - start) s, and servers take an hour at most", isCertain: false))
        }
        guard let fault = faults.first else { return .ruledOut("the times of the \(name) are in order") }
        return .found(
            .likely, "The server does not take the \(name), a JWT: \(fault.text).",
            [
                EvidenceLine(exchange.number, "sends the \(name) with \(sent.facts)"),
                EvidenceLine(exchange.number, "answers \(subject.answerPhrase)"),
            ],
            fix: Fix(
                "Make a new one with iat now and exp some minutes later; have the clock of the machine set right (NTP)."
            ))
    }
}
