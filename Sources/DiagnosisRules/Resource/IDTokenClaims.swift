internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    /// Some APIs take ID tokens: Kubernetes, and gateways that know users by an ID token's claims.
    static let idTokenClaims = Rule(
        "id-token-claims", symptom: "an API that takes ID tokens refuses one",
        proof: "the claims of the ID token that was sent: email_verified, exp, aud",
        references: ["OpenID Connect Core §2", "OpenID Connect Core §5.1"]
    ) { subject in
        guard subject.takesIDTokens, let exchange = subject.exchange, let jwt = subject.sentJWT,
            subject.isUnauthorized || subject.isForbidden
        else { return nil }
        let sent = SentJWT(jwt, in: exchange)
        var faults = sent.timeFaults().map(\.text)
        if jwt.claims["email_verified"]?.bool == false {
            faults.append("its email_verified is false, and such APIs take no unverified address as a user's name")
        }
        if jwt.claims["email"] == nil, jwt.claims["email_verified"] == nil {
            faults.append("it has no email, by which such APIs may name users")
        }
        guard let fault = faults.first else { return nil }
        return .found(
            .likely, "The API takes ID tokens, and \(fault).",
            [
                EvidenceLine(
                    exchange.number, "sends an ID token with \(sent.facts); the answer is \(subject.answerPhrase)")
            ],
            fix: Fix("Have the claim set right at the provider, or have the API name users by another claim."),
            alternatives: [Alternative("wrong-audience", "the API is configured for another client_id")],
            assumptions: ["the API is configured for this issuer and client"])
    }
}

extension Case {
    /// Whether what was sent is an ID token, to an API that is known to take them.
    var takesIDTokens: Bool {
        guard let value = exchange?.credential?.value, sentJWT != nil else { return false }
        let isIDToken = evidence.tokens.contains { $0.tokens.idToken == value } || sentJWT?.claims["nonce"] != nil
        let json = exchange?.members
        return isIDToken && json?["kind"]?.string == "Status" && json?["apiVersion"]?.string != nil
    }
}
