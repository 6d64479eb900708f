internal import HTTPMessage

extension Rule {
    static let unreachable = network(
        "unreachable", [.connect, .connectTimeout, .lookup, .timeout, .closed, .badURL, .unsupportedScheme],
        symptom: "no answer came", references: []
    ) { exchange, subject in
        switch exchange.exchange.failure?.code {
        case .lookup:
            return (
                "The host's name has no address.", Mend("Check the host of the URL, and the network.", subject.again)
            )
        case .timeout:
            return (
                "The server took the request and did not answer in time.",
                Mend(
                    "Try again; a request with a code must not be repeated.",
                    subject.redemption == nil
                        ? subject.again : subject.newTokens(like: subject.redemption?.authorization))
            )
        case .closed:
            return (
                "The connection closed before an answer came; the server may have handled the request.",
                Mend(
                    "Try again; a request with a code must not be repeated.",
                    subject.redemption == nil
                        ? subject.again : subject.newTokens(like: subject.redemption?.authorization))
            )
        case .badURL, .unsupportedScheme: return ("The URL cannot be called.", Mend("Write it as https://host/path."))
        default:
            return (
                "Nobody answers at that address.",
                Mend("See whether the server runs, and check host and port.", subject.again)
            )
        }
    }
}
