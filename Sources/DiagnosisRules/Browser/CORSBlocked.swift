internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let corsBlocked = Rule(
        "cors-blocked", symptom: "a page's request to another origin has no response that the page may read",
        proof:
            "the answer to the preflight, or to the request, without the Access-Control headers that browsers ask for",
        references: ["Fetch §3.2.5", "Fetch §4.9"], isAboutTheAnswer: true
    ) { subject in
        guard let exchange = subject.exchange, let facts = subject.cors else { return nil }
        let isKept = Case.isKeptFromPage(exchange, subject.evidence)
        let isSilent =
            exchange.exchange.failure?.code == .other && exchange.browserError?.contains("BLOCKED_BY_CLIENT") != true
        guard isKept || isSilent || (exchange.isPreflight && !subject.isSuccess) else { return nil }
        guard exchange.isOfBrowser(subject.evidence) || exchange.isPreflight || facts.preflight != nil || isSilent
        else {
            return nil
        }
        let host = URLParts(exchange.request.url)?.host ?? "the server"
        let origin = PrintableText.safe(facts.origin, limit: 100)
        guard let fault = facts.fault else {
            guard isSilent else { return nil }
            return .found(
                .possible,
                "The browser kept the answer of \(host) from the page of \(origin): the server does not allow this origin "
                    + "(CORS), or the connection failed.",
                [EvidenceLine(exchange.number, "is cross-origin, and the capture has no response")],
                fix: fix)
        }
        let source = facts.preflight ?? exchange
        return .found(
            isKept ? .likely : .proved,
            "The browser does not let the page of \(origin) call \(host), since the server does not allow it (CORS): \(fault).",
            [
                EvidenceLine(
                    source.number,
                    source.isPreflight
                        ? "is the preflight; \(fault)"
                        : "has Origin \(origin) and answers \(subject.answerPhrase); \(fault)")
            ]
                + (source.number == exchange.number
                    ? [] : [EvidenceLine(exchange.number, "has no response that the page may read")]),
            fix: fix)
    }

    private static let fix = Fix(
        "Register the page's origin at the provider (allowed web origins, trusted origins, or the application type for "
            + "single-page applications), leave out headers of your own that the preflight asks for, or call the endpoint "
            + "from a server.")
}
