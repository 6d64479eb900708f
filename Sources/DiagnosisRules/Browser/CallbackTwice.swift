internal import Diagnosis
internal import HTTPMessage

extension Rule {
    static let callbackTwice = Rule(
        "callback-twice", symptom: "an application fails at a callback",
        proof: "an earlier request to the same callback with the same code, and the headers of both",
        references: ["RFC 6749 §4.1.2", "RFC 9700 §4.5"], isAboutTheAnswer: true
    ) { subject in
        guard let callback = subject.callback, !subject.isSuccess else { return nil }
        guard let first = callback.earlier.first(where: { !$0.isPreflight }) else {
            return .ruledOut("the code came to the callback once")
        }
        let ahead = first.fetchedAhead
        let how =
            ahead != nil
            ? "the first time the browser fetched it ahead of the user (prefetch or prerender)"
            : first.isAborted
                ? "the first time the browser gave the request up before the answer came"
                : "the page was loaded again, or the link was opened twice"
        return .found(
            .likely,
            "The callback came twice with the same code: \(how). A code is good once, and the first request has used it.",
            [
                EvidenceLine(
                    first.number,
                    "brings the code to the callback" + (ahead.map { " with \($0)" } ?? "")
                        + "; the answer is \(first.status.map { String($0) } ?? "not recorded")"),
                EvidenceLine(
                    callback.exchange.number, "brings the same code again; the answer is \(subject.answerPhrase)"),
            ],
            fix: Fix(
                "Let the callback redeem a code once and then redirect to a page without the code in its URL; answer a "
                    + "request with Sec-Purpose: prefetch without using the code, and a second one from the session.",
                subject.newTokens(like: callback.authorization)),
            assumptions: ["the application redeemed the code at the first request"])
    }
}
