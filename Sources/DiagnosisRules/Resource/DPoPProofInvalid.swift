internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let dpopProofInvalid = Rule(
        "dpop-proof-invalid", symptom: "a server does not take a DPoP proof",
        proof: "typ, htm, htu, iat, jti, ath and nonce of the proof that was sent, against the request and the clock",
        references: ["RFC 9449 §4.3"]
    ) { subject in
        guard let exchange = subject.exchange, let status = subject.status, (400..<500).contains(status),
            let text = exchange.request.headers["DPoP"]
        else { return nil }
        guard let jwt = try? JWTParts(reading: text) else {
            return .found(
                .likely, "The DPoP proof cannot be read as a JWT.",
                [EvidenceLine(exchange.number, "has a DPoP header of \(text.utf8.count) bytes")],
                fix: Fix("Send one signed JWT in the DPoP header."))
        }
        let sent = SentJWT(jwt, in: exchange)
        let faults = faults(of: sent, exchange, subject)
        guard let fault = faults.first else { return .ruledOut("the proof is for this request, and fresh") }
        return .found(
            .likely, "The DPoP proof is not one for this request: \(fault).",
            [EvidenceLine(exchange.number, "answers \(subject.answerPhrase)")]
                + faults.map { EvidenceLine(exchange.number, "has a proof, and \($0)") },
            fix: Fix(
                "Make a new proof for each request: htm and htu of this request, a new jti, iat now, ath of the token.")
        )
    }

    private static func faults(of sent: SentJWT, _ exchange: RecordedExchange, _ subject: Case) -> [String] {
        let claims = sent.jwt.claims
        var faults: [String] = []
        if sent.jwt.type?.lowercased() != "dpop+jwt" { faults.append("its typ is not dpop+jwt") }
        if let method = claims["htm"]?.string, method != exchange.request.method {
            faults.append(
                "its htm is \(PrintableText.safe(method, limit: 20)), and the request is a \(exchange.request.method)")
        }
        if let target = claims["htu"]?.string, target.urlAddress != exchange.request.url.urlAddress {
            faults.append(
                "its htu is \(PrintableText.safe(target, limit: 200)), and the request went to \(exchange.request.url.urlAddress)"
            )
        }
        if let issued = sent.time("iat"), abs(sent.now - issued) > 60 {
            let side = sent.now > issued ? "before" : "after"
            faults.append(
                "its iat is \(abs(sent.now - issued)) s \(side) the server's date: the clock of the machine that made it is wrong, or the proof is old"
            )
        }
        if let token = exchange.credential?.value, Topic.resources.contains(subject.endpoint ?? .token),
            claims["ath"]?.string != PKCE.challenge(of: token)
        {
            faults.append(claims["ath"] == nil ? "it has no ath" : "its ath is not the hash of the token that was sent")
        }
        if let id = claims["jti"]?.string,
            let before = subject.earlier.first(where: { $0.dpopProof?.claims["jti"]?.string == id })
        {
            faults.append("its jti was used before, in exchange \(before.number)")
        }
        if sent.jwt.header["jwk"] == nil { faults.append("its header has no jwk") }
        return faults
    }
}
