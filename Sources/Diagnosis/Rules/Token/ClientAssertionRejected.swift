internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let clientAssertionRejected = Rule(
        "client-assertion-rejected", symptom: "the server does not take the JWT that the client signed",
        proof: "the assertion that was sent, and the server's words", references: ["RFC 7523 §3.2"]
    ) { subject in
        guard subject.endpoint == .token, let exchange = subject.exchange,
            let text = exchange.form.first("client_assertion"), subject.serverError?.error == "invalid_client"
        else { return nil }
        var lines = [EvidenceLine(exchange.number, "sends a client_assertion; the answer is \(subject.answerPhrase)")]
        if let jwt = try? JWTParts(reading: text) {
            let audience = jwt.claims["aud"]?.string ?? jwt.claims["aud"]?.text() ?? "missing"
            let algorithm = PrintableText.safe(jwt.algorithm ?? "none", limit: 20)
            lines.append(
                EvidenceLine(
                    nil,
                    "the assertion is signed with \(algorithm); its aud is \(PrintableText.safe(audience, limit: 200))"
                ))
        }
        return .found(
            .likely, "The server does not take the client assertion.", lines,
            fix: Fix(
                "Register the public half of this key, or sign with a key that is registered: "
                    + "client add CLIENT_ID private_key=@FILE.", []))
    }
}
