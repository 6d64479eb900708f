internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let notAnOAuthResponse = Rule(
        "not-an-oauth-response", symptom: "what answers is no OAuth endpoint and no API",
        proof: "the media type and the first bytes of the body, and who signs as Server or Via",
        references: ["RFC 6749 §5.1", "RFC 6749 §5.2"], isAboutTheAnswer: true, mayPassLater: true
    ) { subject in
        guard let exchange = subject.exchange, let response = subject.response, let endpoint = subject.endpoint,
            ![.authorization, .callback, .page, .preflight].contains(endpoint),
            !subject.isSuccess || subject.endpoint == .token
        else { return nil }
        guard !(300..<400).contains(response.status) else { return nil }
        guard !response.body.starts(with: [0xEF, 0xBB, 0xBF]) || subject.endpoint != .metadata else {
            return .ruledOut("a byte order mark stands before the document")
        }
        if response.body.isEmpty {
            if [404, 410].contains(response.status), subject.endpoint != .resource {
                return .found(
                    .likely, "Nothing is at that address: \(place(subject)) has another.",
                    [EvidenceLine(exchange.number, "answers \(response.status) without a body")]
                        + (signature(response).map { [EvidenceLine(exchange.number, $0)] } ?? []),
                    fix: fix(subject, response))
            }
            guard response.status < 300, subject.problem != nil else { return .ruledOut("the answer has no body") }
        } else if response.status == 404, subject.endpoint == .token, let refusal = subject.refusal,
            refusal.error != nil, refusal.degree(.client) == .excluded
        {
            return .found(
                .likely, "Nothing is at that address: \(place(subject)) has another.",
                [EvidenceLine(exchange.number, "answers \(subject.answerPhrase)")], fix: fix(subject, response))
        } else if (try? JSON(parsing: response.body)) != nil {
            return .ruledOut("the answer is JSON")
        }
        guard response.status < 500 || isOfGateway(response) else { return .ruledOut("the server itself failed") }
        guard exchange.members?["access_token"] == nil else { return .ruledOut("the answer is a form with tokens") }
        guard ![405, 415].contains(response.status) else {
            return .ruledOut("\(response.status) is about the method or the media type")
        }
        guard subject.refusal?.error == nil else { return .ruledOut("the answer has an OAuth error") }
        guard
            subject.topics.allSatisfy({ ["blocked", "method", "rate"].contains($0.name) }) || Rule.isOfGateway(response)
        else {
            return .ruledOut("the answer says what it refuses")
        }
        let looksLikePage = response.isPage
        guard looksLikePage || subject.endpoint != .resource else { return .ruledOut("the answer is no page") }
        return .found(
            confidence(subject, response),
            looksLikePage
                ? "A page answered where \(place(subject)) should: of a proxy, a firewall, a login, an application, or another path than the endpoint's."
                : "What answered is no answer of \(place(subject)): its body is no JSON.",
            [EvidenceLine(exchange.number, fact(response))]
                + (signature(response).map { [EvidenceLine(exchange.number, $0)] } ?? []),
            fix: fix(subject, response))
    }

    /// A page that refuses may be the endpoint's own, where it is known to be one: then what is wrong with the request
    /// comes first.
    private static func confidence(_ subject: Case, _ response: HTTPResponse) -> Verdict.Confidence {
        guard [400, 401, 403].contains(response.status) else { return .proved }
        if subject.isResourceCall { return response.isPage && response.status == 403 ? .likely : .possible }
        guard let exchange = subject.exchange else { return .likely }
        let isKnown = subject.evidence.exchanges.contains { other in
            other.request.url.urlAddress == exchange.request.url.urlAddress && other.number != exchange.number
                && other.members != nil
        }
        return isKnown || response.status == 401 ? .possible : response.isPage ? .proved : .likely
    }

    /// 502 to 504 and Cloudflare's own: whoever stands before the server says that it cannot reach it.
    static func isOfGateway(_ response: HTTPResponse) -> Bool {
        (502...504).contains(response.status) || (520...530).contains(response.status)
    }

    private static func place(_ subject: Case) -> String {
        switch subject.endpoint {
        case .token: "the token endpoint"
        case .metadata: "the server's metadata"
        case .resource, .userinfo: "the API"
        default: "the endpoint"
        }
    }

    private static func fact(_ response: HTTPResponse) -> String {
        let start = String(decoding: response.body.prefix(24), as: UTF8.self).filter { !$0.isNewline }
        let begins = response.isPage ? ", which begins \u{201C}\(start)\u{201D}" : ""
        return
            "answers \(response.status) with \(response.body.count.counted("byte")) of \(response.mediaType ?? "no media type")\(begins)"
    }

    private static func signature(_ response: HTTPResponse) -> String? {
        let names = ["Server", "Via", "CF-Ray", "X-Cache"]
        let found = names.compactMap { name in response.headers[name].map { "\(name): \($0)" } }
        return found.isEmpty ? nil : found.joined(separator: ", ")
    }

    private static func fix(_ subject: Case, _ response: HTTPResponse) -> Fix {
        if response.status >= 500 {
            return Fix("Something before the server answers that it cannot reach it; try again.", subject.again)
        }
        return Fix(
            "Check the endpoint's URL against the provider's documentation, and whether a proxy or a login page stands "
                + "before it.", subject.server.issuer == nil ? [] : [.discoverMetadata] + subject.again)
    }
}
