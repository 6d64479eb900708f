internal import HTTPMessage

extension ExchangeFormat {
    /// A Hurl file that expects the status that came.
    static let hurl = ExchangeFormat("hurl", "a Hurl file that expects the same statuses") { exchanges, secrets in
        exchanges.map { HurlText(entry: $0, secrets: secrets).text }.joined(separator: "\n")
    }
}

private struct HurlText {
    let entry: ExportedExchange
    let secrets: ExportSecrets

    var text: String {
        let request = entry.exchange.request
        let names = secrets.names(in: entry.requestTexts)
        let needs = names.isEmpty ? [] : ["# needs: " + names.map { "--variable \($0)=…" }.joined(separator: " ")]
        let headers = entry.ownHeaders.map {
            "\($0.name): \(filled(secrets.pieces(ofHeader: $0), escape: HurlText.escapedKey))"
        }
        let answer = entry.exchange.response.map { ["HTTP \($0.status)"] } ?? []
        let lines =
            ["# " + entry.caption(secrets)] + needs + [
                "\(request.method) \(filled(secrets.pieces(request.url), escape: HurlText.escapedKey))"
            ]
            + headers + body + answer
        return lines.map { $0 + "\n" }.joined()
    }

    private var body: [String] {
        if let text = entry.textBody { return ["`\(filled(secrets.pieces(text), escape: HurlText.escapedLine))`"] }
        return entry.binaryBody.map { ["base64,\($0);"] } ?? []
    }

    private func filled(_ pieces: [ExportSecrets.Piece], escape: (String) -> String) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): escape(text)
            case .secret(let secret): "{{\(secret.name)}}"
            }
        }.joined()
    }

    /// In headers and URLs `#` begins a comment and `{{` a variable.
    private static func escapedKey(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("#", with: "\\#").replacing("{{", with: "\\u{7b}\\u{7b}")
    }

    /// Between back quotes.
    private static func escapedLine(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("`", with: "\\`").replacing("\n", with: "\\n")
            .replacing("\r", with: "\\r").replacing("\t", with: "\\t").replacing("{{", with: "\\u{7b}\\u{7b}")
    }
}
