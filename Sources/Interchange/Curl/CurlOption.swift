internal import Encodings
internal import HTTPMessage

/// An option of curl. To add one, write it in ``all``.
struct CurlOption: Sendable {
    typealias ReadFile = (String) throws(InterchangeError) -> [UInt8]
    typealias Apply =
        @Sendable (_ value: String, _ draft: inout CurlDraft, _ readFile: ReadFile) throws(InterchangeError) -> Void

    /// `--request` and `-X`.
    let names: [String]
    let takesValue: Bool
    let apply: Apply

    /// Sorts words into options with their values, and the URL.
    static func read(_ words: [String], into draft: inout CurlDraft, readFile: ReadFile) throws(InterchangeError) {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--next" || word == "-:" { throw unsupported(word, "one request at a time can be imported") }
            if word.hasPrefix("--"), word.count > 2 {
                try apply(word, nil, &rest, &draft, readFile)
            } else if word.hasPrefix("-"), word.count > 1, word != "--" {
                try readShort(word, &rest, &draft, readFile)
            } else if word != "--" {
                draft.urls.append(word)
            }
        }
    }

    /// `-sSL`, `-XPOST`.
    private static func readShort(
        _ word: String, _ rest: inout ArraySlice<String>, _ draft: inout CurlDraft, _ readFile: ReadFile
    ) throws(InterchangeError) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            let name = "-\(letter)"
            let takesValue = byName[name]?.takesValue == true
            try apply(name, takesValue && !letters.isEmpty ? String(letters) : nil, &rest, &draft, readFile)
            if takesValue { return }
        }
    }

    private static func apply(
        _ name: String, _ joined: String?, _ rest: inout ArraySlice<String>, _ draft: inout CurlDraft,
        _ readFile: ReadFile
    ) throws(InterchangeError) {
        guard let option = byName[name] else {
            throw InterchangeError(
                "curl-option", "curl's option \(name) is not known here",
                advice: ["leave it out if the request does not need it"])
        }
        var value = ""
        if option.takesValue {
            guard let next = joined ?? rest.popFirst() else {
                throw InterchangeError(
                    "curl-option", "curl's option \(name) has no value", advice: ["copy all of the line"])
            }
            value = next
        }
        try option.apply(value, &draft, readFile)
    }

    static func unsupported(_ name: String, _ reason: String) -> InterchangeError {
        InterchangeError("curl-option", "curl's option \(name) cannot be imported: \(reason)")
    }

    private static let byName = Dictionary(all.flatMap { option in option.names.map { ($0, option) } }) { first, _ in
        first
    }

    private init(_ names: String..., takesValue: Bool = true, apply: @escaping Apply) {
        self.names = names
        self.takesValue = takesValue
        self.apply = apply
    }

    /// An option that changes nothing of the request.
    private init(ignored names: String..., takesValue: Bool = false) {
        self.names = names
        self.takesValue = takesValue
        let name = names.last ?? ""
        apply = { _, draft, _ in draft.result.ignored.append(name) }
    }
}

extension CurlOption {
    static let all = request + data + connection + ignored

    private static let request: [CurlOption] = [
        CurlOption("-X", "--request") { value, draft, _ in draft.method = value },
        CurlOption("--url") { value, draft, _ in draft.urls.append(value) },
        CurlOption("-H", "--header") { value, draft, _ throws(InterchangeError) in
            if value.hasPrefix("@") { throw unsupported("-H @file", "write the headers in the line") }
            addHeader(value, to: &draft)
        },
        CurlOption("-A", "--user-agent") { value, draft, _ in draft.headers.append(HTTPHeader("User-Agent", value)) },
        CurlOption("-e", "--referer") { value, draft, _ in draft.headers.append(HTTPHeader("Referer", value)) },
        CurlOption("-b", "--cookie") { value, draft, _ throws(InterchangeError) in
            guard value.contains("=") else { throw unsupported("--cookie FILE", "give the cookies as name=value") }
            draft.cookies.append(value)
        },
        CurlOption("-u", "--user") { value, draft, _ in
            draft.credential = "Basic " + Base64.encode(Array((value.contains(":") ? value : value + ":").utf8))
        },
        CurlOption("--oauth2-bearer") { value, draft, _ in draft.credential = "Bearer " + value },
        CurlOption("-I", "--head", takesValue: false) { _, draft, _ in draft.isHead = true },
        CurlOption("-G", "--get", takesValue: false) { _, draft, _ in draft.sendsDataInQuery = true },
    ]

    /// `Name: value` sets, `Name;` sets to nothing, `Name:` takes out.
    private static func addHeader(_ text: String, to draft: inout CurlDraft) {
        if let colon = text.firstIndex(of: ":") {
            let name = String(text[..<colon])
            let value = text[text.index(after: colon)...].drop { $0 == " " }
            if value.isEmpty {
                draft.removedHeaders.append(name)
            } else {
                draft.headers.append(HTTPHeader(name, String(value)))
            }
        } else if text.hasSuffix(";") {
            draft.headers.append(HTTPHeader(String(text.dropLast()), ""))
        }
    }

