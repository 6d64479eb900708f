public import JSONKit

/// An authorization server: its metadata (RFC 8414 §2), with typed access.
///
/// A member of the wrong type, and null, reads as if it were not there.
public struct AuthorizationServer: Sendable, Equatable {
    /// The metadata, by the names of ``MetadataField``; it may have other members too.
    public private(set) var json: JSON

    /// A server by its metadata document, with every member of it.
    ///
    /// ``MetadataResponse`` checks a document that a server sent.
    public init(document: JSON) { json = document.kind == .object ? document : [:] }

    /// A server by the members of an object that are metadata of the right type; the others are left out.
    public init(stored object: JSON) {
        let members = (object.members ?? []).filter { MetadataField.named($0.name)?.accepts($0.value) ?? false }
        json = JSON(members: members.map { ($0.name, $0.value) })
    }

    /// A server by what is given.
    public init(
        issuer: String? = nil, authorizationEndpoint: String? = nil, tokenEndpoint: String? = nil,
        revocationEndpoint: String? = nil, introspectionEndpoint: String? = nil, userinfoEndpoint: String? = nil,
        registrationEndpoint: String? = nil, jwksURI: String? = nil, scopesSupported: [String]? = nil,
        grantTypesSupported: [String]? = nil, tokenEndpointAuthMethodsSupported: [String]? = nil,
        codeChallengeMethodsSupported: [String]? = nil, authorizationResponseIssParameterSupported: Bool = false
    ) {
        json = [:]
        self.issuer = issuer
        self.authorizationEndpoint = authorizationEndpoint
        self.tokenEndpoint = tokenEndpoint
        self.revocationEndpoint = revocationEndpoint
        self.introspectionEndpoint = introspectionEndpoint
        self.userinfoEndpoint = userinfoEndpoint
        self.registrationEndpoint = registrationEndpoint
        self.jwksURI = jwksURI
        self.scopesSupported = scopesSupported
        self.grantTypesSupported = grantTypesSupported
        self.tokenEndpointAuthMethodsSupported = tokenEndpointAuthMethodsSupported
        self.codeChallengeMethodsSupported = codeChallengeMethodsSupported
        self.authorizationResponseIssParameterSupported = authorizationResponseIssParameterSupported
    }

    /// The metadata as a document.
    public var metadata: JSON? { json }
}

extension AuthorizationServer {
    /// A member; setting it keeps the order of ``MetadataField/all``, and nil takes it out.
    public subscript(name: String) -> JSON? {
        get { json[name].flatMap { $0.isNull ? JSON?.none : $0 } }
        set {
            guard let newValue, json[name] == nil else {
                json = json.setting(name, to: newValue)
                return
            }
            var members = (json.members ?? []).map { ($0.name, $0.value) }
            let rank = MetadataField.rank(name)
            let position = members.firstIndex { MetadataField.rank($0.0) > rank } ?? members.endIndex
            members.insert((name, newValue), at: position)
            json = JSON(members: members)
        }
    }

    func text(_ name: String) -> String? { json[name]?.string }

    mutating func set(_ name: String, _ text: String?) { self[name] = text.map { JSON($0) } }

    func texts(_ name: String) -> [String]? {
        guard let elements = json[name]?.elements else { return nil }
        let texts = elements.compactMap(\.string)
        return texts.count == elements.count ? texts : nil
    }

    mutating func set(_ name: String, _ texts: [String]?) { self[name] = texts.map { JSON($0.map { JSON($0) }) } }
}
