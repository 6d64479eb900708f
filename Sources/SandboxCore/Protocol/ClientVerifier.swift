package import HTTPMessage
package import JSONKit

/// A way in which clients prove who they are (RFC 6749 §2.3).
///
/// To add one, write it in a file of a feature and name it in the feature's ``Feature/clientVerifiers``.
package struct ClientVerifier: Sendable {
    /// What a client is registered with so that it can authenticate in this way.
    package enum Credential: Sendable {
        /// A secret, which client management gives it.
        case secret
        /// Public keys: the `jwks` of its metadata (RFC 7591 §2).
        case keys
        /// A secret that keys MACs and is not sent, which client management gives it (RFC 7518 §3.2).
        case macSecret
        /// Nothing: the client is public.
        case none
    }

    /// The value of `token_endpoint_auth_method` (RFC 7591 §2).
    package let method: String
    /// What the proof is sent in, as a refusal of two ways at once names it: `HTTP Basic`.
    package let carrier: String
    /// What a client must be registered with to authenticate in this way.
    package let credential: Credential
    /// The values of `alg` that it takes, the usual one first; empty for a way without signatures.
    package let algorithms: [String]
    /// Whether a request uses this way. Nil for the way that is taken where a request uses no other.
    package let isPresented: (@Sendable (ClientRequest) -> Bool)?
    /// Reads which client the request claims to be from.
    ///
    /// - Throws: a ``Refusal`` for a proof that cannot be read.
    package let claim: @Sendable (ClientRequest) throws -> ClientClaim
    /// Why the claim does not hold for this client; nil where it does. The client's row has its registered metadata.
    package let problem: @Sendable (ClientClaim, Client, ClientRequest) async throws -> String?
    /// The challenge of a refusal (RFC 6749 §5.2).
    package var challenge: HTTPHeader?
    /// What the sender is told in place of the problem, which the operator reads; nil where the sender may know it too.
    package var publicProblem: String?

    /// A way to authenticate; see the properties for the meaning of each value.
    package init(
        method: String, carrier: String, credential: Credential, algorithms: [String] = [],
        isPresented: (@Sendable (ClientRequest) -> Bool)?,
        claim: @escaping @Sendable (ClientRequest) throws -> ClientClaim,
        problem: @escaping @Sendable (ClientClaim, Client, ClientRequest) async throws -> String?,
        challenge: HTTPHeader? = nil, publicProblem: String? = nil
    ) {
        self.method = method
        self.carrier = carrier
        self.credential = credential
        self.algorithms = algorithms
        self.isPresented = isPresented
        self.claim = claim
        self.problem = problem
        self.challenge = challenge
        self.publicProblem = publicProblem
    }
}

/// Which client a request claims to be from, before that is verified.
package struct ClientClaim: Sendable {
    /// The `client_id` that the request names, not verified.
    package var clientID: String
    /// A secret or an assertion; nil where the client sends none.
    package var proof: String?

    /// A claim; the proof is nil where the client sends none.
    package init(clientID: String, proof: String? = nil) {
        self.clientID = clientID
        self.proof = proof
    }
}

extension FeatureSet {
    /// The `token_endpoint_auth_method` values that are served, as metadata lists them.
    package var authenticationMethods: JSON { authenticationMethods { _ in true } }

    /// The `token_endpoint_auth_method` values of the verifiers that a condition takes, as an array.
    package func authenticationMethods(where isTaken: (ClientVerifier) -> Bool) -> JSON {
        JSON(clientVerifiers.filter(isTaken).map { JSON($0.method) })
    }
}
