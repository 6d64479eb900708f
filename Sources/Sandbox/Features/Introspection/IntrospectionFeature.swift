internal import JSONKit
internal import SandboxCore

extension Feature {
    static var introspection: Feature {
        var feature = Feature("introspection", "Tells clients what a token is worth.", reference: "RFC 7662")
        feature.routes = [Route("POST", "/oauth/introspect", .token, .introspect, Introspect.respond)]
        feature.metadata = { provider in
            [
                MetadataMember("introspection_endpoint", JSON(provider.url("/oauth/introspect"))),
                MetadataMember(
                    "introspection_endpoint_auth_methods_supported",
                    provider.features.authenticationMethods { $0.credential != .none }),
            ]
        }
        return feature
    }
}

extension EndpointName {
    static let introspect: EndpointName = "introspect"
}
