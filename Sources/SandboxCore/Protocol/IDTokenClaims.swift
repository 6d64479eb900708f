internal import Crypto
internal import Encodings
internal import JWTKit
internal import OAuthCore

/// What an ID token says (OpenID Connect Core §2 and §3.1.3.6).
package struct IDTokenClaims: JWTPayload {
    package var iss: String
    package var sub: String
    package var aud: String
    package var exp: Int64
    package var iat: Int64
    package var authTime: Int64
    package var nonce: String?
    var accessTokenHash: String

    enum CodingKeys: String, CodingKey {
        case iss, sub, aud, exp, iat, nonce
        case authTime = "auth_time"
        case accessTokenHash = "at_hash"
    }

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
