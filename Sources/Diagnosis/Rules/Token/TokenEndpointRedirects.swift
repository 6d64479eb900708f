internal import HTTPMessage

extension Rule {
    static let tokenEndpointRedirects = Rule(
        "token-endpoint-redirects", symptom: "the token endpoint answers with a redirect",
        proof: "the recorded Location against the endpoint's URL", references: ["RFC 6749 §3.2", "RFC 9700 §4.11"],
        isAboutTheAnswer: true
    ) { subject in
        guard subject.endpoint == .token, let exchange = subject.exchange, let status = subject.status,
            (300..<400).contains(status)
        else { return nil }
        let location = subject.response?.headers["Location"] ?? ""
        let target = URLReference.resolve(location, against: exchange.request.url).urlAddress
        let difference = Difference("token_endpoint", exchange.request.url.urlAddress, "Location", target)
        return .found(
            .proved,
            "The token endpoint is elsewhere: the server redirects"
                + (difference.map { ", \($0.words)" } ?? " to the same address")
                + ". Credentials do not follow a redirect.",
            [EvidenceLine(exchange.number, "answers \(status) with a Location", difference: difference)],
            fix: Fix(
                "If that is the provider's own address, set it as the token endpoint.",
                difference == nil
                    ? []
                    : [FixStep(.setMetadata(name: "token_endpoint", value: target))]
                        + subject.newTokens(like: subject.redemption?.authorization)))
    }
}
