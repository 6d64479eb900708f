internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let stateMismatch = Rule(
        "state-mismatch", symptom: "a callback is not the answer to this authorization",
        proof: "the state that came against the states of all recorded authorizations",
        references: ["RFC 6749 §10.12", "RFC 9700 §4.7"]
    ) { subject in
        guard let authorization = subject.refusedAuthorization, let error = authorization.error,
            [OAuthError.Code.stateMismatch, .stateMissing, .stateUnexpected].contains(.init(rawValue: error))
        else { return nil }
        let sent = authorization.sent.first("state")
        let came = authorization.answer.first("state")
        let lines = [
            EvidenceLine(
                nil, "authorization \(authorization.id) was sent with " + (sent.map { "state \($0)" } ?? "no state")),
            EvidenceLine(
                nil, "its callback has " + (came.map { "state \(PrintableText.safe($0, limit: 200))" } ?? "no state"),
                difference: sent.flatMap { sent in came.flatMap { Difference("sent", sent, "came back", $0) } }),
        ]
        // Some servers leave the state out of an error, which brings nothing that could be misused.
        let isBareError = came == nil && subject.authorizationRefusal != nil
        return .found(
            isBareError ? .possible : .proved, sentence(came, authorization, subject), lines,
            fix: Fix(
                "Do not use the code that came with it. Authorize again, in one browser tab.",
                [subject.authorizeAgain(like: authorization)]))
    }

    private static func sentence(_ came: String?, _ authorization: RecordedAuthorization, _ subject: Case) -> String {
        guard let came else {
            return
                "The callback has no state, though one was sent: something on the way cut it off, or the callback is forged."
        }
        let other = subject.evidence.authorizations.first {
            $0.id != authorization.id && $0.sent.first("state") == came
        }
        if let other {
            return "The callback answers authorization \(other.id), an older or parallel one, and not this."
        }
        return authorization.sent.first("state") == nil
            ? "A state came back, and none was sent: the callback answers another request."
            : "The callback has a state that no authorization of this session was sent with: it is forged, or of another session."
    }
}
