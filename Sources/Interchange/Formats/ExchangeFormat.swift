internal import Encodings
internal import HTTPMessage

/// A notation in which requests are given to other tools. To add one, write its file and name it in ``all``.
public struct ExchangeFormat: Sendable {
    public let name: String
    public let summary: String
    /// The exchanges as a text that ends with a line feed; no secret stands in it.
    public let text: @Sendable ([ExportedExchange], ExportSecrets) -> String

    public static let all: [ExchangeFormat] = [.curl, .har, .http, .httpie, .hurl, .keyway]

    public static func named(_ name: String) -> ExchangeFormat? { all.first { $0.name == name } }

    init(
        _ name: String, _ summary: String, text: @escaping @Sendable ([ExportedExchange], ExportSecrets) -> String
    ) {
        self.name = name
        self.summary = summary
        self.text = text
    }
}

extension ExportedExchange {
    /// `exchange 7: POST /oauth/token`, for a comment.
    func caption(_ secrets: ExportSecrets) -> String {
        let address = String(exchange.request.url.prefix { !"?#".contains($0) })
        return "exchange \(number): \(exchange.request.method) \(secrets.replacing(address) { _ in "\u{2026}" })"
    }

    /// The headers that a tool must be told; the others it adds by itself.
    var ownHeaders: [HTTPHeader] {
        exchange.request.headers.filter { !["content-length", "host"].contains($0.name.lowercased()) }
    }

    /// The body as text; nil for none, and for one that is no text.
    var textBody: String? {
        guard let body = exchange.request.body, !body.isEmpty, !body.contains(0) else { return nil }
        return String(validating: body, as: UTF8.self)
    }

    /// The body in Base64 where it is no text.
    var binaryBody: String? {
        guard let body = exchange.request.body, !body.isEmpty, textBody == nil else { return nil }
        return Base64.encode(body)
    }

    /// All texts of the request in which a secret may stand.
    var requestTexts: [String] {
        [exchange.request.url] + ownHeaders.map { "\($0.name): \($0.value)" } + [textBody ?? ""]
    }
}
