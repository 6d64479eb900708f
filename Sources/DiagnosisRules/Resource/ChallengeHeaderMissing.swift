internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let challengeHeaderMissing = Rule(
        "challenge-header-missing", symptom: "a resource refuses a call without saying how to authenticate",
        proof: "a 401 without WWW-Authenticate to a call without a credential",
        references: ["RFC 9110 §15.5.2", "RFC 9728 §5.1"], explainsWhateverIsSaid: true
    ) { subject in
        guard subject.isResourceCall, let exchange = subject.exchange, subject.status == 401,
            let response = subject.response, exchange.credential == nil, !exchange.hasOwnCredentialHeader
        else { return nil }
        let challenges = AuthenticationChallenge.parse(response.headers)
        guard challenges.isEmpty else { return .ruledOut("the answer has a challenge") }
        // Clients of MCP find the authorization server by the challenge alone.
        guard exchange.sentMembers?["jsonrpc"] != nil || exchange.members?["jsonrpc"] != nil else { return nil }
        return .found(
            .likely,
            "The server refuses the call and has no WWW-Authenticate with resource_metadata: clients cannot find its authorization server.",
            [
                EvidenceLine(exchange.number, "has no credential; the answer is \(subject.answerPhrase)"),
                EvidenceLine(exchange.number, "was answered without WWW-Authenticate"),
            ],
            fix: Fix(
                "The server must answer 401 with WWW-Authenticate: Bearer resource_metadata=\"…\"; until it does, "
                    + "`use ISSUER` names the authorization server by hand."))
    }
}
