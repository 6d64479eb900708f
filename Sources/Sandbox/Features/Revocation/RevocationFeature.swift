internal import JSONKit
internal import SandboxCore

extension Feature {
    static var revocation: Feature {
        var feature = Feature("revocation", "Lets clients end their tokens.", reference: "RFC 7009")
        feature.routes = [Route("POST", "/oauth/revoke", .token, .revoke, Revoke.respond)]
        feature.metadata = { provider in
            [
                MetadataMember("revocation_endpoint", JSON(provider.url("/oauth/revoke"))),
                MetadataMember("revocation_endpoint_auth_methods_supported", provider.features.authenticationMethods),
            ]
        }
        return feature
    }
}

extension EndpointName {
    static let revoke: EndpointName = "revoke"
}
