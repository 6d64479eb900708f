extension OAuthError {
    /// A stable name of a reason; new ones may come.
    public struct Code: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        /// The stable name: `state-mismatch`.
        public let rawValue: String

        /// A code of this name.
        public init(rawValue: String) { self.rawValue = rawValue }

        public var description: String { rawValue }
    }
}

extension OAuthError.Code {
    /// The server said no in a form that OAuth knows; ``OAuthError/server`` has its words.
    public static let refused = Self(rawValue: "refused")
    /// What came is no answer of an OAuth endpoint: HTML, broken JSON, JSON of another shape.
    public static let notOAuthResponse = Self(rawValue: "not-an-oauth-response")
    /// A response has a status that its message does not allow.
    public static let unexpectedStatus = Self(rawValue: "unexpected-status")
    /// A response is a redirect, where none is allowed.
    public static let unexpectedRedirect = Self(rawValue: "unexpected-redirect")
    /// A required member of a JSON object is missing.
    public static let missingMember = Self(rawValue: "missing-member")
    /// A member of a JSON object has a value of the wrong type.
    public static let invalidMember = Self(rawValue: "invalid-member")

    /// The server's metadata has no such endpoint.
    public static let endpointUnknown = Self(rawValue: "endpoint-unknown")
    /// A text is not an issuer identifier (RFC 8414 §2).
    public static let issuerInvalid = Self(rawValue: "issuer-invalid")
    /// An issuer is needed, and none is known.
    public static let issuerMissing = Self(rawValue: "issuer-missing")
    /// A protected resource wants a token, and says nowhere which authorization server gives one (RFC 9728 §5.1).
    public static let resourceMetadataMissing = Self(rawValue: "resource-metadata-missing")
    /// A document or response is of another issuer (RFC 8414 §3.3, RFC 9207 §2.4).
    public static let issuerMismatch = Self(rawValue: "issuer-mismatch")

    /// A callback is not a URL with readable parameters.
    public static let callbackMalformed = Self(rawValue: "callback-malformed")
    /// A parameter that may stand once stands several times (RFC 6749 §3.1).
    public static let parameterRepeated = Self(rawValue: "parameter-repeated")
    /// A callback came to another address than the redirect URI of the request.
    public static let redirectURIMismatch = Self(rawValue: "redirect-uri-mismatch")
    /// A callback has no `state`, though the request sent one (RFC 6749 §4.1.2).
    public static let stateMissing = Self(rawValue: "state-missing")
    /// A callback has another `state` than the request (RFC 6749 §10.12).
    public static let stateMismatch = Self(rawValue: "state-mismatch")
    /// A callback has a `state`, though the request sent none.
    public static let stateUnexpected = Self(rawValue: "state-unexpected")
    /// A code is needed, and none came.
    public static let codeMissing = Self(rawValue: "code-missing")

    /// An event came that does not answer the last step of a ``Flow``.
    public static let eventUnexpected = Self(rawValue: "event-unexpected")
    /// No response came; ``OAuthError/transport`` says why.
    public static let unanswered = Self(rawValue: "unanswered")
    /// An input that a flow requires has no value.
    public static let inputMissing = Self(rawValue: "input-missing")

    /// A client has no credential of a kind that is needed.
    public static let credentialMissing = Self(rawValue: "credential-missing")
    /// The text of a credential is not what its kind wants.
    public static let credentialInvalid = Self(rawValue: "credential-invalid")
    /// A key could not sign, or not with the algorithm that was asked for.
    public static let signingFailed = Self(rawValue: "signing-failed")
    /// A client chose a ``ProofKind`` that there is not.
    public static let proofUnknown = Self(rawValue: "proof-unknown")
    /// A client has no secret, and the method needs one.
    public static let clientSecretMissing = Self(rawValue: "client-secret-missing")
    /// No method of this name fits the client (RFC 6749 §2.3).
    public static let authenticationMethodUnknown = Self(rawValue: "client-auth-method-unknown")
    /// A code verifier is not of the form of RFC 7636 §4.1.
    public static let verifierInvalid = Self(rawValue: "verifier-invalid")
    /// The source of randomness gave fewer bytes than were asked for.
    public static let randomnessShort = Self(rawValue: "randomness-short")
    /// A token is empty, or has characters that no header can carry (RFC 6750 §2.1).
    public static let tokenUnusable = Self(rawValue: "token-unusable")
    /// A token has a type that Keyway cannot send (RFC 6749 §7.1).
    public static let tokenTypeUnsupported = Self(rawValue: "token-type-unsupported")
    /// A token is not a JWT, so nothing in it can be read.
    public static let tokenOpaque = Self(rawValue: "token-opaque")
    /// Userinfo is about another user than the ID token (OpenID Connect Core §5.3.2).
    public static let subjectMismatch = Self(rawValue: "subject-mismatch")
}
