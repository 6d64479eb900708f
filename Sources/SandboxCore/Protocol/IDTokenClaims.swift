internal import Crypto
internal import Encodings
internal import JWTKit
internal import OAuthCore

/// What an ID token says (OpenID Connect Core §2 and §3.1.3.6).
package struct IDTokenClaims: JWTPayload {
    /// The issuer: the base URL of the provider.
    package var iss: String
    /// The subject: the id of the user.
    package var sub: String
    /// The audience: the id of the client.
    package var aud: String
    /// When the ID token ends, in seconds since 1970.
    package var exp: Int64
    /// When the ID token was issued, in seconds since 1970.
    package var iat: Int64
    /// When the user signed in, in seconds since 1970: the claim `auth_time`.
    package var authTime: Int64
    /// The `nonce` of the authorization request; nil where it sent none.
    package var nonce: String?
    var accessTokenHash: String

    enum CodingKeys: String, CodingKey {
        case iss, sub, aud, exp, iat, nonce
        case authTime = "auth_time"
        case accessTokenHash = "at_hash"
    }

    /// The claims of an ID token that is issued with an access token, whose hash they hold as `at_hash`.
    ///
    /// - Parameters:
    ///   - issuedAt: milliseconds since 1970.
    ///   - lifetime: seconds.
    package init(issuer: String, authorization: Authorization, accessToken: String, issuedAt: Int64, lifetime: Int64) {
        iss = issuer
        sub = authorization.userID
        aud = authorization.clientID
        iat = issuedAt / 1000
        exp = iat + lifetime
        authTime = authorization.authTime / 1000
        nonce = authorization.nonce
        accessTokenHash = Base64URL.encode(SHA256.hash(data: Array(accessToken.utf8)).prefix(16))
    }

    /// The provider only signs; its clients verify.
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}
