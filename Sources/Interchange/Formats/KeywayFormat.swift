internal import Encodings
public import HTTPMessage

extension ExchangeFormat {
    /// Commands of Keyway that send the same requests.
    static let keyway = ExchangeFormat("keyway", "a command of Keyway for each request") { exchanges, secrets in
        exchanges.map { KeywayText.line($0.exchange.request, secrets: secrets) + "\n" }.joined()
    }
}

/// A request as a command of Keyway.
public enum KeywayText {
    private static let methods: Set<String> = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]

    /// `post https://… --no-token Name:"value" --body '…'`; a comment where no command sends it.
    public static func line(_ request: HTTPRequest, secrets: ExportSecrets, options: [String] = []) -> String {
        guard methods.contains(request.method) else { return "# no command sends the method \(request.method)" }
        let entry = ExportedExchange(
            number: 0, purpose: "",
            exchange: HTTPExchange(request: request, outcome: .response(HTTPResponse(status: 0)), startedAt: 0))
        if entry.binaryBody != nil {
            return "# the body of this \(request.method) is no text; send it with --body @FILE"
        }
        let headers = entry.ownHeaders.map { "\($0.name):\(word($0.value, secrets.pieces(ofHeader: $0)))" }
        let body = entry.textBody.map { ["--body \(word($0, secrets))"] } ?? []
        return ([request.method.lowercased(), word(request.url, secrets), "--no-token"] + options + headers + body)
            .joined(separator: " ")
    }

    /// The text as one word of the language, its secrets taken from the environment.
    public static func word(_ text: String, _ secrets: ExportSecrets) -> String {
        word(text, secrets.pieces(text))
    }

    private static func word(_ text: String, _ pieces: [ExportSecrets.Piece]) -> String {
        let hasSecret = pieces.contains { if case .secret = $0 { true } else { false } }
        if !hasSecret, isPlain(text) { return text }
        if !hasSecret, !text.contains("'"), !text.contains("\n") { return "'\(text)'" }
        let inner = pieces.map { piece in
            switch piece {
            case .text(let text): escaped(text)
            case .secret(let secret): "{{env.\(secret.name.uppercased())}}"
            }
        }
        return "\"\(inner.joined())\""
    }

    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { octet in octet.isAlphanumeric || "-_./:@%+,?=&*;".utf8.contains(octet) }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            .replacing("\r", with: "\\r").replacing("\t", with: "\\t").replacing("{{", with: "\\{{")
    }
}
