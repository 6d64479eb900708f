internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore
internal import OAuthFlows

extension Rule {
    static let deviceCodeExpired = Rule(
        "device-code-expired", symptom: "a device gets no tokens, since its code is over",
        proof: "the grant type of the poll, and the answer expired_token to it", references: ["RFC 8628 §3.5"]
    ) { subject in
        guard subject.endpoint == .token, let exchange = subject.exchange,
            subject.grantType == GrantFlow.deviceCode.type, subject.serverError?.error == "expired_token"
        else { return nil }
        return .found(
            .proved, "The server says that the device code has expired before the user decided.",
            [EvidenceLine(exchange.number, "polls with a device code; the answer is \(subject.answerPhrase)")],
            fix: Fix("Start again, and enter the code while it is valid: `grant device`.", []))
    }
}
