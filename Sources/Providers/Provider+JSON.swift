package import JSONKit
package import OAuthCore

/// A provider as the session keeps it.
extension Provider {
    /// The provider as it is stored.
    package var json: JSON {
        JSON(present: [
            ("name", JSON(name)), ("title", JSON(title)), ("base_url", JSON(baseURL)), ("server", server.json),
            ("clients_url", clientsURL.map { JSON($0) }), ("key_variable", keyVariable.map { JSON($0) }),
            ("key", key.map { JSON($0) }), ("scopes", JSON(scopes.map { JSON($0) })),
            ("authentication_method", authenticationMethod.map { JSON($0) }),
            ("endpoints", JSON(endpoints.map { JSON($0) })), ("scope_summaries", JSON(texts: scopeSummaries)),
            ("endpoint_scopes", JSON(texts: endpointScopes)), ("quirks", JSON(quirks.map { JSON($0) })),
            ("port_agnostic", JSON(isPortAgnostic)), ("asks_with_commas", asksWithCommas ? true : nil),
            ("resource", resource.map { JSON($0) }),
            ("set_by_user", setByUser.isEmpty ? nil : JSON(setByUser.map { JSON($0) })),
            ("token_dialect", tokenDialect == .standard ? nil : tokenDialect.json),
        ])
    }

    /// Reads a stored provider; nil where a member is missing that every provider has.
    package init?(json: JSON) {
        guard let name = json["name"]?.string, let baseURL = json["base_url"]?.string, let server = json["server"]
        else {
            return nil
        }
        self.init(
            name: name, title: json["title"]?.string ?? name, baseURL: baseURL,
            server: AuthorizationServer(document: server),
            clientsURL: json["clients_url"]?.string, keyVariable: json["key_variable"]?.string,
            key: json["key"]?.string,
            scopes: json["scopes"]?.texts ?? [], authenticationMethod: json["authentication_method"]?.string,
            endpoints: json["endpoints"]?.texts ?? [], isPortAgnostic: json["port_agnostic"]?.bool ?? false)
        scopeSummaries = json["scope_summaries"]?.textMembers ?? [:]
        endpointScopes = json["endpoint_scopes"]?.textMembers ?? [:]
        quirks = json["quirks"]?.texts ?? []
        resource = json["resource"]?.string
        setByUser = json["set_by_user"]?.texts ?? []
        asksWithCommas = json["asks_with_commas"]?.bool ?? false
        tokenDialect = json["token_dialect"].map(TokenDialect.init(stored:)) ?? .standard
    }
}

extension TokenDialect {
    /// The dialect as it is stored.
    package var json: JSON {
        JSON(present: [
            ("divides_scopes_by_commas", JSON(dividesScopesByCommas)),
            ("bearer_types", JSON(bearerTypes.map { JSON($0) })), ("member", member.map { JSON($0) }),
        ])
    }

    /// Reads a stored dialect; what is missing is as in RFC 6749 §5.1.
    package init(stored json: JSON) {
        self.init(
            dividesScopesByCommas: json["divides_scopes_by_commas"]?.bool ?? false,
            bearerTypes: json["bearer_types"]?.texts ?? [], member: json["member"]?.string)
    }
}
