internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let callbackFragment = Rule(
        "callback-fragment", symptom: "an application finds no code at its callback",
        proof: "the answer behind the # of the redirect, and a request to the redirect URI without it",
        references: ["OAuth 2.0 Multiple Response Types §2.1", "RFC 3986 §3.5"], isAboutTheAnswer: true
    ) { subject in
        guard !subject.isSuccess, let exchange = subject.exchange,
            [.page, .callback, .resource].contains(subject.endpoint)
        else { return nil }
        let address = exchange.request.url.urlAddress
        let query = FormParameters.parse(exchange.request.url.urlQuery)
        guard query.first("code") == nil, query.first("error") == nil else { return nil }
        let redirect = subject.earlier.prefix(60).first { other in
            guard let target = other.target, target.urlAddress == address, let hash = target.firstIndex(of: "#") else {
                return false
            }
            let answer = FormParameters.parse(String(target[target.index(after: hash)...]))
            return ["code", "access_token", "id_token", "error"].contains { answer.first($0) != nil }
        }
        guard let redirect else { return nil }
        return .found(
            .likely,
            "The answer stands in the fragment of the callback (behind #), which browsers do not send to a server: no code "
                + "reaches the application.",
            [
                EvidenceLine(redirect.number, "redirects to the callback with the answer behind #"),
                EvidenceLine(exchange.number, "comes to the callback without code and state"),
            ],
            fix: Fix(
                "Ask with response_type=code and without response_mode=fragment, or with response_mode=form_post; or read the "
                    + "fragment in the page by a script."))
    }
}
