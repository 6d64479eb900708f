internal import JSONKit
internal import OAuthCore
internal import SandboxCore

/// `POST /oauth/clients`: registers a client of the account.
enum CreateClient {
    private static let mostURIs = 20

    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let owner = try await AccountKey.owner(of: call, in: provider)
        let body = try JSONBody(call)
        let metadata = try ClientMetadata(body, provider.features)
        var client = Client(
            id: provider.randomID("client_"), ownerID: owner.id, secretHash: nil,
            name: try name(body), redirectURIs: try redirectURIs(body), scope: try scope(body, provider.features.scope),
            createdAt: provider.now, metadata: metadata.json)
        let secret = metadata.needsSecret ? MACSecret.make(for: client, provider) : nil
        client.secretHash = secret.map { MACSecret.hash($0, of: client) }
        try await provider.store.write { [client] db in try client.insert(in: db) }
        let json = secret.map { client.json.setting("clientSecret", to: JSON($0)) } ?? client.json
        return .json(json, status: 201).notStored
    }

    private static func name(_ body: JSONBody) throws(Refusal) -> String {
        _ = try body.required("name")
        let name = try body.string("name") ?? ""
        guard name.contains(where: { !$0.isWhitespace }), name.count <= 100 else {
            throw .invalid("name must have 1 to 100 characters.", param: "name", code: "invalid_value")
        }
        guard PrintableText.safe(name) == name else {
            throw .invalid("name must not have control characters.", param: "name", code: "invalid_value")
        }
        return name
    }

    private static func redirectURIs(_ body: JSONBody) throws(Refusal) -> [String] {
        let texts = try strings("redirectUris", body)
        guard texts.count <= mostURIs else {
            throw .invalid("At most \(mostURIs) redirectUris.", param: "redirectUris", code: "invalid_value")
        }
        for (index, text) in texts.enumerated() {
            if let objection = objection(text) {
                throw .invalid(
                    "redirectUris[\(index)] cannot be registered: \(objection).", param: "redirectUris",
                    code: "invalid_redirect_uri")
            }
        }
        return texts
    }

    private static func objection(_ text: String) -> String? {
        guard text.utf8.count <= 2000 else { return "it is longer than 2000 characters" }
        guard !text.contains("#") else { return "it has a fragment (RFC 6749, 3.1.2)" }
        guard let uri = RedirectURI(text) else { return "it is not an absolute URI" }
        return uri.objection
    }

    private static func scope(_ body: JSONBody, _ served: Scope) throws(Refusal) -> Scope {
        let scope = Scope(try strings("scopes", body))
        guard let unknown = scope.subtracting(served).tokens.first else { return scope }
        throw .invalid(
            "Unknown scope \u{201C}\(unknown.prefix(60).asciiOnly)\u{201D}; there are \(served.text).",
            param: "scopes", code: "invalid_scope")
    }

    private static func strings(_ name: String, _ body: JSONBody) throws(Refusal) -> [String] {
        let value = try body.required(name)
        guard let elements = value.elements else { throw .wrongType(name, "an array of strings", value) }
        guard !elements.isEmpty else {
            throw .invalid("\(name) must not be empty.", param: name, code: "invalid_value")
        }
        var strings: [String] = []
        for (index, element) in elements.enumerated() {
            guard let string = element.string else { throw .wrongType("\(name)[\(index)]", "a string", element) }
            strings.append(string)
        }
        return strings
    }
}
