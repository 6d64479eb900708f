internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension LintCheck {
    private static let metadata = "RFC 9728 §2"

    /// The members of a protected resource's metadata.
    static let resourceMembers: [LintCheck] = [
        .resource(.wrong, "resource-member-type", metadata, "each member has the type that the standard gives it") {
            $0.wrongTypes
        },
        .resource(.wrong, "resource-member-null", metadata, "a member that has no value is left out") { $0.nulls },
        .resource(.weak, "resource-list-empty", "RFC 9728 §3.2", "a list without elements is left out") { document in
            document.emptyLists.filter {
                !$0.hasPrefix("bearer_methods_supported ") && !$0.hasPrefix("authorization_servers ")
            }
        },
        .resource(.weak, "resource-list-repeated", metadata, "a list has each value once") { $0.repeated },
        .resource(.wrong, "resource-list-white-space", metadata, "a value of a list has no white space in it") {
            $0.whiteSpace(except: [])
        },
        .resource(.weak, "resource-member-misspelt", metadata, "members have their registered names") { $0.misspelt },
        .resource(.wrong, "resource-missing", metadata, "resource is there") { document in
            document.has("resource") ? [] : ["resource is missing, which is required"]
        },
        .resource(.wrong, "resource-relative", metadata, "resource is an absolute URL") { document in
            document.resource.flatMap {
                !$0.isHTTP ? ["resource is \(document.shown($0.text)), which is not an https URL"] : nil
            } ?? []
        },
        .resource(.wrong, "resource-insecure", metadata, "resource is https") { document in
            document.resource?.isInsecure == true ? ["resource is not https"] : []
        },
        .resource(.wrong, "resource-fragment", metadata, "resource has no fragment") { document in
            document.resource?.text.contains("#") == true ? ["resource has a fragment"] : []
        },
        .resource(.weak, "resource-query", metadata, "resource has no query") { document in
            document.resource?.parts?.query != nil ? ["resource has a query, which is advised against"] : []
        },
        .resource(.wrong, "resource-placeholder", metadata, "resource has no placeholder") { document in
            document.resource?.placeholder.map { ["resource has the placeholder \(document.shown($0))"] } ?? []
        },
        .resource(.wrong, "resource-elsewhere", "RFC 9728 §3.3", "the document stands where its resource implies") {
            document in
            guard let place = document.place, let resource = document.resource,
                let implied = MetadataPlace.resources(of: place).first,
                !MetadataPlace.resources(of: place).contains(resource.text)
            else { return [] }
            let words = Difference("implied", implied, "resource", resource.text)?.words ?? "they differ"
            return [
                "resource is \(document.shown(resource.text)), and the document's place implies \(document.shown(implied)): \(words)"
            ]
        },
        .resource(.note, "resource-slash", "RFC 9728 §3.3", "whether resource ends with a slash") { document in
            document.resource?.text.hasSuffix("/") == true
                ? ["resource ends with a slash, which the URL that is called and the audience of tokens must have too"]
                : []
        },
        .resource(.note, "resource-scopes-missing", metadata, "scopes_supported says what can be asked for") {
            document in
            document.has("scopes_supported")
                ? [] : ["scopes_supported is missing: a client cannot know what to ask for"]
        },
        .resource(.note, "resource-name-missing", metadata, "resource_name says to people what it is") { document in
            document.has("resource_name") ? [] : ["resource_name is missing, which consent pages show"]
        },
        .resource(.wrong, "bearer-method-unknown", metadata, "tokens are sent by known methods") { document in
            document.unknown("bearer_methods_supported", ["header", "body", "query"])
        },
        .resource(.weak, "bearer-method-query", "RFC 9700 §4.3.2", "tokens are not sent in the query") { document in
            document.texts("bearer_methods_supported").contains("query")
                ? ["bearer_methods_supported has query: logs keep such tokens"] : []
        },
        .resource(.wrong, "resource-algs-none", metadata, "responses are not unsigned JWTs") { document in
            document.texts("resource_signing_alg_values_supported").contains { $0.lowercased() == "none" }
                ? ["resource_signing_alg_values_supported has none, which is not allowed"] : []
        },
        .resource(.wrong, "resource-dpop-algs", "RFC 9449 §5.1", "DPoP proofs are signed with a private key") {
            document in
            let found = document.texts("dpop_signing_alg_values_supported").filter {
                $0.lowercased() == "none" || $0.hasPrefix("HS")
            }
            return found.isEmpty
                ? []
                : [
                    "dpop_signing_alg_values_supported has \(document.shown(found.joined(separator: ", "))); only asymmetric algorithms are allowed"
                ]
        },
        .resource(.weak, "resource-dpop-algs-missing", metadata, "where DPoP is required, its algorithms are said") {
            document in
            document.flag("dpop_bound_access_tokens_required") && !document.has("dpop_signing_alg_values_supported")
                ? ["dpop_bound_access_tokens_required is true, and dpop_signing_alg_values_supported is missing"] : []
        },
        .resource(.wrong, "resource-jwks-malformed", metadata, "jwks_uri is an https URL") { document in
            document.text("jwks_uri").map { LintURL("jwks_uri", $0) }.flatMap {
                !$0.isHTTP || $0.isInsecure ? ["jwks_uri is not an https URL"] : nil
            } ?? []
        },
        .resource(.weak, "resource-link-malformed", metadata, "links for people are web addresses") { document in
            ["resource_documentation", "resource_policy_uri", "resource_tos_uri"].filter { name in
                document.text(name).map { !LintURL(name, $0).isHTTP } ?? false
            }.map { "\($0) is not a web address" }
        },
        .resource(.wrong, "resource-signed-metadata-malformed", "RFC 9728 §2.2", "signed_metadata is a JWT") {
            document in
            document.text("signed_metadata").map {
                (try? JWTParts(reading: $0)) == nil ? ["signed_metadata is not a JWT that can be read"] : []
            } ?? []
        },
    ]

    /// The authorization servers that a protected resource names.
    static let resourceServers: [LintCheck] = [
        .resource(.weak, "servers-missing", metadata, "an authorization server is named") { document in
            document.texts("authorization_servers").isEmpty
                ? ["authorization_servers names none: a client cannot find out where to get a token"] : []
        },
        .resource(.wrong, "server-relative", metadata, "an authorization server is named by its issuer, an https URL") {
            document in
            document.each(document.servers, { !$0.isHTTP }) {
                "authorization_servers has \(document.shown($0.text)), which is not an https URL"
            }
        },
        .resource(.wrong, "server-insecure", metadata, "an authorization server is https") { document in
            document.each(document.servers, { $0.isInsecure }) {
                "authorization_servers has \(document.shown($0.text)), which is not https"
            }
        },
        .resource(.wrong, "server-malformed", "RFC 8414 §2", "an issuer has neither query nor fragment") { document in
            document.each(document.servers, { $0.text.contains { "?#".contains($0) } }) {
                "authorization_servers has \(document.shown($0.text)), which has a query or a fragment"
            }
        },
        .resource(
            .wrong, "server-is-document", metadata,
            "an authorization server is named by its issuer, not by its document"
        ) { document in
            document.each(document.servers, { $0.text.contains("/.well-known/") }) {
                "authorization_servers has the address of a document, \(document.shown($0.text)), and not an issuer"
            }
        },
        .resource(.wrong, "server-placeholder", metadata, "an authorization server has no placeholder") { document in
            document.each(document.servers, { $0.placeholder != nil }) {
                "authorization_servers has the placeholder \(document.shown($0.placeholder ?? ""))"
            }
        },
        .resource(.note, "servers-several", "RFC 9728 §7.6", "how many authorization servers there are") { document in
            document.servers.count > 1
                ? ["\(document.servers.count) authorization servers are named; the client chooses"] : []
        },
        .resource(
            .weak, "server-internal", metadata, "an authorization server can be reached from where the resource can"
        ) { document in
            guard let resource = document.resource, !resource.isInternal, resource.parts?.isLoopback == false else {
                return []
            }
            return document.each(document.servers, { $0.isInternal || $0.parts?.isLoopback == true }) {
                "authorization_servers has \(document.shown($0.text)), which only some networks know"
            }
        },
    ]
}

extension LintDocument {
    fileprivate var resource: LintURL? { text("resource").map { LintURL("resource", $0) } }
    fileprivate var servers: [LintURL] { texts("authorization_servers").map { LintURL("authorization_servers", $0) } }
}
