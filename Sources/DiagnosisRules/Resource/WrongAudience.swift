internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let wrongAudience = Rule(
        "wrong-audience", symptom: "a resource does not take a token that is good elsewhere",
        proof: "the token's audience or issuer, or the provider that gave it, against the resource that was called",
        references: ["RFC 9068 §4", "RFC 8707 §2"]
    ) { subject in
        guard subject.isUnauthorized || (subject.isForbidden && !subject.saysScopeIsShort),
            let exchange = subject.exchange, let value = exchange.credential?.value
        else { return nil }
        let fix = Fix(
            "Ask for a token for this resource.",
            [
                subject.authorizeAgain(
                    like: subject.sentToken.flatMap(subject.origin),
                    parameters: [FormParameter("resource", URLParts(exchange.request.url)?.origin ?? "")]), .exchange,
            ] + subject.again)
        if let foreign = subject.evidence.tokens.first(where: { $0.tokens.accessToken == value }),
            let provider = exchange.provider, foreign.provider != provider
        {
            return .found(
                .likely, "The token was given by \(foreign.provider), and it was sent to \(provider).",
                [
                    EvidenceLine(foreign.exchange, "brought the token, from \(foreign.provider)"),
                    EvidenceLine(exchange.number, "sends it to \(exchange.request.url.urlAddress)"),
                ],
                fix: Fix("Use a token of this provider.", subject.again))
        }
        let jwt = subject.sentJWT
        let introspection = subject.introspection(of: value)
        let audience = jwt.map { audiences($0.claims) } ?? introspection?.answer.audience ?? []
        guard !audience.isEmpty else {
            return jwt == nil && introspection == nil ? nil : .ruledOut("the token names no audience")
        }
        if let asked = subject.askedResource,
            let near = audience.first(where: { $0 + "/" == asked || asked + "/" == $0 })
        {
            return .found(
                .likely, "The token's audience and the resource that was asked for differ by the slash at the end.",
                [
                    EvidenceLine(
                        exchange.number, "aud is not the resource, to the byte",
                        difference: Difference("asked for", asked, "aud", near))
                ],
                fix: Fix("Ask for the resource exactly as the API names itself, and have the server issue aud so."),
                assumptions: ["the resource compares aud byte for byte"])
        }
        guard !audience.contains(where: { names($0, exchange.request.url, subject) }) else {
            return .ruledOut("the token's audience is this resource")
        }
        if let opened = exchange.credential.flatMap({ subject.openedLater($0, than: exchange) }) {
            return .ruledOut("the same token opened exchange \(opened.number)")
        }
        return .found(
            .likely,
            "The token is for \(PrintableText.safe(audience.joined(separator: ", "), limit: 200)), and not for the resource that was called.",
            [
                EvidenceLine(
                    introspection?.exchange.number ?? exchange.number,
                    "aud is \(PrintableText.safe(audience.joined(separator: ", "), limit: 200))"),
                EvidenceLine(exchange.number, "calls \(exchange.request.url.urlAddress)"),
            ],
            fix: fix, assumptions: ["the API goes by aud, and by its URL as its name"])
    }

    private static func audiences(_ claims: JSON) -> [String] {
        claims["aud"]?.string.map { [$0] } ?? claims["aud"]?.elements?.compactMap(\.string) ?? []
    }

    /// Whether an audience is this resource, its origin, or the provider itself.
    private static func names(_ audience: String, _ url: String, _ subject: Case) -> Bool {
        let own = [subject.evidence.provider.baseURL, subject.server.issuer ?? "", URLParts(url)?.origin ?? ""]
        return own.contains { !$0.isEmpty && ($0 == audience || $0 + "/" == audience) } || url.hasPrefix(audience)
    }
}

extension Case {
    /// The resource that the authorization of the token that was sent asked for (RFC 8707 §2).
    var askedResource: String? { sentToken.flatMap(origin)?.sent.first("resource") }
}
