internal import Encodings
internal import JSONKit
public import OAuthCore

/// Verifies a JWT step by step; each step is told, whatever came of the one before.
public struct TokenVerification: Sendable {
    let jwt: JWTParts
    let expected: TokenExpectation

    /// Checks a JWT against what is expected of it.
    public init(_ jwt: JWTParts, _ expected: TokenExpectation) {
        self.jwt = jwt
        self.expected = expected
    }

    /// Every check of a profile.
    public func checks(_ profile: TokenProfile) -> [TokenCheck] {
        switch profile {
        case .idToken: idTokenChecks
        case .accessToken: accessTokenChecks
        case .rfc9068: profiledAccessTokenChecks
        case .logoutToken: logoutTokenChecks
        }
    }

    /// Every check of an ID token, in the order of OpenID Connect Core §3.1.3.7.
    public var idTokenChecks: [TokenCheck] {
        let signed = SignatureSteps(jwt, expected, .idToken)
        return [
            issuer("Core §3.1.3.7 (2)"), clientAudience("Core §3.1.3.7 (3)"), authorizedParty, signed.signature,
            signed.algorithm, signed.key, critical, idTokenType, time("Core §3.1.3.7 (9)"),
            issuedAt("Core §3.1.3.7 (10)", isRequired: true), nonce, accessTokenHash, subject("Core §2"),
            authenticationTime,
        ]
    }

    /// The checks of an access token that is a JWT, as far as they hold for all servers.
    public var accessTokenChecks: [TokenCheck] {
        let signed = SignatureSteps(jwt, expected, .accessToken)
        return [
            accessTokenType(isStrict: false), issuer("RFC 7519 §4.1.1"), resourceAudience(isStrict: false), signed.key,
            signed.signature, signed.algorithm, critical, time("RFC 7519 §4.1.4"),
            issuedAt("RFC 7519 §4.1.6", isRequired: false),
        ]
    }

    /// The checks of an access token by RFC 9068 §4.
    public var profiledAccessTokenChecks: [TokenCheck] {
        let signed = SignatureSteps(jwt, expected, .rfc9068)
        return [
            accessTokenType(isStrict: true), issuer("RFC 9068 §4"), resourceAudience(isStrict: true), signed.key,
            signed.signature, signed.algorithm, critical, time("RFC 9068 §4"),
            issuedAt("RFC 9068 §2.2", isRequired: true), subject("RFC 9068 §2.2"),
            required("client_id", "RFC 9068 §2.2"), required("jti", "RFC 9068 §2.2"),
        ]
    }

    /// The checks of a logout token (OpenID Connect Back-Channel Logout §2.6).
    public var logoutTokenChecks: [TokenCheck] {
        let signed = SignatureSteps(jwt, expected, .logoutToken)
        return [
            issuer("Back-Channel Logout §2.6 (4)"), clientAudience("Back-Channel Logout §2.6 (4)"), signed.signature,
            signed.algorithm, signed.key, critical, logoutTokenType, time("Back-Channel Logout §2.6 (4)"),
            issuedAt("Back-Channel Logout §2.4", isRequired: true), logoutSubject, logoutEvents, logoutNonce,
            required("jti", "Back-Channel Logout §2.4"),
        ]
    }

    var claims: JSON { jwt.claims }

    func safe(_ text: String) -> String { PrintableText.safe(text, limit: 200) }

    /// What a claim is, in a sentence: `iss is https://as.example`, `there is no iss`.
    func phrase(_ name: String) -> String {
        guard let value = claims[name], !value.isNull else { return "there is no \(name)" }
        if let text = value.string { return "\(name) is \(safe(text))" }
        return "\(name) is \(value.kind.phrase)"
    }
}
