internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
package import Session

/// A request that nobody has answered yet: what it waits for is a user, and not a refusal.
package struct UnansweredRequest: Sendable {
    /// What is open, as a sentence.
    package let sentence: String

    /// Nil where the newest exchange of the session leaves nothing open (RFC 8628 §3.2 and §3.5, CIBA Core §7.3 and §11).
    package init?(_ newest: SessionExchange?) {
        guard let newest else { return nil }
        let exchange = RecordedExchange(number: newest.number, purpose: .token, exchange: newest.exchange)
        guard let members = exchange.members else { return nil }
        let error = members["error"]?.string
        let isPolled = error == "authorization_pending" || error == "slow_down"
        let asks = exchange.sentParameter("auth_req_id") != nil || members["auth_req_id"]?.string != nil
        guard isPolled || members["device_code"]?.string != nil || members["auth_req_id"]?.string != nil else {
            return nil
        }
        let who =
            asks
            ? "the user has not decided on the authentication request"
            : members["user_code"]?.string.map { "nobody has entered the code \(PrintableText.safe($0, limit: 40))" }
                ?? "the user has not decided on the device's request"
        sentence =
            "nothing was refused, and exchange \(newest.number) is unanswered: \(who), or nobody asked for its tokens since"
    }
}
