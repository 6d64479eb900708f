internal import JSONKit
internal import SandboxCore

extension Feature {
    /// The two documents in which the provider describes itself. Their members come from all features.
    static var serverMetadata: Feature {
        var feature = Feature(
            "metadata", "Describes the provider.", reference: "RFC 8414, OpenID Connect Discovery 1.0")
        feature.canBeSwitchedOff = false
        feature.routes = [
            Route("GET", "/.well-known/openid-configuration", .metadata, .metadata, Metadata.openID),
            Route(
                "GET", "/.well-known/oauth-authorization-server\(Provider.basePath)", .metadata, .metadata, under: "",
                Metadata.oauth),
        ]
        feature.metadata = { provider in
            [
                MetadataMember("issuer", JSON(provider.issuer)),
                MetadataMember("scopes_supported", JSON(provider.features.scopes.map { JSON($0.name) })),
            ]
        }
        feature.faults = [.discoverySlash]
        return feature
    }
}

extension EndpointName {
    static let metadata: EndpointName = "metadata"
}
