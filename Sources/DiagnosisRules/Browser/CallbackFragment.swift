internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let callbackFragment = Rule(
        "callback-fragment", symptom: "an application finds no code at its callback",
        proof: "the answer behind the # of the redirect, and a request to the redirect URI without it",
        references: ["OAuth 2.0 Multiple Response Types §2.1", "RFC 3986 §3.5"], isAboutTheAnswer: true
    ) { subject in
        if let authorization = subject.refusedAuthorization { return empty(authorization, subject) }
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

    /// A callback that brings nothing at all: what stands behind the # of a redirect never comes to a server.
    private static func empty(_ authorization: RecordedAuthorization, _ subject: Case) -> Finding? {
        guard let callback = authorization.callback, authorization.answer.isEmpty else { return nil }
        let type = authorization.sent.first("response_type") ?? ""
        let mode = authorization.sent.first("response_mode") ?? ""
        let isFragment = mode == "fragment" || (mode.isEmpty && type != "code")
        return .found(
            isFragment ? .likely : .possible,
            isFragment
                ? "The callback came without code, error and state: with response_type=\(PrintableText.safe(type, limit: 60)) "
                    + "a server answers in the fragment (behind #), which browsers do not send to a server."
                : "The callback came without code, error and state: the answer stands in the fragment (behind #), or its "
                    + "query was cut off on the way.",
            [
                EvidenceLine(
                    nil,
                    "authorization \(authorization.id) was answered with \(PrintableText.safe(callback, limit: 200))")
            ],
            fix: Fix(
                "Ask with response_type=code, or with response_mode=query; to see what a server answered in the fragment, "
                    + "paste the browser's address: `authorize --manual`."),
            alternatives: [
                Alternative("callback-failed", "something on the way drops the query of the callback")
            ])
    }
}
