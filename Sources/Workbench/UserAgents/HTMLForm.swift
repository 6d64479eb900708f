internal import HTTPMessage

/// A form of a page, as far as filling it in needs.
struct HTMLForm: Sendable, Equatable {
    var action: String
    var fields: [Field] = []

    struct Field: Sendable, Equatable {
        var name: String
        var type: String
        var value: String

        var isPassword: Bool { type == "password" }
        var isCheckbox: Bool { type == "checkbox" }
        var isButton: Bool { type == "submit" }
    }

    var asksPassword: Bool { fields.contains(where: \.isPassword) }

    /// Every named field with the value that is chosen for it; buttons are left out.
    func parameters(_ value: (Field) -> String) -> FormParameters {
        FormParameters(fields.filter { !$0.isButton }.map { ($0.name, value($0)) })
    }

    /// The forms of a page, in order; what is not well formed is passed over.
    static func forms(in html: String) -> [HTMLForm] {
        var forms: [HTMLForm] = []
        var isOpen = false
        for match in html.prefix(1 << 20).matches(of: /<(\/?)(form|input|button)\b([^>]*)>/.ignoresCase()) {
            let attributes = attributes(of: match.3)
            switch (match.1.isEmpty, match.2.lowercased()) {
            case (true, "form"):
                forms.append(HTMLForm(action: attributes["action"] ?? ""))
                isOpen = true
            case (false, "form"): isOpen = false
            case (true, let tag):
                guard isOpen, let name = attributes["name"] else { continue }
                let type = attributes["type"]?.lowercased() ?? (tag == "button" ? "submit" : "text")
                forms[forms.count - 1].fields.append(Field(name: name, type: type, value: attributes["value"] ?? ""))
            default: break
            }
        }
        return forms
    }

    /// What a person reads on a page.
    static func words(of html: String) -> String {
        let body = html.prefix(1 << 16).replacing(
            /<(style|script|title)\b.*?<\/\1>/.ignoresCase().dotMatchesNewlines(), with: " ")
        return decoded(body.replacing(/<[^>]*>/, with: " ")).split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
    }

    private static func attributes(of text: Substring) -> [String: String] {
        var attributes: [String: String] = [:]
        for match in text.matches(of: /([A-Za-z_-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/) {
            let value = match.2 ?? match.3 ?? match.4 ?? ""
            attributes[match.1.lowercased()] = decoded(String(value))
        }
        return attributes
    }

    /// The text with character references decoded.
    private static func decoded(_ text: some StringProtocol) -> String {
        String(text).replacing(/&(#[xX]?[0-9A-Fa-f]+|amp|lt|gt|quot|apos);/) { match in
            let reference = match.1
            if let named = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"][String(reference)] {
                return named
            }
            let isHex = reference.dropFirst().first?.lowercased() == "x"
            let digits = reference.dropFirst(isHex ? 2 : 1)
            return UInt32(digits, radix: isHex ? 16 : 10).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
        }
    }
}
