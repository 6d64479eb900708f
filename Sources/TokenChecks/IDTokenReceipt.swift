internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

/// An ID token as a token response brings it, held against what is known without asking for more.
///
/// The connection to the token endpoint stands for the signature (OpenID Connect Core §3.1.3.7 (6)), so that no key is
/// needed. What cannot be read, or is encrypted, is not judged.
public struct IDTokenReceipt: Sendable {
    private let jwt: JWTParts
    private let expected: TokenExpectation

    /// - Parameters:
    ///   - expected: its `nonce` is nil too where nobody knows what was sent.
    ///   - isRefresh: whether it came with a refresh, which need not repeat the nonce (OpenID Connect Core §12.2).
    public init?(_ idToken: String, _ expected: TokenExpectation, isRefresh: Bool) {
        guard let jwt = try? JWTParts(reading: idToken) else { return nil }
        self.jwt = jwt
        var expected = expected
        expected.isRefresh = isRefresh
        self.expected = expected
    }

    /// The first check that it does not pass.
    public var refusal: TokenCheck? {
        var expected = expected
        // In a recording whose secrets are hidden nothing can be compared with them.
        if expected.accessToken.map(MaskedText.isStandIn) == true { expected.accessToken = nil }
        if expected.nonce.map(MaskedText.isStandIn) == true { expected.nonce = nil }
        let checks = TokenVerification(jwt, expected).idTokenChecks
        return checks.first { $0.result == .failed && judges($0) }
    }

    private func judges(_ check: TokenCheck) -> Bool {
        switch check.name {
        // How it must be signed is a matter of the registration, which is not known here.
        case "algorithm", "key", "signature": false
        // A server may add one by itself; what was not sent cannot come back wrong.
        case "nonce": expected.nonce.map { !MaskedText.isStandIn($0) } ?? false
        // That there is one with several audiences is only recommended.
        case "azp": jwt.claims["azp"] != nil
        // Clients that use the token live without it.
        case "iat": jwt.claims["iat"] != nil
        default: true
        }
    }
}
