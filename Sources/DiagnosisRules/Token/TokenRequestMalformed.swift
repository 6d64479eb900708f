internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let tokenRequestMalformed = Rule(
        "token-request-malformed", symptom: "the token endpoint cannot read a request",
        proof: "method, media type, or parameters that come twice or not at all, as they were sent",
        references: ["RFC 6749 §3.2", "RFC 6749 App. B"]
    ) { subject in
        guard subject.endpoint == .token, let exchange = subject.exchange, let status = subject.status,
            (400..<500).contains(status), ![404, 407, 429].contains(status)
        else { return nil }
        guard let (fault, fact) = fault(in: exchange) else {
            return withoutScope(exchange, subject)
                ?? .ruledOut("it is a form sent by POST, with each parameter once")
        }
        guard !subject.blame(.grant).isStated, !subject.blame(.scope).isStated else {
            return .ruledOut("the server speaks of what it read in the request")
        }
        return .found(
            isNamed(exchange, subject) ? .proved : .likely, fault,
            [EvidenceLine(exchange.number, "\(fact); the answer is \(subject.answerPhrase)")],
            fix: Fix("Send a form (application/x-www-form-urlencoded) by POST, each parameter once.", subject.again))
    }

    /// A grant without a user agent asks for its scope in the token request alone; the scope is optional by the standard
    /// (RFC 6749 §4.3.2, §4.4.2), and not at every server. One that says nothing may mean it.
    private static func withoutScope(_ exchange: RecordedExchange, _ subject: Case) -> Finding? {
        guard exchange.status == 400, subject.words.isEmpty, let type = subject.grantType,
            ["password", "client_credentials"].contains(type), exchange.form.first("scope") == nil,
            exchange.sentClient.id != nil
        else { return nil }
        return .found(
            .possible, "The scope is missing in the request, which some servers ask for with the grant \(type).",
            [
                EvidenceLine(
                    exchange.number, "asks by the grant \(type) without a scope; the answer is \(subject.answerPhrase)")
            ],
            fix: Fix("Send the scope with the request: scope=\"…\".", []),
            alternatives: [Alternative("grant-not-allowed", "the client may not use this grant")])
    }

    /// Some servers read JSON too, and a page may be of whatever stands before the endpoint: the status or the server's
    /// words must be of the request.
    private static func isNamed(_ exchange: RecordedExchange, _ subject: Case) -> Bool {
        if [405, 415].contains(exchange.status ?? 0) { return true }
        guard let error = subject.serverError?.error, !subject.blame(.client).isStated else { return false }
        if ["invalid_request", "unsupported_grant_type"].contains(error) { return true }
        return subject.blame(.request).isStated
    }

    private static func fault(in exchange: RecordedExchange) -> (String, String)? {
        let request = exchange.request
        guard request.method == "POST" else {
            return ("A token request is a POST, and \(request.method) was sent.", "is a \(request.method)")
        }
        if request.body?.isEmpty ?? true, let name = nameInURL(exchange) {
            return (
                "Parameters of a token request belong into its body, and this one has them in the URL's query: \(name).",
                "has \(name) in the URL, and no body"
            )
        }
        guard exchange.isForm else {
            let type = request.headers["Content-Type"].map { "of type \($0)" } ?? "without a Content-Type"
            return ("A token request is a form, and a body \(type) was sent.", "has a body \(type)")
        }
        return faultOfParameters(exchange)
    }

    private static func nameInURL(_ exchange: RecordedExchange) -> String? {
        FormParameters.parse(exchange.request.url.urlQuery).map(\.name).first(where: parameters.contains)
    }

    private static func faultOfParameters(_ exchange: RecordedExchange) -> (String, String)? {
        let form = exchange.form
        var seen: Set<String> = []
        if let twice = form.map(\.name).first(where: { !seen.insert($0).inserted && !repeatable.contains($0) }) {
            return ("The parameter \(twice) comes more than once.", "has \(twice) \(form.all(twice).count) times")
        }
        if let name = nameInURL(exchange) {
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

    /// RFC 8707 §2 and RFC 8693 §2.1 let these come more than once.
    private static let repeatable: Set<String> = ["resource", "audience"]

    private static let parameters: Set<String> = [
        "grant_type", "code", "redirect_uri", "code_verifier", "client_id", "client_secret", "refresh_token", "scope",
    ]
}
