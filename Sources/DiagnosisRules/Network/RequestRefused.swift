internal import Diagnosis
internal import OAuthCore

extension Rule {
    static let requestRefused = Rule(
        "request-refused", symptom: "an API refuses a call, and speaks neither of the credential nor of its scope",
        proof: "a status that is about the request itself, after the credential was taken",
        references: ["RFC 9110 §15.5"]
    ) { subject in
        guard subject.isResourceCall, !subject.isUnauthorized, !subject.isForbidden, let exchange = subject.exchange,
            let status = subject.status,
            (400..<500).contains(status), ![401, 403, 407, 429].contains(status)
        else { return nil }
        let words = subject.serverError?.description.map { ": \u{201C}\($0)\u{201D}" } ?? ""
        let parameter =
            subject.serverError?.parameter.map { [EvidenceLine(exchange.number, "names the parameter \($0)")] } ?? []
        // A credential that is no token of this session may be what it does not take.
        let isStranger = exchange.credential != nil && subject.sentToken == nil && status == 400
        return .found(
            isStranger ? .possible : .likely,
            "The server refuses the request itself, not the token: OAuth is not what is wrong here.",
            [EvidenceLine(exchange.number, "answers \(subject.answerPhrase)\(words)")] + parameter,
            fix: Fix(
                status == 404
                    ? "Check the path, and the id in it." : "Compare what was sent with what the API asks for."))
    }
}
