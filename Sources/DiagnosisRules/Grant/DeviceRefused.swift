internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore
internal import OAuthFlows

extension Rule {
    static let deviceRefused = Rule(
        "device-refused", symptom: "a device gets no tokens",
        proof: "the grant type of the poll, and the token endpoint's answer to it", references: ["RFC 8628 §3.5"]
    ) { subject in
        guard subject.endpoint == .token, let exchange = subject.exchange,
            subject.grantType == GrantFlow.deviceCode.type, let error = subject.serverError?.error,
            let (sentence, advice) = DeviceRefusal.words[error]
        else { return nil }
        let line = EvidenceLine(exchange.number, "polls with a device code; the answer is \(subject.answerPhrase)")
        return .found(.proved, sentence, [line], fix: Fix(advice, []))
    }
}

private enum DeviceRefusal {
    static let words = [
        "access_denied": (
            "The server says that the device was not allowed: the user refused, or a policy of the server did.",
            "Ask the user again, maybe for less: `grant device`."
        )
    ]
}
