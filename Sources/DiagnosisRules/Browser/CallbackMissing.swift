internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let callbackMissing = Rule(
        "callback-missing", symptom: "nobody came back from an authorization",
        proof: "an authorization request without a callback, and the last page that is known of it",
        references: ["RFC 6749 §4.1.2.1", "OpenID Connect Core §3.1.2.6"]
    ) { subject in
        guard let authorization = subject.refusedAuthorization, authorization.callback == nil else { return nil }
        let pages = subject.evidence.exchanges.filter { $0.authorization == authorization.id && !$0.isFurniture }
        let isRefused = subject.authorizationStop?.isRefused == true
        guard !isRefused else { return .ruledOut("the server's answer shows that it refused the request") }
        var lines = [
            EvidenceLine(
                nil,
                "authorization \(authorization.id) was sent, and no callback came to "
                    + PrintableText.safe(authorization.redirectURI ?? "the client's redirect URI", limit: 200))
        ]
        if let last = pages.last {
            lines.append(
                EvidenceLine(
                    last.number,
                    "is the last that is known of it: \(PrintableText.safe(last.request.url.urlAddress, limit: 200)), "
                        + "\(last.status.map { String($0) } ?? "no response")"))
        }
        if let prompt = authorization.sent.first("prompt") {
            lines.append(
                EvidenceLine(
                    nil,
                    "it was sent with prompt=\(PrintableText.safe(prompt, limit: 60)): "
                        + "a server that asks the user all the same waits for an answer"))
        }
        let type = authorization.sent.first("response_type") ?? "code"
        if type != "code" {
            lines.append(
                EvidenceLine(
                    nil,
                    "it was sent with response_type=\(PrintableText.safe(type, limit: 60)): an answer, or an error, that is not "
                        + "for code comes in the fragment, which no listener at the redirect URI sees"))
        }
        return .found(
            .likely, sentence(authorization), lines,
            fix: Fix(
                "Look at what the browser shows. A sign-in or consent page waits for the user; an error page means that the "
                    + "server does not take the client or the redirect URI.",
                [subject.authorizeAgain(like: authorization)]),
            alternatives: [
                Alternative(
                    "redirect-uri-unregistered",
                    "the redirect URI is not registered, and the browser shows an error page",
                    probe: pages.isEmpty ? .prove : nil),
                Alternative(
                    "client-unknown", "the server does not know the client, and the browser shows an error page"),
                Alternative("access-denied", "the user did not sign in, or closed the page"),
                Alternative(
                    "callback-elsewhere",
                    "the browser went to the redirect URI, and something else listens there, or nothing does"),
            ])
    }

    /// What the request itself says of why nobody came back, before what is usual.
    private static func sentence(_ authorization: RecordedAuthorization) -> String {
        let prompts = (authorization.sent.first("prompt") ?? "").split(separator: " ")
        if prompts.contains("none") {
            return
                "No callback came, though the request was sent with prompt=none: the server shows a page and waits for the "
                + "user, in place of login_required or consent_required at the redirect URI."
        }
        if (authorization.sent.first("response_type") ?? "code") != "code" {
            return
                "No callback came: the answer to this response_type is in the fragment, which no listener at the redirect "
                + "URI sees, or the server showed a page of its own and sent nobody back."
        }
        return
            "No callback came: the login was not finished, or the server showed a page of its own and sent nobody back."
    }
}
