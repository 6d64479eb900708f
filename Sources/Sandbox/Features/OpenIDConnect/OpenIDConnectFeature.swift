internal import JSONKit
internal import OAuthCore
internal import SandboxCore

extension Feature {
    /// ID tokens, the keys that verify them, and the userinfo endpoint.
    static var openIDConnect: Feature {
        var feature = Feature(
            "openid-connect", "Tells clients who the user is.", reference: "OpenID Connect Core 1.0")
        feature.routes = [
            Route("GET", "/oauth/userinfo", .api, .userInfo, UserInfo.respond),
            Route("POST", "/oauth/userinfo", .api, .userInfo, UserInfo.respond),
            Route("GET", "/oauth/jwks", .metadata, .jwks, JWKS.respond),
        ]
        feature.scopes = [
            KnownScope(
                name: "openid", title: "Sign you in",
                description: "Know that it is you, by an ID that stays the same"),
            KnownScope(
                name: "profile", title: "Your profile", description: "See your ID, your username and your avatar"),
        ]
        feature.metadata = { provider in
            [
                MetadataMember("jwks_uri", JSON(provider.url("/oauth/jwks"))),
                MetadataMember("userinfo_endpoint", JSON(provider.url("/oauth/userinfo")), in: .openID),
                MetadataMember("subject_types_supported", ["public"], in: .openID),
                MetadataMember("id_token_signing_alg_values_supported", ["RS256"], in: .openID),
                MetadataMember(
                    "claims_supported", ["iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "at_hash"],
                    in: .openID),
                MetadataMember("claims_parameter_supported", false, in: .openID),
            ]
        }
        feature.tokenMembers = { issue, authorization, provider in
            // An exchange gives the one token that it was asked for (RFC 8693 §2.2.1).
            guard issue.scope.contains("openid"), issue.issuedTokenType == nil else { return [] }
            return [("id_token", JSON(try await IDToken.sign(issue, authorization, by: provider)))]
        }
        feature.faults = [
            .idTokenAudience, .idTokenExpired, .idTokenIssuer, .idTokenNonce, .idTokenSignature, .keyUnknown,
        ]
        return feature
    }
}

extension EndpointName {
    static let userInfo: EndpointName = "userinfo"
    static let jwks: EndpointName = "jwks"
}
