internal import GRDB
internal import JSONKit
internal import SandboxCore

extension Feature {
    /// Authentication of a user on another device than the client's.
    static var ciba: Feature {
        var feature = Feature(
            "ciba", "Asks a user on a device of theirs, whom a client names without a browser.",
            reference: "OpenID CIBA Core 1.0")
        feature.routes = [
            Route("POST", "/oauth/backchannel", .token, .backchannel, BackchannelAuthentication.respond),
            Route("GET", "/oauth/approvals", .page, .approvals, ApprovalPage.respond),
            Route("GET", "/oauth/approvals/:request", .page, .approvals, ApprovalPage.confirm),
        ]
        feature.grants = [.ciba]
        feature.consentSources = [.ciba]
        feature.metadata = { provider in
            [
                MetadataMember("backchannel_authentication_endpoint", JSON(provider.url("/oauth/backchannel"))),
                MetadataMember(
                    "backchannel_token_delivery_modes_supported",
                    JSON(CIBADelivery.modes(of: provider).map { JSON($0.rawValue) })),
                MetadataMember("backchannel_user_code_parameter_supported", true),
            ]
        }
        feature.faults = [.cibaDenied, .cibaExpired, .cibaPending, .cibaSlowDown, .cibaUserUnknown]
        feature.pages = [PageTemplate("approvals", PackageResources.approvals_mustache)]
        feature.settings = [.cibaInterval, .cibaLifetime, .cibaUserCode]
        feature.migrations = [Migration(1, "authentication requests", sql: AuthenticationRequest.table)]
        feature.housekeeping = { past, db in
            try db.run("DELETE FROM authentication_requests WHERE expires_at < ?", [past])
        }
        return feature
    }
}

extension EndpointName {
    static let backchannel: EndpointName = "backchannel"
    static let approvals: EndpointName = "approvals"
}

extension FeatureSetting {
    static let cibaInterval = FeatureSetting(
        "ciba.interval", "seconds that a client waits between two polls", standard: 5, 0...3600)
    static let cibaLifetime = FeatureSetting(
        "ciba.lifetime", "seconds that an authentication request is valid", standard: 600, 1...86_400)
    static let cibaUserCode = FeatureSetting(
        "ciba.user-code", "whether a user_code must be sent (1), which is the user's password", standard: 0, 0...1)
}

/// How a client learns that the user has decided (OpenID CIBA Core §5).
enum CIBADelivery: String, Sendable {
    case poll, ping

    /// A ping needs something to send it with.
    static func modes(of provider: Provider) -> [CIBADelivery] {
        provider.configuration.transport == nil ? [.poll] : [.poll, .ping]
    }
}
