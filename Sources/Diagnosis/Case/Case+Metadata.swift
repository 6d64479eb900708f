internal import Encodings
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Case {
    /// What is wrong with the metadata document that was answered, as a sentence; nil where it is none, or is well formed
    /// (RFC 8414 §2, RFC 9728 §2).
    package var metadataFault: String? {
        guard endpoint == .metadata, let exchange, let response, response.status < 300 else { return nil }
        if response.body.starts(with: [0xEF, 0xBB, 0xBF]) {
            return "The document begins with a byte order mark (U+FEFF), which JSON must not have."
        }
        guard let document = exchange.members else { return nil }
        if let fault = Case.faultOfMembers(document) { return fault }
        let isOfServer = !exchange.request.url.contains("/.well-known/oauth-protected-resource")
        if isOfServer, document["issuer"]?.string?.isEmpty ?? true {
            return "The document has no issuer, which every client compares with the one that was asked for."
        }
        if !isOfServer, document["resource"]?.string?.isEmpty ?? true {
            return "The document has no resource, which clients compare with the one that was called."
        }
        return nil
    }

    /// The first member whose value is not of the type that its name has.
    private static func faultOfMembers(_ document: JSON) -> String? {
        for (name, value) in document.members ?? [] {
            let shown = PrintableText.safe(name, limit: 80)
            if name.hasSuffix("_endpoint") || name.hasSuffix("_uri") || name == "issuer" {
                guard value.string == nil else { continue }
                return "\(shown) is \(typeName(value)) where a URL belongs."
            }
            if name.hasSuffix("_supported"), MetadataField.all.first(where: { $0.name == name })?.kind == .texts,
                value.elements == nil
            {
                return "\(shown) is \(typeName(value)) where a list of texts belongs."
            }
        }
        return nil
    }

    private static func typeName(_ value: JSON) -> String {
        switch value.kind {
        case .null: "null"
        case .string: "one text"
        case .boolean: "true or false"
        case .integer, .real: "a number"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
