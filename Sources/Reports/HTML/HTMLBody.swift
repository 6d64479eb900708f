internal import HTTPMessage
internal import JSONKit

/// A body as a person reads it: JSON that folds, a form as a list, text, or how many bytes it is.
struct HTMLBody {
    private let bytes: [UInt8]
    private let mediaType: String?

    /// More of a text than anyone reads in a report.
    private static let limit = 20_000

    init(_ bytes: [UInt8], of contentType: String?) {
        self.bytes = bytes
        mediaType = contentType?.prefix { $0 != ";" }.lowercased()
    }

    var html: String {
        if bytes.isEmpty { return "<p class=\"none\">no body</p>" }
        if let json = try? JSON(parsing: bytes), json.count != nil {
            return "<div class=\"json\">\(fold(json, depth: 0))</div>"
        }
        guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
            return
                "<p class=\"dim\">\(bytes.count.counted("byte")) of \(Markup.escaped(mediaType ?? "unknown type"))</p>"
        }
        if mediaType == MediaType.form { return HTMLBody.list(FormParameters.parse(text)) }
        let shown = text.utf8.count > HTMLBody.limit ? text.prefix(HTMLBody.limit) + "…" : text[...]
        return "<pre class=\"text\">\(Markup.escaped(String(shown)))</pre>"
    }

    static func list(_ parameters: FormParameters) -> String {
        let rows = parameters.map {
            "<dt>\(Markup.escaped($0.name))</dt><dd>\(Markup.escaped($0.value))</dd>"
        }
        return "<dl class=\"form\">\(rows.joined())</dl>"
    }

    // MARK: JSON

    private func fold(_ json: JSON, depth: Int) -> String {
        guard let count = json.count, count > 0, depth < 12 else { return scalar(json) }
        let open = depth < 2 && count <= 30 ? " open" : ""
        let isList = json.elements != nil
        let items: [String] =
            json.elements.map { elements in
                elements.prefix(200).enumerated().map { item("\($0)", $1, depth, isIndex: true) }
            }
            ?? (json.members ?? []).prefix(200).map { item($0.name, $0.value, depth, isIndex: false) }
        let rest = count > 200 ? "<li class=\"dim\">… \(count - 200) more</li>" : ""
        let summary = isList ? "[ \(count) ]" : "{ \(count) }"
        return "<details\(open)><summary>\(summary)</summary><ul>\(items.joined())\(rest)</ul></details>"
    }

    private func item(_ name: String, _ value: JSON, _ depth: Int, isIndex: Bool) -> String {
        let style = isIndex ? "index" : "name"
        return "<li><span class=\"\(style)\">\(Markup.escaped(name))</span> \(fold(value, depth: depth + 1))</li>"
    }

    private func scalar(_ json: JSON) -> String {
        if let text = json.string {
            let shown = text.count > 600 ? text.prefix(600) + "…" : text[...]
            return "<span class=\"string\">\(Markup.escaped(String(shown)))</span>"
        }
        let text = json.text()
        return "<span class=\"literal\">\(Markup.escaped(text.count > 600 ? text.prefix(600) + "…" : text))</span>"
    }
}
