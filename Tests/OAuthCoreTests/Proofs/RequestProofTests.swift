import HTTPMessage
import OAuthCore
import OAuthSupport
import Testing

/// A proof that carries the nonce that a server asks for, as DPoP does (RFC 9449 §8).
private struct NonceProof: RequestProof {
    private var nonce: String?

    func prove(_ request: inout HTTPRequest, _ context: ProofContext) throws(OAuthError) {
        request.headers["Proof"] = "\(context.now) \(nonce ?? "none")"
    }

    mutating func learn(from response: HTTPResponse, of request: HTTPRequest) {
        nonce = response.headers["Proof-Nonce"] ?? nonce
    }

    func wantsRetry(after response: HTTPResponse, of request: HTTPRequest) -> Bool {
        response.status == 401 && response.headers["Proof-Nonce"] != nil
    }
}

@Suite struct RequestProofTests {
    private let kind = ProofKind(
        name: "nonce", summary: "a test", section: "none", tokenTypes: ["Nonce"], needs: [.clientSecret]
    ) { _ throws(OAuthError) in NonceProof() }
    private let context = ProofContext(accessToken: "at", now: 7, random: { _ in [] })

    @Test func aProofIsMadeAnewWithTheNonceOfTheResponse() throws {
        var proof = try kind.make(for: client)
        var request = HTTPRequest("GET", "https://api.example")
        try proof.prove(&request, context)
        #expect(request.headers.values("Proof") == ["7 none"])
        let challenge = HTTPResponse(status: 401, headers: [HTTPHeader("Proof-Nonce", "n1")])
        proof.learn(from: challenge, of: request)
        #expect(proof.wantsRetry(after: challenge, of: request))
        try proof.prove(&request, context)
        #expect(request.headers.values("Proof") == ["7 n1"])
        let answer = HTTPResponse(status: 200)
        proof.learn(from: answer, of: request)
        #expect(!proof.wantsRetry(after: answer, of: request))
    }

    @Test func theTokensTypeOrTheClientNamesTheProof() throws {
        #expect(try ProofKind.needed(for: "nonce", by: nil, among: [kind])?.name == "nonce")
        #expect(try ProofKind.needed(for: "Bearer", by: nil, among: [kind]) == nil)
        #expect(try ProofKind.needed(for: nil, by: client, among: [kind]) == nil)
        var choosing = client
        choosing.proof = "nonce"
        #expect(try ProofKind.needed(for: nil, by: choosing, among: [kind])?.name == "nonce")
        choosing.proof = "other"
        #expect(
            failure { () throws(OAuthError) in try ProofKind.needed(for: nil, by: choosing, among: [kind]) }?.code
                == .proofUnknown)
    }

    @Test func aProofNeedsItsCredentials() {
        #expect(
            failure { () throws(OAuthError) in try kind.make(for: ClientRegistration(id: "a")) }?.code
                == .credentialMissing)
    }

    @Test func theTableNamesEachOnce() {
        let names = ProofKind.all.map(\.name)
        #expect(Set(names).count == names.count)
    }
}
