internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let browserBlocked = Rule(
        "browser-blocked", symptom: "the browser itself refuses to send a request or to hand its answer over",
        proof: "the browser's own error for the request", references: [], isAboutTheAnswer: true
    ) { subject in
        guard let exchange = subject.exchange, let word = exchange.browserError,
            let reason = BlockWords.all.first(where: { word.contains($0.word) })
        else { return nil }
        return .found(
            .proved,
            "The browser stopped the request by itself (\(PrintableText.safe(word, limit: 60))): \(reason.meaning).",
            [EvidenceLine(exchange.number, "ends with \(PrintableText.safe(word, limit: 60)) and has no response")],
            fix: Fix(reason.fix))
    }
}

/// What browsers' errors mean.
private struct BlockWords {
    let word: String
    let meaning: String
    let fix: String

    static let all = [
        BlockWords(
            word: "BLOCKED_BY_CLIENT", meaning: "an extension, such as a content blocker, does not let it pass",
            fix: "Try without extensions, and ask for a path that blockers do not know by its name."),
        BlockWords(
            word: "BLOCKED_BY_CSP", meaning: "the page's Content-Security-Policy does not allow this address",
            fix: "Add the address to connect-src, frame-src or form-action of the page's policy."),
        BlockWords(
            word: "BLOCKED_BY_RESPONSE",
            meaning: "X-Frame-Options, frame-ancestors or a cross-origin policy of the answer keeps it out of the page",
            fix: "Open the sign-in page in a window of its own instead of a frame."),
        BlockWords(
            word: "BLOCKED_BY_ADMINISTRATOR", meaning: "a policy of the organisation blocks this address",
            fix: "Have the address allowed."),
        BlockWords(
            word: "UNKNOWN_URL_SCHEME", meaning: "no application is registered for the scheme of the redirect URI",
            fix: "Install the application, or register its scheme."),
        BlockWords(
            word: "UNSAFE_PORT", meaning: "the port is one that browsers do not connect to",
            fix: "Let the callback listen on another port, and register that."),
        BlockWords(
            word: "TOO_MANY_REDIRECTS", meaning: "the pages redirect to each other without end",
            fix: "Look at which cookie each page of the circle sets and whether it comes back."),
        BlockWords(
            word: "RESPONSE_HEADERS_TOO_BIG", meaning: "the headers of the answer are too large for it",
            fix: "Keep less in cookies: the session on the server instead of tokens in it."),
    ]
}
