internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let clientAssertionInvalid = Rule(
        "client-assertion-invalid", symptom: "the server does not take the JWT that the client signed",
        proof: "exp, iat, aud, iss, sub and jti of the assertion that was sent, against the clock and the endpoint",
        references: ["RFC 7523 §3", "RFC 7523 §3.2"]
    ) { subject in
        guard let exchange = subject.exchange, Topic.clientSide.contains(subject.endpoint ?? .resource),
            let text = exchange.sentParameter("client_assertion"), subject.mayBlame(.client)
        else { return nil }
        let sends = EvidenceLine(
            exchange.number, "sends a client_assertion; the answer is \(subject.answerPhrase)")
        guard let jwt = try? JWTParts(reading: text) else {
            return .found(
                .likely, "The client assertion cannot be read as a JWT.", [sends],
                fix: Fix("Send a signed JWT in compact form: three parts with dots between."))
        }
        let sent = SentJWT(jwt, in: exchange)
        let faults = subject.ranked(sent.timeFaults() + faults(of: sent, exchange, subject))
        let again = subject.earlierUse(of: text, in: "client_assertion")
        let lines =
            [sends, EvidenceLine(nil, "the assertion has \(sent.facts)")]
            + (again.map { [EvidenceLine($0.number, "sent the same assertion before")] } ?? [])
        let found = faults.first?.text ?? (again == nil ? nil : "it was sent before: a jti is good once")
        let isBeside = faults.first.map(subject.speaksOfOther(than:)) ?? false
        return .found(
            .likely,
            found.map { fault in
                "The server does not take the client assertion"
                    + (isBeside ? " for the reason that it gives; beside that, \(fault)." : ": \(fault).")
            } ?? "The server does not take the client assertion.", lines,
            fix: Fix(
                found == nil
                    ? "Register the public half of this key, or sign with a key that is registered: "
                        + "client add CLIENT_ID private_key=@FILE."
                    : "Make a new assertion for each request: a new jti, iat now, exp some minutes later, and aud the "
                        + "issuer or the token endpoint as the server writes it."),
            alternatives: found == nil
                ? [] : [Alternative("client-unknown", "the key or the client is not registered")])
    }

    private static func faults(of sent: SentJWT, _ exchange: RecordedExchange, _ subject: Case) -> [JWTFault] {
        var faults: [JWTFault] = []
        let own = [subject.server.issuer, subject.server.tokenEndpoint, exchange.request.url.urlAddress].compactMap(
            \.self)
        let audience = sent.texts("aud")
        if audience.isEmpty {
            faults.append(JWTFault(text: "it has no aud"))
        } else if !audience.contains(where: own.contains) {
            let shown = PrintableText.safe(audience.joined(separator: ", "), limit: 200)
            faults.append(
                JWTFault(text: "its aud \(shown) is neither the issuer nor the token endpoint", isCertain: false))
        }
        let id = exchange.sentParameter("client_id")
        if let id, let subjectID = sent.jwt.claims["sub"]?.string, subjectID != id,
            sent.jwt.claims["iss"]?.string == subjectID
        {
            faults.append(JWTFault(text: "its sub is not the client_id"))
        }
        if sent.time("exp") == nil { faults.append(JWTFault(text: "it has no exp")) }
        let listed = subject.server.metadata?["token_endpoint_auth_signing_alg_values_supported"]?.elements
        if let algorithms = listed?.compactMap(\.string), let own = sent.jwt.algorithm, !algorithms.contains(own) {
            let shown = PrintableText.safe(own, limit: 20)
            faults.append(JWTFault(text: "the metadata does not list its algorithm \(shown)", isCertain: false))
        }
        return faults
    }
}
