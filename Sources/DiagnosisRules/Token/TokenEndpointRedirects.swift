internal import Diagnosis
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
        let follower = subject.evidence.exchanges.first { other in
            other.number > exchange.number && other.request.url.urlAddress == target
                && other.request.method != exchange.request.method
        }
        let change =
            [301, 302, 303].contains(status) && exchange.request.method == "POST"
            ? " After a \(status) most clients send a GET without a body in place of the POST." : ""
        return .found(
            .proved,
            "The token endpoint is elsewhere: the server redirects"
                + (difference.map { ", \($0.words)" } ?? " to the same address")
                + ". Credentials do not follow a redirect." + change,
            [EvidenceLine(exchange.number, "answers \(status) with a Location", difference: difference)]
                + (follower.map {
                    [
                        EvidenceLine(
                            $0.number,
                            "follows it: the \(exchange.request.method) became a \($0.request.method) without its body; the "
                                + "answer is \($0.status.map { String($0) } ?? "none")")
                    ]
                } ?? []),
            fix: Fix(
                "If that is the provider's own address, set it as the token endpoint.",
                difference == nil
                    ? []
                    : [FixStep(.setMetadata(name: "token_endpoint", value: target))]
                        + subject.newTokens(like: subject.redemption?.authorization)))
    }
}
