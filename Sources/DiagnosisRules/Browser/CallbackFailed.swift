internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let callbackFailed = Rule(
        "callback-failed", symptom: "the server sent the code, and the application does not take it",
        proof: "the code in the callback, and what the application answered", references: ["RFC 6749 §4.1.2"]
    ) { subject in
        guard let callback = subject.callback, let code = callback.code, !code.isEmpty, !subject.isSuccess else {
            return nil
        }
        let exchange = callback.exchange
        let reason = CallbackFailure(exchange, callback.page, subject.words)
        let size = exchange.request.headers.map { $0.name.utf8.count + $0.value.utf8.count + 4 }.reduce(0, +)
        let cookies = exchange.request.headers.values("Cookie").map(\.utf8.count).reduce(0, +)
        var lines = [
            EvidenceLine(exchange.number, "brings a code to the callback; the answer is \(reason.answer)")
        ]
        if let page = callback.page {
            lines.append(
                EvidenceLine(
                    page.number, "is where the application sends the browser: \(page.request.url.urlAddress)"))
        }
        if cookies > 1000 {
            lines.append(
                EvidenceLine(exchange.number, "has \(size) bytes of headers, \(cookies) of them in cookies"))
        }
        return .found(
            .likely,
            "The authorization server did its part and sent the code; the application fails at its callback: "
                + reason.words + ".", lines, fix: Fix(reason.fix),
            alternatives: reason.alternatives,
            assumptions: ["the code and the state are those that the application waits for"])
    }
}

/// What an application's answer to a callback usually means.
private struct CallbackFailure {
    var answer: String
    var words: String
    var fix: String
    var alternatives: [Alternative] = []

    init(_ exchange: RecordedExchange, _ page: RecordedExchange?, _ said: ServerWords) {
        let status = exchange.status ?? 0
        answer = exchange.status.map { String($0) } ?? exchange.browserError ?? "none"
        let isTooLarge = ["too large", "header field exceeds", "too big", "too long", "bad message 431"]
            .contains(where: said.lowercased.contains)
        switch status {
        case _ where [413, 414, 431].contains(status) || (status == 400 && isTooLarge):
            words =
                "it answers \(status), since the request's headers, its cookies most of all, or its URL are too large for it"
            fix =
                "Delete the cookies of this host; keep less in cookies (the session on the server instead of tokens in it), "
                + "or let the server and each proxy before it take larger headers (nginx large_client_header_buffers, "
                + "Apache LimitRequestFieldSize, Node --max-http-header-size)."
        case 502...504, 520...530:
            let proxy = exchange.response?.headers["Server"].map { " (\(PrintableText.safe($0, limit: 60)))" } ?? ""
            words =
                "the proxy\(proxy) before the application answers \(status), since the application does not answer, or "
                + "answers with headers larger than the proxy's buffer, as with tokens in cookies"
            fix =
                "Look into the error log of the proxy and of the application at this moment. Where nginx says “upstream sent "
                + "too big header”, enlarge proxy_buffer_size, or keep less in the session's cookie."
            alternatives = [
                Alternative(
                    "server-failed", "the application cannot be reached, or it crashes while it redeems the code")
            ]
        case 404, 410:
            words = "it answers \(status): it has no handler at this path"
            fix =
                "Compare the path of the redirect URI with the route of the callback, with every prefix that a proxy adds or "
                + "takes away."
        case 405:
            words = "it answers 405: its handler does not take \(exchange.request.method)"
            fix =
                exchange.request.method == "POST"
                ? "Take POST at the callback, or ask without response_mode=form_post."
                : "Take GET at the callback, or ask with response_mode=form_post where it wants POST."
        case 400..<500:
            words = "it answers \(status), and refuses what came"
            fix =
                "Look into the application's log at this moment: for the state that it compares, and for the answer to its "
                + "token request."
            alternatives = [Alternative("state-cookie-lost", "the application does not find the state that it kept")]
        case 500...:
            words =
                "it answers \(status): it fails while it handles the callback, as where its token request is refused"
            fix = "Look into the application's log at this moment, above all for the answer to its token request."
            alternatives = [
                Alternative("code-reused", "the token endpoint refuses the code, which the application does not show")
            ]
        case 0:
            words = CallbackFailure.connection(exchange)
            fix =
                "See whether the application runs and listens at the redirect URI, by this host name, scheme and port."
        default:
            words =
                "it answers \(status), and then shows an error"
                + (page?.status.map { $0 >= 400 ? " (\($0))" : "" } ?? "")
            fix =
                "Look into the application's log at this moment: for the state that it compares, and for the answer to its "
                + "token request."
            alternatives = [
                Alternative("state-cookie-lost", "the application does not find the state that it kept"),
                Alternative("code-reused", "the token endpoint refuses the code, which the application does not show"),
            ]
        }
        if let first = said.said.first { answer += ", \u{201C}\(PrintableText.safe(first, limit: 300))\u{201D}" }
    }

    private static func connection(_ exchange: RecordedExchange) -> String {
        let word = exchange.browserError.map { " (\($0))" } ?? ""
        switch exchange.exchange.failure?.code {
        case .connect, .connectTimeout:
            let isIPv4 = exchange.request.url.contains("//127.0.0.1")
            let isName = exchange.request.url.contains("//localhost")
            let hint =
                isName
                ? "; localhost may be ::1 (IPv6) to the browser and 127.0.0.1 to the application"
                : isIPv4 ? "; the application may listen on localhost or ::1 (IPv6) only" : ""
            return "nobody listens there, and the connection is refused\(word)\(hint)"
        case .lookup: return "its host name has no address\(word)"
        case .tlsHandshake, .tlsUntrusted:
            return "the connection cannot be secured\(word): the redirect URI says https, and http may be spoken there"
        default:
            return exchange.browserError?.contains("UNKNOWN_URL_SCHEME") == true
                ? "no program takes URLs of this scheme\(word)" : "the browser got no response\(word)"
        }
    }
}
