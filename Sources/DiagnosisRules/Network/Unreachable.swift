internal import Diagnosis
internal import HTTPMessage

extension Rule {
    static let unreachable = network(
        "unreachable", [.connect, .connectTimeout, .lookup, .timeout, .closed, .badURL, .unsupportedScheme],
        symptom: "no answer came", references: []
    ) { exchange, subject in
        switch exchange.exchange.failure?.code {
        case .lookup:
            return (
                "The host's name has no address.", Fix("Check the host of the URL, and the network.", subject.again)
            )
        case .timeout:
            return (
                "The server took the request and did not answer in time.",
                Fix(
                    "Try again; a request with a code must not be repeated.",
                    subject.againWithoutItsCode)
            )
        case .closed:
            return (
                "The connection closed before an answer came; the server may have handled the request.",
                Fix(
                    "Try again; a request with a code must not be repeated.",
                    subject.againWithoutItsCode)
            )
        case .badURL, .unsupportedScheme: return ("The URL cannot be called.", Fix("Write it as https://host/path."))
        default:
            return (
                "Nobody answers at that address.",
                Fix("See whether the server runs, and check host and port.", subject.again)
            )
        }
    }
}
