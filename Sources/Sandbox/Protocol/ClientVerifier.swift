internal import HTTPMessage
internal import JSONKit

/// A way in which clients prove who they are (RFC 6749 §2.3).
///
/// To add one, write it in a file of a feature and name it in the feature's ``Feature/clientVerifiers``.
struct ClientVerifier: Sendable {
    /// What a client is registered with so that it can authenticate in this way.
    enum Credential: Sendable {
        /// A secret, which client management gives it.
        case secret
        /// Public keys: the `jwks` of its metadata (RFC 7591 §2).
        case keys
        /// Nothing: the client is public.
        case none
    }

    /// The value of `token_endpoint_auth_method` (RFC 7591 §2).
    let method: String
    /// What the proof is sent in, as a refusal of two ways at once names it: `HTTP Basic`.
    let carrier: String
    let credential: Credential
    /// Whether a request uses this way. Nil for the way that is taken where a request uses no other.
    let isPresented: (@Sendable (ClientRequest) -> Bool)?
    /// Reads which client the request claims to be from.
    ///
    /// - Throws: a ``Refusal`` for a proof that cannot be read.
    let claim: @Sendable (ClientRequest) throws -> ClientClaim
    /// Why the claim does not hold for this client; nil where it does. The client's row has its registered metadata.
    let problem: @Sendable (ClientClaim, Client, ClientRequest) async throws -> String?
    /// The challenge of a refusal (RFC 6749 §5.2).
    var challenge: HTTPHeader?
    /// What the sender is told in place of the problem, which the operator reads; nil where the sender may know it too.
    var publicProblem: String?
}

/// Which client a request claims to be from, before that is verified.
struct ClientClaim: Sendable {
    var clientID: String
    /// A secret or an assertion; nil where the client sends none.
    var proof: String?
}

extension FeatureSet {
    /// The `token_endpoint_auth_method` values that are served, as metadata lists them.
    var authenticationMethods: JSON { authenticationMethods { _ in true } }

    func authenticationMethods(where isTaken: (ClientVerifier) -> Bool) -> JSON {
        JSON(clientVerifiers.filter(isTaken).map { JSON($0.method) })
    }
}
