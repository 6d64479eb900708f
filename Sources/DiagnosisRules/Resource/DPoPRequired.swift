internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let dpopRequired = Rule(
        "dpop-required", symptom: "a resource does not take a token that was sent without its proof",
        proof: "a token that is bound to a key, or a challenge for DPoP alone, and a request without a DPoP proof",
        references: ["RFC 9449 §7.1", "RFC 9449 §6"], explainsWhateverIsSaid: true
    ) { subject in
        guard subject.isResourceCall, let exchange = subject.exchange, let status = subject.status,
            (400..<500).contains(status) || subject.isRefusedWithSuccess, let credential = exchange.credential,
            !credential.value.isEmpty
        else { return nil }
        let challenges = subject.response.map { AuthenticationChallenge.parse($0.headers) } ?? []
        let wantsDPoP = challenges.contains { $0.isScheme("DPoP") } && !challenges.contains { $0.isScheme("Bearer") }
        let isBound =
            subject.sentToken?.tokens.tokenType.lowercased() == "dpop" || subject.sentJWT?.claims["cnf"]?["jkt"] != nil
        let hasProof = exchange.request.headers["DPoP"] != nil
        let isScheme = credential.scheme.lowercased() == "dpop"
        guard isBound || wantsDPoP else { return nil }
        guard !hasProof || !isScheme else { return .ruledOut("the token was sent with the scheme DPoP and a proof") }
        let missing =
            hasProof ? "with the scheme \(PrintableText.safe(credential.scheme, limit: 20))" : "without a DPoP proof"
        return .found(
            .likely,
            isBound
                ? "The token is bound to a key (DPoP), and it was sent \(missing)."
                : "This API takes tokens with DPoP alone, and a bearer token was sent.",
            [
                EvidenceLine(
                    exchange.number,
                    "sends the token as \(PrintableText.safe(credential.scheme, limit: 20)), \(hasProof ? "with" : "without") a DPoP header; the answer is \(subject.answerPhrase)"
                )
            ]
                + (wantsDPoP ? [EvidenceLine(exchange.number, "asks for DPoP in WWW-Authenticate")] : [])
                + (subject.sentToken.map {
                    [
                        EvidenceLine(
                            $0.exchange,
                            "brought the token with token_type \(PrintableText.safe($0.tokens.tokenType, limit: 40))")
                    ]
                } ?? []),
            fix: Fix(
                isBound
                    ? "Send it as DPoP, with a proof for each request that is signed with the key it is bound to."
                    : "Ask the server for a token that is bound to a key, and send it as DPoP with a proof."),
            assumptions: isBound ? ["the resource checks the binding"] : [])
    }
}
