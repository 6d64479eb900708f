package import JSONKit
package import OAuthCore

/// A provider as the session keeps it.
extension Provider {
    package var json: JSON {
        JSON(present: [
            ("name", JSON(name)), ("title", JSON(title)), ("base_url", JSON(baseURL)), ("server", server.json),
            ("clients_url", clientsURL.map { JSON($0) }), ("key_variable", keyVariable.map { JSON($0) }),
            ("key", key.map { JSON($0) }), ("scopes", JSON(scopes.map { JSON($0) })),
            ("authentication_method", authenticationMethod.map { JSON($0) }),
            ("endpoints", JSON(endpoints.map { JSON($0) })), ("scope_summaries", JSON(texts: scopeSummaries)),
            ("endpoint_scopes", JSON(texts: endpointScopes)), ("quirks", JSON(quirks.map { JSON($0) })),
            ("port_agnostic", JSON(isPortAgnostic)), ("asks_with_commas", asksWithCommas ? true : nil),
            ("token_dialect", tokenDialect == .standard ? nil : tokenDialect.json),
        ])
    }

    package init?(json: JSON) {
        guard let name = json["name"]?.string, let baseURL = json["base_url"]?.string, let server = json["server"]
        else {
            return nil
        }
        self.init(
            name: name, title: json["title"]?.string ?? name, baseURL: baseURL,
            server: AuthorizationServer(stored: server),
            clientsURL: json["clients_url"]?.string, keyVariable: json["key_variable"]?.string,
            key: json["key"]?.string,
            scopes: json["scopes"]?.texts ?? [], authenticationMethod: json["authentication_method"]?.string,
            endpoints: json["endpoints"]?.texts ?? [], isPortAgnostic: json["port_agnostic"]?.bool ?? false)
        scopeSummaries = json["scope_summaries"]?.textMembers ?? [:]
        endpointScopes = json["endpoint_scopes"]?.textMembers ?? [:]
        quirks = json["quirks"]?.texts ?? []
        asksWithCommas = json["asks_with_commas"]?.bool ?? false
        tokenDialect = json["token_dialect"].map(TokenDialect.init(stored:)) ?? .standard
    }
}

extension TokenDialect {
    package var json: JSON {
        JSON(present: [
            ("divides_scopes_by_commas", JSON(dividesScopesByCommas)),
            ("bearer_types", JSON(bearerTypes.map { JSON($0) })), ("member", member.map { JSON($0) }),
        ])
    }

    package init(stored json: JSON) {
        self.init(
            dividesScopesByCommas: json["divides_scopes_by_commas"]?.bool ?? false,
            bearerTypes: json["bearer_types"]?.texts ?? [], member: json["member"]?.string)
    }
}

extension AuthorizationServer {
    /// By the names of RFC 8414 §2.
    package var json: JSON {
        JSON(present: [
            ("issuer", issuer.map { JSON($0) }), ("authorization_endpoint", authorizationEndpoint.map { JSON($0) }),
            ("token_endpoint", tokenEndpoint.map { JSON($0) }),
            ("userinfo_endpoint", userinfoEndpoint.map { JSON($0) }),
            ("revocation_endpoint", revocationEndpoint.map { JSON($0) }),
            ("introspection_endpoint", introspectionEndpoint.map { JSON($0) }),
            ("registration_endpoint", registrationEndpoint.map { JSON($0) }), ("jwks_uri", jwksURI.map { JSON($0) }),
            ("scopes_supported", scopesSupported.map { JSON($0.map { JSON($0) }) }),
            ("grant_types_supported", grantTypesSupported.map { JSON($0.map { JSON($0) }) }),
            (
                "token_endpoint_auth_methods_supported",
                tokenEndpointAuthMethodsSupported.map { JSON($0.map { JSON($0) }) }
            ),
            ("code_challenge_methods_supported", codeChallengeMethodsSupported.map { JSON($0.map { JSON($0) }) }),
            ("authorization_response_iss_parameter_supported", JSON(authorizationResponseIssParameterSupported)),
        ])
    }

    package init(stored json: JSON) {
        self.init(
            issuer: json["issuer"]?.string, authorizationEndpoint: json["authorization_endpoint"]?.string,
            tokenEndpoint: json["token_endpoint"]?.string, revocationEndpoint: json["revocation_endpoint"]?.string,
            introspectionEndpoint: json["introspection_endpoint"]?.string,
            userinfoEndpoint: json["userinfo_endpoint"]?.string,
            registrationEndpoint: json["registration_endpoint"]?.string,
            jwksURI: json["jwks_uri"]?.string, scopesSupported: json["scopes_supported"]?.texts,
            grantTypesSupported: json["grant_types_supported"]?.texts,
            tokenEndpointAuthMethodsSupported: json["token_endpoint_auth_methods_supported"]?.texts,
            codeChallengeMethodsSupported: json["code_challenge_methods_supported"]?.texts,
            authorizationResponseIssParameterSupported:
                json["authorization_response_iss_parameter_supported"]?.bool ?? false)
    }
}
