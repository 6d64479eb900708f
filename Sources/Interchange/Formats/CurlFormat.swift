internal import HTTPMessage

extension ExchangeFormat {
    /// A command line for each request, which bash runs as it stands.
    static let curl = ExchangeFormat("curl", "a curl command line for bash") { exchanges, secrets in
        exchanges.map { CurlText(entry: $0, shell: ShellText(secrets: secrets)).text }.joined(separator: "\n")
    }
}

private struct CurlText {
    let entry: ExportedExchange
    let shell: ShellText

    private var request: HTTPRequest { entry.exchange.request }

    var text: String {
        let words = ["curl" + switches + " " + shell.word(request.url)] + method + headers + data
        return
            (["# " + entry.caption(shell.secrets)] + shell.needs(entry.requestTexts) + [
                pipe + words.joined(separator: " \\\n  ")
            ])
            .map { $0 + "\n" }.joined()
    }

    /// What keeps curl from changing the URL.
    private var switches: String {
        let isGlob = request.url.contains { "[]{}".contains($0) }
        let hasDots = request.url.contains("/./") || request.url.contains("/../")
        return (isGlob ? " --globoff" : "") + (hasDots ? " --path-as-is" : "")
    }

    private var hasBody: Bool { request.body?.isEmpty == false }

    private var method: [String] {
        if request.method == "HEAD" { return ["--head"] }
        let implied = hasBody ? "POST" : "GET"
        return request.method == implied ? [] : ["--request \(ShellText.quoted(request.method))"]
    }

    private var headers: [String] {
        let given = entry.ownHeaders.map { header in
            "--header "
                + (header.value.isEmpty
                    ? ShellText.quoted(header.name + ";") : shell.word("\(header.name): \(header.value)"))
        }
        // curl would call a body a form if nothing else is said.
        let isUntyped = hasBody && request.headers["Content-Type"] == nil
        return given + (isUntyped ? ["--header 'Content-Type:'"] : [])
    }

    private var data: [String] {
        if let text = entry.textBody { return ["--data-raw \(shell.word(text))"] }
        return entry.binaryBody == nil ? [] : ["--data-binary @-"]
    }

    private var pipe: String { entry.binaryBody.map { "printf %s \($0) | base64 -d | " } ?? "" }
}
