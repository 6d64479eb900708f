internal import HTTPMessage

extension ExchangeFormat {
    /// A command line of HTTPie 3 for each request.
    static let httpie = ExchangeFormat("httpie", "an HTTPie command line") { exchanges, secrets in
        exchanges.map { HTTPieText(entry: $0, shell: ShellText(secrets: secrets)).text }.joined(separator: "\n")
    }
}

private struct HTTPieText {
    let entry: ExportedExchange
    let shell: ShellText

    var text: String {
        let request = entry.exchange.request
        let isPiped = entry.binaryBody != nil
        let start =
            "http \(isPiped ? "" : "--ignore-stdin ")\(ShellText.quoted(request.method)) \(shell.word(request.url))"
        let raw = entry.textBody.map { ["--raw \(shell.word($0))"] } ?? []
        let pipe = entry.binaryBody.map { "printf %s \($0) | base64 -d | " } ?? ""
        let words = [start] + entry.ownHeaders.map(item) + raw
        return
            (["# " + entry.caption(shell.secrets)] + shell.needs(entry.requestTexts) + [
                pipe + words.joined(separator: " \\\n  ")
            ])
            .map { $0 + "\n" }.joined()
    }

    /// `Name:value`, where `:=` and `:@` would mean something else.
    private func item(_ header: HTTPHeader) -> String {
        if header.value.isEmpty { return ShellText.quoted(header.name + ";") }
        let escape = header.value.hasPrefix("=") || header.value.hasPrefix("@") ? "\\" : ""
        return shell.word([.text("\(header.name):\(escape)")] + shell.secrets.pieces(ofHeader: header))
    }
}
