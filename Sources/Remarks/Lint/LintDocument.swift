internal import Diagnosis
internal import HTTPMessage
public import JSONKit
public import OAuthCore

/// A document that ``LintCheck/all`` judges: the metadata of an authorization server, a protected resource or a client.
public struct LintDocument: Sendable {
    /// What a document describes.
    public enum Kind: String, Sendable, CaseIterable {
        /// An authorization server (RFC 8414, OpenID Connect Discovery).
        case server
        /// A protected resource (RFC 9728).
        case resource
        /// A client (RFC 7591, Client ID Metadata Document).
        case client
    }

    /// What it describes.
    public let kind: Kind
    let json: JSON
    /// Where it was fetched.
    let place: String?
    /// Whether it is a document as somebody wrote it, and not what a session knows: only then a member that is missing is
    /// missing there.
    let isWhole: Bool
    /// For a client, the server at which it is to be used; nil where that is not known.
    let server: AuthorizationServer?

    /// The document, whose kind is recognised by its members and, where these do not tell, by its place; nil where it is
    /// none of these.
    ///
    /// - Parameter server: for a client, the server at which it is to be used.
    public init?(_ json: JSON, place: String? = nil, server: AuthorizationServer? = nil) {
        guard json.kind == .object, let kind = LintDocument.kind(of: json, place) else { return nil }
        self.kind = kind
        self.json = json
        self.place = place
        self.server = server
        isWhole = true
    }

    /// A server as a session knows it.
    ///
    /// - Parameters:
    ///   - server: what the session knows.
    ///   - document: what the server answered, where it did: its members count that the session did not take over, since
    ///     they are of the wrong type.
    public init(_ server: AuthorizationServer, answered document: JSON? = nil) {
        kind = .server
        let left = (document?.members ?? []).filter { member in
            server.json[member.name] == nil && MetadataField.named(member.name)?.accepts(member.value) != true
        }
        json = left.reduce(server.json) { $0.setting($1.name, to: $1.value) }
        place = nil
        isWhole = document != nil
        self.server = nil
    }

    /// A client as a session knows it.
    public init(_ client: ClientRegistration, at server: AuthorizationServer) {
        kind = .client
        json = JSON(present: [
            ("client_id", JSON(client.id)), ("client_secret", client.secret.map { JSON($0) }),
            ("client_name", client.name.map { JSON($0) }),
            ("redirect_uris", JSON(client.redirectURIs.map { JSON($0) })),
            ("scope", client.scope.isEmpty ? nil : JSON(client.scope.text)),
            ("token_endpoint_auth_method", client.authenticationMethod.map { JSON($0) }),
        ])
        place = nil
        isWhole = false
        self.server = server
    }

    private static func kind(of json: JSON, _ place: String?) -> Kind? {
        let has = { (names: [String]) in names.contains { json[$0] != nil } }
        if has(["authorization_servers", "bearer_methods_supported", "resource_signing_alg_values_supported"]) {
            return .resource
        }
        if has(["issuer", "authorization_endpoint", "token_endpoint", "response_types_supported"]) { return .server }
        if has(["resource"]) { return .resource }
        if has(["redirect_uris", "client_id", "token_endpoint_auth_method", "grant_types", "client_name"]) {
            return .client
        }
        guard let place else { return nil }
        if place.contains("/.well-known/oauth-protected-resource") { return .resource }
        let isServer = MetadataRequest.Form.allCases.contains { place.contains("/.well-known/\($0.rawValue)") }
        return isServer ? .server : nil
    }
}

extension LintDocument {
    /// A member that is there and not null.
    func value(_ name: String) -> JSON? { json[name].flatMap { $0.isNull ? nil : $0 } }

    func has(_ name: String) -> Bool { value(name) != nil }

    func text(_ name: String) -> String? { value(name)?.string }

    /// The texts of a list; what else stands in it is left out.
    func texts(_ name: String) -> [String] { value(name)?.elements?.compactMap(\.string) ?? [] }