    private static let data: [CurlOption] = [
        CurlOption("-d", "--data", "--data-ascii") { value, draft, readFile throws(InterchangeError) in
            let bytes =
                value.hasPrefix("@")
                ? try readFile(String(value.dropFirst())).filter { $0 != 10 && $0 != 13 } : Array(value.utf8)
            draft.data.append(bytes)
        },
        CurlOption("--data-raw") { value, draft, _ in draft.data.append(Array(value.utf8)) },
        CurlOption("--data-binary") { value, draft, readFile throws(InterchangeError) in
            draft.data.append(value.hasPrefix("@") ? try readFile(String(value.dropFirst())) : Array(value.utf8))
        },
        CurlOption("--data-urlencode") { value, draft, readFile throws(InterchangeError) in
            draft.data.append(Array(try urlencoded(value, readFile).utf8))
        },
        CurlOption("--json") { value, draft, readFile throws(InterchangeError) in
            draft.isJSON = true
            draft.data.append(value.hasPrefix("@") ? try readFile(String(value.dropFirst())) : Array(value.utf8))
        },
        CurlOption("-F", "--form") { value, draft, readFile throws(InterchangeError) in
            draft.parts.append(try part(value, readFile))
        },
        CurlOption("--form-string") { value, draft, _ in
            let halves = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            draft.parts.append(MultipartPart(name: halves[0], content: Array((halves.count > 1 ? halves[1] : "").utf8)))
        },
    ]

    /// `content`, `=content`, `name=content`, `@file` or `name@file`.
    private static func urlencoded(_ value: String, _ readFile: ReadFile) throws(InterchangeError) -> String {
        guard let mark = value.firstIndex(where: { $0 == "=" || $0 == "@" }) else {
            return PercentCoding.encode(value)
        }
        let name = value[..<mark]
        let rest = String(value[value.index(after: mark)...])
        let content = value[mark] == "@" ? try readFile(rest) : Array(rest.utf8)
        return (name.isEmpty ? "" : "\(name)=") + PercentCoding.encode(content)
    }

    /// `name=content`, `name=@file;type=image/png;filename=x`.
    private static func part(_ value: String, _ readFile: ReadFile) throws(InterchangeError) -> MultipartPart {
        let halves = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard halves.count == 2 else {
            throw InterchangeError("curl-form", "curl's --form takes name=content, not \(value)")
        }
        var settings = halves[1].split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        let content = settings.removeFirst()
        var part = MultipartPart(name: halves[0], content: Array(content.utf8))
        if content.hasPrefix("@") || content.hasPrefix("<") {
            let file = String(content.dropFirst())
            part.content = try readFile(file)
            if content.hasPrefix("@") { part.fileName = file.split(separator: "/").last.map(String.init) ?? file }
        }
        for setting in settings {
            if setting.hasPrefix("type=") { part.mediaType = String(setting.dropFirst(5)) }
            if setting.hasPrefix("filename=") { part.fileName = String(setting.dropFirst(9)) }
        }
        return part
    }

    private static let connection: [CurlOption] = [
        CurlOption("-L", "--location", takesValue: false) { _, draft, _ in draft.result.followsRedirects = true },
        CurlOption("-k", "--insecure", takesValue: false) { _, draft, _ in draft.result.isInsecure = true },
        CurlOption("-x", "--proxy") { value, draft, _ in
            draft.result.proxy = value.contains("://") ? value : "http://" + value
        },
        CurlOption("-m", "--max-time") { value, draft, _ in draft.result.timeout = Double(value) },
        CurlOption("--connect-timeout") { value, draft, _ in draft.result.settings["connect-timeout"] = value },
        CurlOption("--cacert") { value, draft, _ in draft.result.settings["cacert"] = value },
        CurlOption("-E", "--cert") { value, draft, _ in draft.result.settings["cert"] = value },
        CurlOption("--key") { value, draft, _ in draft.result.settings["key"] = value },
    ]

    private static let ignored: [CurlOption] = [
        CurlOption(ignored: "--compressed"), CurlOption(ignored: "-s", "--silent"),
        CurlOption(ignored: "-S", "--show-error"), CurlOption(ignored: "-v", "--verbose"),
        CurlOption(ignored: "-i", "--include", "--show-headers"), CurlOption(ignored: "-f", "--fail"),
        CurlOption(ignored: "--fail-with-body"), CurlOption(ignored: "-g", "--globoff"),
        CurlOption(ignored: "-N", "--no-buffer"), CurlOption(ignored: "-#", "--progress-bar"),
        CurlOption(ignored: "--no-progress-meter"), CurlOption(ignored: "-0", "--http1.0"),
        CurlOption(ignored: "--http1.1"), CurlOption(ignored: "--http2"),
        CurlOption(ignored: "--http2-prior-knowledge"),
        CurlOption(ignored: "--http3"), CurlOption(ignored: "--path-as-is"), CurlOption(ignored: "-O", "--remote-name"),
        CurlOption(ignored: "-J", "--remote-header-name"), CurlOption(ignored: "--tlsv1.2"),
        CurlOption(ignored: "--tlsv1.3"), CurlOption(ignored: "-4", "--ipv4"), CurlOption(ignored: "-6", "--ipv6"),
        CurlOption(ignored: "--basic"), CurlOption(ignored: "-o", "--output", takesValue: true),
        CurlOption(ignored: "-w", "--write-out", takesValue: true),
        CurlOption(ignored: "-D", "--dump-header", takesValue: true),
        CurlOption(ignored: "-c", "--cookie-jar", takesValue: true), CurlOption(ignored: "--retry", takesValue: true),
        CurlOption(ignored: "--retry-delay", takesValue: true), CurlOption(ignored: "--max-redirs", takesValue: true),
        CurlOption(ignored: "-Z", "--parallel"), CurlOption(ignored: "--ciphers", takesValue: true),
    ]
}
