internal import Diagnostics
internal import HTTPMessage
internal import OAuthCore
internal import Session

/// The proof of a client's requests as this run knows it, with what it has learned of the server.
struct KeptProof: Sendable {
    /// Of which kind it is, and whose: what one client learns is not told to another.
    struct Key: Hashable {
        let kind: String
        let provider: String
        let client: String
    }

    let key: Key
    var proof: any RequestProof
    /// The token that the request carries; nil for a request of the client itself.
    let accessToken: String?
    /// Whether the last response asked for another proof.
    var wantsRetry = false
}

extension ExchangeStage {
    /// Puts the proof that the token or the client asks for on the request, which nothing edits after it.
    static let proof = ExchangeStage(name: "proof") { passage, _, bench throws(Diagnostic) in
        guard passage.exchange == nil, !bench.environment.proofs.isEmpty else { return }
        if passage.proof == nil { passage.proof = try bench.neededProof(of: passage.request, passage) }
        guard let kept = passage.proof else { return }
        let context = ProofContext(
            accessToken: kept.accessToken, now: bench.environment.clock(), random: bench.environment.random)
        passage.request = try bench.protocolStep { () throws(OAuthError) in
            var request = passage.request
            try kept.proof.prove(&request, context)
            return request
        }
    }

    /// Lets the proof take from the response what the next one needs.
    static let lesson = ExchangeStage(name: "learn for the next proof") { passage, _, bench in
        guard var kept = passage.proof, let response = passage.exchange?.response else { return }
        kept.proof.learn(from: response, of: passage.request)
        kept.wantsRetry = kept.proof.wantsRetry(after: response, of: passage.request)
        passage.proof = kept
        bench.keptProofs[kept.key] = kept.proof
    }
}

extension Workbench {
    /// The proof that a request needs: a token's, where the request carries it, else the one that the client has chosen for
    /// its token requests.
    fileprivate func neededProof(of request: HTTPRequest, _ passage: Passage) throws(Diagnostic) -> KeptProof? {
        let context = passage.context
        guard let provider = context.provider else { return nil }
        let token = try carriedToken(request, context)
        guard token != nil || passage.purpose == .token else { return nil }
        let client = try actingClient(token, context, at: provider)
        let kind = try protocolStep { () throws(OAuthError) in
            try ProofKind.needed(for: token?.tokens.tokenType, by: client, among: environment.proofs)
        }
        guard let kind, let client else { return nil }
        let key = KeptProof.Key(kind: kind.name, provider: provider, client: client.id)
        if let kept = keptProofs[key] {
            return KeptProof(key: key, proof: kept, accessToken: token?.tokens.accessToken)
        }
        let proof = try protocolStep { () throws(OAuthError) in try kind.make(for: client) }
        return KeptProof(key: key, proof: proof, accessToken: token?.tokens.accessToken)
    }

    /// The token that the request carries; nil where an item, a plugin or a redirect has taken it away.
    private func carriedToken(
        _ request: HTTPRequest, _ context: ExchangeContext
    ) throws(Diagnostic) -> SessionToken? {
        guard let id = context.token, let token = try store().token(id),
            request.headers["Authorization"]?.hasSuffix(" \(token.tokens.accessToken)") == true
        else { return nil }
        return token
    }

    /// The client that the request belongs to: the one that it names, else the token's.
    private func actingClient(
        _ token: SessionToken?, _ context: ExchangeContext, at provider: String
    ) throws(Diagnostic) -> ClientRegistration? {
        if let id = context.clientID {
            return try store().clients(of: provider).map(\.registration).first { $0.id == id }
        }
        guard let id = token?.client else { return nil }
        return try store().client(id)?.registration
    }
}