    func flag(_ name: String) -> Bool { value(name)?.bool ?? false }

    /// The members of a name that ends so, with their texts.
    func lists(ending end: String) -> [(name: String, values: [String])] {
        (json.members ?? []).filter { $0.name.hasSuffix(end) }.map {
            ($0.name, $0.value.elements?.compactMap(\.string) ?? [])
        }
    }

    /// Whether the server signs users in.
    var isOpenID: Bool {
        texts("scopes_supported").contains("openid") || has("subject_types_supported")
            || has("id_token_signing_alg_values_supported") || has("userinfo_endpoint")
    }

    /// A value of the document, fit to show.
    func shown(_ text: String) -> String { PrintableText.safe(text, limit: 200) }

    /// What each member of the document must be, by the standard that defines it.
    var types: [String: MetadataField.Kind] {
        switch kind {
        case .server: Dictionary(MetadataField.all.map { ($0.name, $0.kind) }) { first, _ in first }
        case .resource: LintDocument.resourceTypes
        case .client: LintDocument.clientTypes
        }
    }

    /// RFC 9728 §2.
    private static let resourceTypes: [String: MetadataField.Kind] = [
        "resource": .url, "authorization_servers": .texts, "jwks_uri": .url, "scopes_supported": .texts,
        "bearer_methods_supported": .texts, "resource_signing_alg_values_supported": .texts, "resource_name": .text,
        "resource_documentation": .url, "resource_policy_uri": .url, "resource_tos_uri": .url,
        "tls_client_certificate_bound_access_tokens": .flag, "authorization_details_types_supported": .texts,
        "dpop_signing_alg_values_supported": .texts, "dpop_bound_access_tokens_required": .flag,
        "signed_metadata": .text,
    ]

    /// RFC 7591 §2, OpenID Connect Dynamic Client Registration §2, and what other specifications add.
    private static let clientTypes: [String: MetadataField.Kind] = [
        "client_id": .text, "client_secret": .text, "redirect_uris": .texts, "token_endpoint_auth_method": .text,
        "grant_types": .texts, "response_types": .texts, "client_name": .text, "client_uri": .url, "logo_uri": .url,
        "scope": .text, "contacts": .texts, "tos_uri": .url, "policy_uri": .url, "jwks_uri": .url, "jwks": .object,
        "software_id": .text, "software_version": .text, "application_type": .text, "sector_identifier_uri": .url,
        "subject_type": .text, "id_token_signed_response_alg": .text, "userinfo_signed_response_alg": .text,
        "request_object_signing_alg": .text, "token_endpoint_auth_signing_alg": .text, "require_auth_time": .flag,
        "default_acr_values": .texts, "initiate_login_uri": .url, "request_uris": .texts,
        "post_logout_redirect_uris": .texts, "backchannel_logout_uri": .url,
        "backchannel_logout_session_required": .flag,
        "frontchannel_logout_uri": .url, "frontchannel_logout_session_required": .flag,
        "require_pushed_authorization_requests": .flag, "require_signed_request_object": .flag,
        "dpop_bound_access_tokens": .flag, "tls_client_certificate_bound_access_tokens": .flag,
        "authorization_signed_response_alg": .text, "authorization_details_types": .texts,
    ]
}

extension MetadataField.Kind {
    /// Whether a value is of this type.
    func accepts(_ value: JSON) -> Bool {
        switch self {
        case .text, .url: value.string != nil
        case .texts: value.elements?.allSatisfy { $0.string != nil } ?? false
        case .flag: value.bool != nil
        case .object: value.kind == .object
        }
    }

    /// With its article, for a sentence.
    var words: String {
        switch self {
        case .text: "a string"
        case .url: "a URL as a string"
        case .texts: "an array of strings"
        case .flag: "true or false"
        case .object: "an object"
        }
    }
}

extension JSON {
    /// What the value is, with its article.
    var typeWords: String {
        switch kind {
        case .null: "null"
        case .boolean: "a boolean"
        case .integer, .real: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
