internal import Encodings
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let metadataMalformed = Rule(
        "metadata-malformed", symptom: "a metadata document has members that it must not have so",
        proof: "the member as it stands in the document, against the type that the RFC gives it",
        references: ["RFC 8414 §2", "RFC 8259 §8.1"], isAboutTheAnswer: true
    ) { subject in
        guard subject.endpoint == .metadata, let exchange = subject.exchange, let response = subject.response,
            response.status < 300
        else { return nil }
        if response.body.starts(with: [0xEF, 0xBB, 0xBF]) {
            return found("The document begins with a byte order mark (U+FEFF), which JSON must not have.", exchange)
        }
        guard let document = exchange.members else { return nil }
        if let fault = fault(in: document) { return found(fault, exchange) }
        let isOfServer = !exchange.request.url.contains("/.well-known/oauth-protected-resource")
        if isOfServer, document["issuer"]?.string?.isEmpty ?? true {
            return found(
                "The document has no issuer, which every client compares with the one that was asked for.", exchange)
        }
        if !isOfServer, document["resource"]?.string?.isEmpty ?? true {
            return found("The document has no resource, which clients compare with the one that was called.", exchange)
        }
        return nil
    }

    private static func found(_ sentence: String, _ exchange: RecordedExchange) -> Finding {
        .found(
            .proved, sentence, [EvidenceLine(exchange.number, "answered with this document")],
            fix: Fix(
                "Tell the server's operator; until it is right, give the endpoints by hand: provider add NAME base_url=… token_endpoint=…"
            ))
    }

    /// The first member whose value is not of the type that its name has.
    private static func fault(in document: JSON) -> String? {
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
