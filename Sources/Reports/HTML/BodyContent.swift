internal import HTTPMessage
internal import JSONKit

/// A body as a person reads it: JSON that folds, a form as a list, text, or how many bytes it is. One of its members is
/// there.
struct BodyContent {
    private(set) var isEmpty = false
    private(set) var json: JSONContent?
    /// `12 bytes of image/png`.
    private(set) var size: String?
    private(set) var hasParameters = false
    private(set) var parameters: [FormParameter] = []
    private(set) var text: String?

    /// More of a text than anyone reads in a report, in bytes.
    private static let limit = 20_000

    init(parameters: FormParameters) {
        self.parameters = Array(parameters)
        hasParameters = true
    }

    init(_ bytes: [UInt8], of contentType: String?) {
        let mediaType = contentType?.prefix { $0 != ";" }.lowercased()
        guard !bytes.isEmpty else {
            isEmpty = true
            return
        }
        if let json = try? JSON(parsing: bytes), json.count != nil {
            self.json = JSONContent.of(json, depth: 0)
        } else if let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) {
            if mediaType == MediaType.form {
                parameters = Array(FormParameters.parse(text))
                hasParameters = true
            } else {
                self.text = text.utf8.count > BodyContent.limit ? text.prefix(BodyContent.limit) + "…" : text
            }
        } else {
            size = "\(bytes.count.counted("byte")) of \(mediaType ?? "unknown type")"
        }
    }
}

/// A value of JSON: one that folds, or a scalar.
struct JSONContent {
    let isFold: Bool
    let isOpen: Bool
    /// `string` or `literal`; empty for one that folds.
    let style: String
    /// A scalar, or how many values there are: `[ 3 ]`, `{ 3 }`.
    let text: String
    let items: [Item]
    /// How many values are not shown.
    let rest: Int?

    struct Item {
        /// `index` or `name`.
        let nameStyle: String
        let name: String
        let value: JSONContent
    }

    private static let limit = 200

    static func of(_ json: JSON, depth: Int) -> JSONContent {
        guard let count = json.count, count > 0, depth < 12 else { return scalar(json) }
        return JSONContent(
            isFold: true, isOpen: depth < 2 && count <= 30, style: "",
            text: json.elements == nil ? "{ \(count) }" : "[ \(count) ]", items: items(of: json, depth: depth),
            rest: count > limit ? count - limit : nil)
    }

    private static func items(of json: JSON, depth: Int) -> [Item] {
        if let elements = json.elements {
            return elements.prefix(limit).enumerated().map {
                Item(nameStyle: "index", name: "\($0)", value: of($1, depth: depth + 1))
            }
        }
        return (json.members ?? []).prefix(limit).map {
            Item(nameStyle: "name", name: $0.name, value: of($0.value, depth: depth + 1))
        }
    }

    private static func scalar(_ json: JSON) -> JSONContent {
        let shown = json.string ?? json.text()
        return JSONContent(
            isFold: false, isOpen: false, style: json.string == nil ? "literal" : "string",
            text: shown.count > 600 ? shown.prefix(600) + "…" : shown, items: [], rest: nil)
    }
}
