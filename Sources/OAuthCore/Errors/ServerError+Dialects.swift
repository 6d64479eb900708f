internal import HTTPMessage
internal import JSONKit

/// Errors as servers write them that do not follow RFC 6749 §5.2.
extension ServerError {
    /// Reads an error from a body that is no JSON: a form, as GitHub answers, or XML.
    init?(text response: HTTPResponse) {
        guard !response.body.isEmpty, response.body.count <= 1 << 16,
            let text = String(validating: response.body, as: UTF8.self)
        else { return nil }
        let start = text.first { !$0.isWhitespace }
        if start == "<" {
            guard response.mediaType?.contains("html") != true, let error = ServerError.element("error", of: text)
            else {
                return nil
            }
            self.init(error: error, description: ServerError.element("error_description", of: text))
        } else {
            guard text.contains("error="), !text.contains(where: \.isWhitespace) else { return nil }
            self.init(parameters: FormParameters.parse(text))
        }
    }

    /// The text of the first element of a name; nil where it holds other elements, or none.
    private static func element(_ name: String, of text: String) -> String? {
        guard let start = text.firstRange(of: "<\(name)>"),
            let end = text[start.upperBound...].firstRange(of: "</\(name)>")
        else { return nil }
        let inner = text[start.upperBound..<end.lowerBound].trimmingSpaces
        return inner.isEmpty || inner.contains("<") ? nil : inner
    }

    /// Reads an error from the JSON of a refusal that names it otherwise than `error`. The members are those of Okta,
    /// Apigee, Meta, of RFC 9457, and of the many that have a message alone.
    init?(dialect json: JSON) {
        if let first = json["errors"]?.elements?.first, first.members != nil {
            self.init(dialect: first)
            return
        }
        if let fault = json["fault"], fault.members != nil {
            guard let code = fault["detail"]?["errorcode"]?.string else { return nil }
            self.init(error: code, description: fault["faultstring"]?.string)
            return
        }
        let code = ["errorCode", "error_code", "error_type", "errcode", "code"].lazy.compactMap {
            ServerError.text(json[$0])
        }
        .first
        let names = [
            "error_description", "errorSummary", "error_message", "message", "detail", "title", "msg", "errorMessage",
            "errmsg",
        ]
        let message = names.lazy.compactMap { json[$0]?.string }.first { !$0.isEmpty }
        guard let error = code ?? message else { return nil }
        self.init(error: error, description: message)
    }

    private static func text(_ value: JSON?) -> String? {
        guard let text = value?.string ?? value?.integer.map({ String($0) }), !text.isEmpty else { return nil }
        return text
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        let kept = drop(while: \.isWhitespace)
        guard let end = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(kept[...end])
    }
}
