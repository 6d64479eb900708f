internal import JSONKit
public import OAuthCore

/// What a JWT is meant to be, which decides how it is verified.
public enum TokenProfile: String, Sendable, CaseIterable {
    /// OpenID Connect Core §3.1.3.7.
    case idToken = "id-token"
    /// An access token as most servers write it.
    case accessToken = "access-token"
    /// An access token by RFC 9068.
    case rfc9068
    /// OpenID Connect Back-Channel Logout §2.6.
    case logoutToken = "logout-token"

    /// For messages: `the ID token`.
    public var title: String {
        switch self {
        case .idToken: "ID token"
        case .accessToken, .rfc9068: "access token"
        case .logoutToken: "logout token"
        }
    }

    /// What a JWT says that it is: by `typ`, by the claims that only one kind has, by its audience.
    public init(of jwt: JWTParts, clientID: String?) {
        let type = MediaTypeName.of(jwt)
        if type == "logout+jwt" || jwt.claims["events"]?[TokenProfile.logoutEvent] != nil {
            self = .logoutToken
        } else if type == "at+jwt" {
            self = .accessToken
        } else {
            let isForClient = clientID.map(jwt.audiences.contains) ?? false
            let isID = jwt.claims["nonce"] != nil || jwt.claims["at_hash"] != nil || isForClient
            self = isID && jwt.claims["scope"] == nil && jwt.claims["scp"] == nil ? .idToken : .accessToken
        }
    }

    /// The member of `events` that makes a logout token (OpenID Connect Back-Channel Logout §2.4).
    static let logoutEvent = "http://schemas.openid.net/event/backchannel-logout"
}

/// The `typ` of a JWT (RFC 7515 §4.1.9).
package enum MediaTypeName {
    /// In lower case, and without `application/`, which may be left out.
    static func of(_ jwt: JWTParts) -> String? {
        guard let type = jwt.type?.lowercased() else { return nil }
        let prefix = "application/"
        return type.hasPrefix(prefix) ? String(type.dropFirst(prefix.count)) : type
    }

    /// What a JWT of an explicit type is (RFC 8725 §3.11); nil for types that say nothing.
    static func meaning(of type: String) -> String? { meanings[type] }

    private static let meanings = [
        "at+jwt": "an access token (RFC 9068 §2.1)", "logout+jwt": "a logout token", "dpop+jwt": "a DPoP proof",
        "secevent+jwt": "a security event", "token-introspection+jwt": "an introspection response",
        "oauth-authz-req+jwt": "a request object", "client-authentication+jwt": "a client assertion",
        "authorization-grant+jwt": "an assertion for a token request",
        "oauth-id-jag+jwt": "an identity assertion grant",
        "kb+jwt": "a proof of a key's possession", "dc+sd-jwt": "a credential", "vc+sd-jwt": "a credential",
        "entity-statement+jwt": "a statement of a federation", "statuslist+jwt": "a list of statuses",
        "openid4vci-proof+jwt": "a proof of a key's possession", "txntoken+jwt": "a transaction token",
        "jwk-set+jwt": "a set of keys",
    ]
}
