internal import HTTPMessage

extension ExchangeFormat {
    /// The `.http` files of editors (VS Code's REST Client, JetBrains).
    static let http = ExchangeFormat("http", "an .http file for editors") { exchanges, secrets in
        exchanges.map { entry in
            let request = entry.exchange.request
            func filled(_ text: String) -> String { secrets.replacing(text) { "{{\($0.name)}}" } }
            let names = secrets.names(in: entry.requestTexts)
            let needs = names.isEmpty ? [] : ["# needs: " + names.joined(separator: " ")]
            let headers = entry.ownHeaders.map { "\($0.name): \(secrets.replacing($0) { "{{\($0.name)}}" })" }
            let body = entry.textBody.map { ["", filled($0)] } ?? []
            let missing =
                entry.binaryBody.map { _ in ["# the body is \((request.body?.count ?? 0).counted("byte")) and no text"]
                } ?? []
            return
                (["### \(entry.caption(secrets))"] + needs + missing + ["\(request.method) \(filled(request.url))"]
                + headers
                + body)
                .map { $0 + "\n" }.joined()
        }.joined(separator: "\n")
    }
}
