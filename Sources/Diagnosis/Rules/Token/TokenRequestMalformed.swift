internal import HTTPMessage

extension Rule {
    static let tokenRequestMalformed = Rule(
        "token-request-malformed", symptom: "the token endpoint cannot read a request",
        proof: "method, media type, or parameters that come twice or not at all, as they were sent",
        references: ["RFC 6749 §3.2", "RFC 6749 App. B"]
    ) { subject in
        guard subject.endpoint == .token, let exchange = subject.exchange, let status = subject.status,
            (400..<500).contains(status), status != 429
        else { return nil }
        guard let (fault, fact) = fault(in: exchange) else {
            return .ruledOut("it is a form sent by POST, with each parameter once")
        }
        guard !subject.blame(.grant).isStated, !subject.blame(.scope).isStated else {
            return .ruledOut("the server speaks of what it read in the request")
        }
        return .found(
            subject.blame(.client).isStated ? .likely : .proved, fault,
            [EvidenceLine(exchange.number, "\(fact); the answer is \(subject.answerPhrase)")],
            mend: Mend("Send a form (application/x-www-form-urlencoded) by POST, each parameter once.", subject.again))
    }

    private static func fault(in exchange: RecordedExchange) -> (String, String)? {
        let request = exchange.request
        guard request.method == "POST" else {
            return ("A token request is a POST, and \(request.method) was sent.", "is a \(request.method)")
        }
        guard exchange.isForm else {
            let type = request.headers["Content-Type"].map { "of type \($0)" } ?? "without a Content-Type"
            return ("A token request is a form, and a body \(type) was sent.", "has a body \(type)")
        }
        return faultOfParameters(exchange)
    }

    private static func faultOfParameters(_ exchange: RecordedExchange) -> (String, String)? {
        let form = exchange.form
        var seen: Set<String> = []
        if let twice = form.map(\.name).first(where: { !seen.insert($0).inserted }) {
            return ("The parameter \(twice) comes more than once.", "has \(twice) \(form.all(twice).count) times")
        }
        let inURL = FormParameters.parse(exchange.request.url.urlQuery).map(\.name)
        if let name = inURL.first(where: parameters.contains) {
            return (
                "Parameters of a token request belong into its body, and \(name) stands in the URL.",
                "has \(name) in its URL"
            )
        }
        guard let type = form.first("grant_type"), !type.isEmpty else {
            return ("The parameter grant_type is missing.", "has no grant_type")
        }
        let needed = type == "authorization_code" ? "code" : type == "refresh_token" ? "refresh_token" : nil
        if let needed, form.first(needed)?.isEmpty ?? true {
            return ("The parameter \(needed) is missing.", "has no \(needed)")
        }
        return nil
    }

    private static let parameters: Set<String> = [
        "grant_type", "code", "redirect_uri", "code_verifier", "client_id", "client_secret", "refresh_token", "scope",
    ]
}
