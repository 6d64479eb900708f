internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let authorizationPage = Rule(
        "authorization-page", symptom: "the authorization server shows a page about an error",
        proof: "the page that answered the request, or that it led to, and its words",
        references: ["RFC 6749 §4.1.2.1"]
    ) { subject in
        guard !subject.isSuccess, let page = errorPage(subject) else { return nil }
        return .found(
            .possible, sentence(page.words), [EvidenceLine(page.number, answer(page))],
            fix: Fix(
                "Compare client_id and redirect_uri with what is registered, and look the page's words up at the provider."
            ),
            alternatives: [
                Alternative("redirect-uri-unregistered", "the redirect URI is not registered"),
                Alternative("client-unknown", "the client is not known"),
            ])
    }

    private static func sentence(_ words: ServerWords) -> String {
        let said = words.said.first.map { ", which says \u{201C}\(PrintableText.safe($0, limit: 300))\u{201D}" } ?? ""
        return "The authorization server stops at a page of its own\(said)."
            + " It does so where it does not trust the client or the redirect URI."
    }

    private static func answer(_ page: RecordedExchange) -> String {
        let status = page.status.map { String($0) } ?? "nothing"
        return "answers \(status) at \(PrintableText.safe(page.request.url.urlAddress, limit: 200))"
    }

    private static func errorPage(_ subject: Case) -> RecordedExchange? {
        if let exchange = subject.exchange { return subject.endpoint == .page ? exchange : nil }
        guard let authorization = subject.refusedAuthorization, authorization.callback == nil else { return nil }
        return subject.evidence.exchanges.last { other in
            other.authorization == authorization.id
                && ((other.status ?? 0) >= 400 || Case.showsError(other))
        }
    }
}
