internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let invalidTarget = Rule(
        "invalid-target", symptom: "the server gives no tokens for the API that was asked for",
        proof: "resource and audience that were sent, and the server's own code for them",
        references: ["RFC 8707 §2", "RFC 8693 §2.2.2"]
    ) { subject in
        guard let endpoint = subject.endpoint, [.token, .device, .backchannel, .pushed].contains(endpoint),
            let exchange = subject.exchange,
            subject.serverError?.error == "invalid_target"
        else { return nil }
        let named = ["resource", "audience"].flatMap { name in exchange.form.all(name).map { (name, $0) } }
        guard let (name, value) = named.first else {
            return .ruledOut("the request names neither a resource nor an audience")
        }
        let sent = named.map { "\($0.0) \(PrintableText.safe($0.1, limit: 200))" }.joined(separator: ", ")
        let line = EvidenceLine(exchange.number, "asks for \(sent); the answer is \(subject.answerPhrase)")
        if let bad = exchange.form.all("resource").first(where: { !isAbsolute($0) }) {
            return .found(
                .proved,
                "The resource \(PrintableText.safe(bad, limit: 200)) is not an absolute URI without a fragment, as it must be.",
                [line], fix: Fix("Send the identifier of the API as its server writes it, or its name as audience."))
        }
        // The authorization asked for something else: a token request must stay within it (RFC 8707 §2.2).
        if let asked = subject.redemption?.authorization?.sent.all("resource"), !asked.isEmpty, name == "resource",
            !asked.contains(value), let difference = Difference("authorized", asked[0], "asked for", value)
        {
            return .found(
                .proved, "The token request names a resource that the authorization did not ask for.",
                [EvidenceLine(exchange.number, "asks for another resource", difference: difference)],
                fix: Fix("Send the resource of the authorization, or authorize again with this one."))
        }
        return .found(
            .proved,
            "The server says that it gives this client no tokens for the \(name) \(PrintableText.safe(value, limit: 200)).",
            [line],
            fix: Fix(
                "Compare it with the identifier that the API is registered by, and have the server allow the client."))
    }

    private static func isAbsolute(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else { return false }
        return !text.contains("#")
    }
}
