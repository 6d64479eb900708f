internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let callbackElsewhere = Rule(
        "callback-elsewhere", symptom: "the callback came to another place than the redirect URI",
        proof: "the redirect URI that was sent against the URL that the browser was sent to, as bytes",
        references: ["RFC 6749 §3.1.2", "RFC 9700 §2.1"], isAboutTheAnswer: true
    ) { subject in
        if let cut = queryCutOff(subject) { return cut }
        guard !subject.isSuccess, let (came, number, authorization) = arrival(subject),
            let expected = authorization.redirectURI
        else { return nil }
        guard let difference = Difference("redirect_uri", expected.urlAddress, "came to", came.urlAddress) else {
            return lostOnTheWay(subject) ?? .ruledOut("the callback came to the redirect URI, byte for byte")
        }
        return .found(
            .likely,
            "The callback came to another \(part(expected, came)) than the redirect URI names: \(difference.words). "
                + "What the application kept for the login (cookies, the state) is of the other address.",
            [
                EvidenceLine(
                    number, "tells where authorization \(authorization.id) is answered", difference: difference)
            ],
            fix: Fix(
                "Begin the login at the address that the redirect URI names, and register that address; where a proxy or a "
                    + "redirect of the application changes it, let it keep host, scheme, path and query."))
    }

    /// Where the browser came back to, with the authorization that it answers.
    private static func arrival(_ subject: Case) -> (String, Int64?, RecordedAuthorization)? {
        if let callback = subject.callback, let authorization = callback.authorization {
            return (callback.exchange.request.url, callback.exchange.number, authorization)
        }
        guard let authorization = subject.refusedAuthorization, authorization.callback == nil else { return nil }
        for other in subject.evidence.exchanges.reversed() where other.authorization == authorization.id {
            guard let target = other.target else { continue }
            let answer = FormParameters.parse(target.urlQuery)
            guard answer.first("state") == authorization.sent.first("state"), answer.first("response_type") == nil,
                answer.first("code") != nil || answer.first("error") != nil
            else { continue }
            return (target, other.number, authorization)
        }
        return nil
    }

    private static func part(_ expected: String, _ came: String) -> String {
        guard let one = URLParts(expected), let other = URLParts(came) else { return "address" }
        if one.host.lowercased() != other.host.lowercased() { return "host" }
        if one.scheme.lowercased() != other.scheme.lowercased() { return "scheme" }
        return one.effectivePort != other.effectivePort ? "port" : "path"
    }

    /// The browser was sent to the redirect URI with a code, and came without it.
    private static func queryCutOff(_ subject: Case) -> Finding? {
        guard !subject.isSuccess, let exchange = subject.exchange, [.page, .resource].contains(subject.endpoint) else {
            return nil
        }
        let address = exchange.request.url.urlAddress
        guard exchange.callbackParameters.first("code") == nil, exchange.callbackParameters.first("error") == nil,
            subject.evidence.authorizations.contains(where: { $0.redirectURI?.urlAddress == address }),
            let redirect = subject.earlier.prefix(60).first(where: { other in
                guard let target = other.target, target.urlAddress == address else { return false }
                return FormParameters.parse(target.urlQuery).first("code") != nil
            })
        else { return nil }
        let isArrived = subject.evidence.exchanges.contains {
            $0.number > redirect.number && $0.request.url.urlAddress == address
                && $0.callbackParameters.first("code") != nil
        }
        guard !isArrived else { return nil }
        return .found(
            .likely,
            "The code was cut off on the way to the callback: the server sends the browser there with a code, and the request "
                + "comes without its query.",
            [
                EvidenceLine(redirect.number, "sends the browser to the callback with a code"),
                EvidenceLine(exchange.number, "comes to the callback without code and state"),
            ],
            fix: Fix(
                "Look at what stands between browser and application: a rewrite rule, a service worker or a proxy that drops the "
                    + "query."))
    }

    /// A redirect of the application that drops the query takes the code away.
    private static func lostOnTheWay(_ subject: Case) -> Finding? {
        guard let callback = subject.callback, let code = callback.code, let target = callback.exchange.target,
            let page = callback.page, page.number != callback.exchange.number,
            let one = URLParts(callback.exchange.request.url), let other = URLParts(target),
            one.path.trimmingSlash == other.path.trimmingSlash,
            FormParameters.parse(target.urlQuery).first("code") != code
        else { return nil }
        return .found(
            .likely,
            "The callback is redirected to \(PrintableText.safe(target.urlAddress, limit: 200)) without its query: the code "
                + "and the state are lost on the way.",
            [
                EvidenceLine(
                    callback.exchange.number,
                    "answers \(callback.exchange.status ?? 0) with a Location that has no code")
            ],
            fix: Fix("Register the address to which it is redirected, or let the redirect keep the query."))
    }
}

extension String {
    fileprivate var trimmingSlash: Substring { hasSuffix("/") ? dropLast() : self[...] }
}
