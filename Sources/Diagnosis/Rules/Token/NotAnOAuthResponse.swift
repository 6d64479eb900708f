internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let notAnOAuthResponse = Rule(
        "not-an-oauth-response", symptom: "what answers is no OAuth endpoint and no API",
        proof: "the media type and the first bytes of the body, and who signs as Server or Via",
        references: ["RFC 6749 §5.1", "RFC 6749 §5.2"]
    ) { subject in
        guard let exchange = subject.exchange, let response = subject.response, subject.endpoint != .authorization,
            !subject.isSuccess || subject.endpoint == .token
        else { return nil }
        guard !(300..<400).contains(response.status) else { return nil }
        if response.body.isEmpty {
            guard response.status < 300, subject.problem != nil else { return .ruledOut("the answer has no body") }
        } else if (try? JSON(parsing: response.body)) != nil {
            return .ruledOut("the answer is JSON")
        }
        let looksLikePage = isPage(response)
        guard looksLikePage || subject.endpoint != .resource else { return .ruledOut("the answer is no page") }
        return .found(
            subject.isResourceCall && [401, 403].contains(response.status) ? .possible : .proved,
            looksLikePage
                ? "A page answered, not \(place(subject)): a proxy, a firewall, a login page, or another path than the endpoint's."
                : "What answered is not \(place(subject)): its body is no JSON.",
            [EvidenceLine(exchange.number, fact(response))]
                + (signature(response).map { [EvidenceLine(exchange.number, $0)] } ?? []),
            mend: mend(subject, response))
    }

    static func isPage(_ response: HTTPResponse) -> Bool {
        response.mediaType?.contains("html") == true
            || response.body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "<")
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
        let begins = isPage(response) ? ", which begins \u{201C}\(start)\u{201D}" : ""
        return
            "answers \(response.status) with \(response.body.count) bytes of \(response.mediaType ?? "no media type")\(begins)"
    }

    private static func signature(_ response: HTTPResponse) -> String? {
        let names = ["Server", "Via", "CF-Ray", "X-Cache"]
        let found = names.compactMap { name in response.headers[name].map { "\(name): \($0)" } }
        return found.isEmpty ? nil : found.joined(separator: ", ")
    }

    private static func mend(_ subject: Case, _ response: HTTPResponse) -> Mend {
        if response.status >= 500 {
            return Mend("Something before the server answers that it cannot reach it; try again.", subject.again)
        }
        return Mend(
            "Check the endpoint's URL against the provider's documentation, and whether a proxy or a login page stands "
                + "before it.", subject.server.issuer == nil ? [] : ["provider discover"] + subject.again)
    }
}
