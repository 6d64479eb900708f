internal import HTTPMessage
internal import Session
internal import Workbench

extension CompletionSource {
    /// Headers that requests carry; after `header` those that the last response has.
    static let headers = CompletionSource(kind: .header) { request, bench in
        guard ["show", "expect", "save", "match", "if", "retry"].contains(request.command) else { return sent }
        let received = (try? bench.lastExchange().exchange.response?.headers.map(\.name)) ?? []
        return Array(Set(received)).sorted().map { Completion($0) }
    }

    private static let sent = [
        Completion("Accept", "the media types that are wanted"),
        Completion("Accept-Language", "the languages that are wanted"),
        Completion("Authorization", "credentials, instead of Keyway's own"),
        Completion("Cache-Control", "no-cache asks for a fresh answer"),
        Completion("Content-Type", "the body's media type"),
        Completion("Cookie", "cookies, as name=value"),
        Completion("DPoP", "a proof of possession (RFC 9449)"),
        Completion("Idempotency-Key", "the same request twice is done once"),
        Completion("If-Match", "only if the resource has this tag"),
        Completion("If-None-Match", "only if the resource has changed"),
        Completion("Origin", "the page that a browser's script came from"),
        Completion("Prefer", "how the answer is wanted (RFC 7240)"),
        Completion("User-Agent", "who asks"),
        Completion("X-Request-ID", "a name for this request in the server's log"),
    ]
}
