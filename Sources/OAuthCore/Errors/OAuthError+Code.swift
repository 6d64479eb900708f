extension OAuthError {
    /// A stable name of a reason; new ones may come.
    public struct Code: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public var description: String { rawValue }
    }
}

extension OAuthError.Code {
    /// The server said no in a form that OAuth knows; ``OAuthError/server`` has its words.
    public static let refused = Self(rawValue: "refused")
    /// What came is no answer of an OAuth endpoint: HTML, broken JSON, JSON of another shape.
    public static let notOAuthResponse = Self(rawValue: "not-an-oauth-response")
    public static let unexpectedStatus = Self(rawValue: "unexpected-status")
    public static let unexpectedRedirect = Self(rawValue: "unexpected-redirect")
    public static let missingMember = Self(rawValue: "missing-member")
    public static let invalidMember = Self(rawValue: "invalid-member")

    public static let endpointUnknown = Self(rawValue: "endpoint-unknown")
    public static let issuerInvalid = Self(rawValue: "issuer-invalid")
    public static let issuerMissing = Self(rawValue: "issuer-missing")
    public static let issuerMismatch = Self(rawValue: "issuer-mismatch")

    public static let callbackMalformed = Self(rawValue: "callback-malformed")
    public static let parameterRepeated = Self(rawValue: "parameter-repeated")
    public static let redirectURIMismatch = Self(rawValue: "redirect-uri-mismatch")
    public static let stateMissing = Self(rawValue: "state-missing")
    public static let stateMismatch = Self(rawValue: "state-mismatch")
    public static let stateUnexpected = Self(rawValue: "state-unexpected")
    public static let codeMissing = Self(rawValue: "code-missing")

    /// An event came that does not answer the last step of a ``Flow``.
    public static let eventUnexpected = Self(rawValue: "event-unexpected")
    /// No response came; ``OAuthError/transport`` says why.
    public static let unanswered = Self(rawValue: "unanswered")
    /// An input that a flow requires has no value.
    public static let inputMissing = Self(rawValue: "input-missing")

    public static let credentialMissing = Self(rawValue: "credential-missing")
    /// The text of a credential is not what its kind wants.
    public static let credentialInvalid = Self(rawValue: "credential-invalid")
    /// A key could not sign, or not with the algorithm that was asked for.
    public static let signingFailed = Self(rawValue: "signing-failed")
    /// A client chose a ``ProofKind`` that there is not.
    public static let proofUnknown = Self(rawValue: "proof-unknown")
    public static let clientSecretMissing = Self(rawValue: "client-secret-missing")
    public static let authenticationMethodUnknown = Self(rawValue: "client-auth-method-unknown")
    public static let verifierInvalid = Self(rawValue: "verifier-invalid")
    public static let randomnessShort = Self(rawValue: "randomness-short")
    public static let tokenUnusable = Self(rawValue: "token-unusable")
    public static let tokenTypeUnsupported = Self(rawValue: "token-type-unsupported")
    public static let tokenOpaque = Self(rawValue: "token-opaque")
    public static let subjectMismatch = Self(rawValue: "subject-mismatch")
}
