internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let registrationRefused = Rule(
        "registration-refused", symptom: "a server does not register a client",
        proof: "the status of the registration's answer, where its words say no more", references: ["RFC 7591 §3"]
    ) { subject in
        guard subject.endpoint == .registration, let exchange = subject.exchange, let status = subject.status,
            status >= 400, status < 500
        else { return nil }
        let isOpen = exchange.request.headers["Authorization"] == nil
        let sentence =
            switch status {
            case 401 where isOpen, 403 where isOpen:
                "The server does not let everybody register a client; no initial access token was sent."
            case 401, 403: "The server does not take the initial access token that was sent."
            case 404, 405, 410: "The server has no dynamic registration at this address."
            default: "The server refuses the registration."
            }
        return .found(
            [401, 403, 404, 405, 410].contains(status) ? .likely : .possible, sentence,
            [EvidenceLine(exchange.number, "registers a client; the answer is \(subject.answerPhrase)")],
            fix: Fix(
                "Register the client by hand, with an initial access token of the server's operator, or at the address that the "
                    + "metadata names as registration_endpoint."),
            assumptions: ["the answer is the server's own"])
    }
}
