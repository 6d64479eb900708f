internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

/// A value that was never filled in: a template's placeholder, or the word that a language writes for a variable which
/// has no value.
struct Placeholder: Equatable {
    enum Kind: Equatable {
        /// `undefined`, `null`, `[object Object]`.
        case word
        /// `{{client}}`, `${CLIENT}`, `<client-id>`.
        case template
        /// `YOUR_CLIENT_ID`, `changeme`, the parameter's own name.
        case sample
    }

    let kind: Kind
    /// What stands in the value.
    let text: String

    /// How much of a value is looked at, in characters.
    private static let limit = 1024

    /// Nil where the value is not a placeholder and has none in it.
    ///
    /// - Parameters:
    ///   - value: the value, decoded.
    ///   - raw: the value as it stands in the URL; nil where that is the same.
    ///   - name: the parameter's name, whose own values are not taken for placeholders; nil for an address.
    init?(in value: String, raw: String? = nil, of name: String?) {
        let value = String(value.prefix(Placeholder.limit))
        let raw = raw.map { String($0.prefix(Placeholder.limit)) } ?? value
        if let word = Placeholder.word(in: value, of: name) {
            self.init(kind: .word, text: word)
        } else if let template = Placeholder.template(in: value) ?? Placeholder.environment(in: raw) {
            self.init(kind: .template, text: template)
        } else if let sample = Placeholder.sample(in: value, of: name) {
            self.init(kind: .sample, text: sample)
        } else {
            return nil
        }
    }

    private init(kind: Kind, text: String) {
        self.kind = kind
        self.text = PrintableText.safe(text, limit: 80)
    }

    /// As a remark about what holds it: a parameter, an endpoint.
    func remark(about holder: String) -> Remark {
        switch kind {
        case .word:
            Remark(
                .wrong, "variable-unset",
                "\(holder) has the literal word \u{201C}\(text)\u{201D}: a variable was not set where the URL was made",
                "RFC 6749 §3.1")
        case .template:
            Remark(
                .wrong, "placeholder",
                "\(holder) has the placeholder \u{201C}\(text)\u{201D}, which was never filled in", "RFC 6749 §3.1")
        case .sample:
            Remark(
                .wrong, "placeholder",
                "\(holder) is \u{201C}\(text)\u{201D}, a placeholder of an example that was not replaced by a value",
                "RFC 6749 §3.1")
        }
    }

    private static func word(in value: String, of name: String?) -> String? {
        let lowercased = value.lowercased()
        for whole in [
            "[object object]", "[object promise]", "[object undefined]", "[object null]", "(null)", "(undefined)",
        ]
        where lowercased.contains(whole) { return whole.replacing("object]", with: "Object]") }
        if ["nan", "nil", "undefined", "null", "<nil>", "%!s(<nil>)"].contains(lowercased) { return value }
        if value == "None", name != "prompt" { return value }
        let parts = value.split { "/:?&=#, ".contains($0) }.map { $0.lowercased() }
        if let part = parts.first(where: { ["undefined", "null"].contains($0) }) { return part }
        return lowercased.hasPrefix("undefined") || lowercased.hasSuffix("undefined") ? "undefined" : nil
    }

    private static func template(in value: String) -> String? {
        let patterns: [Regex<Substring>] = [
            /\{\{[^{}]*\}\}/, /[$#]\{[^{}]*\}/, /\$\([^()]*\)/, /\$\[[^\[\]]*\]/, /\{[A-Za-z_][A-Za-z0-9_.\-]*\}/,
            /<%[^%]*%>/, /<[A-Za-z][A-Za-z0-9 _.\-]*>/, /\[[A-Z][A-Za-z0-9]*(?:[ _\-][A-Za-z0-9]+)+\]/,
            /__[A-Z][A-Z0-9_]*__/,
            /@@[A-Za-z_]+@@/, /(?:process\.env|import\.meta\.env|os\.environ|ENV)[.\[][A-Za-z0-9_'"\]]+/,
        ]
        if let found = patterns.lazy.compactMap({ value.firstMatch(of: $0).map { String($0.output) } }).first {
            return found
        }
        return value.wholeMatch(of: /\$[A-Za-z_][A-Za-z0-9_]*/).map { String($0.output) }
            ?? value.wholeMatch(of: /:[a-z]+(?:_[a-z]+)+/).map { String($0.output) }
    }

    /// `%CLIENT_ID%`, of which percent decoding leaves nothing readable, and `$CLIENT_ID` within a value.
    private static func environment(in raw: String) -> String? {
        raw.firstMatch(of: /%[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+%/).map { String($0.output) }
            ?? raw.wholeMatch(of: /%[A-Z]{3,}%/).map { String($0.output) }
            ?? raw.firstMatch(of: /\$[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+/).map { String($0.output) }
    }

    private static func sample(in value: String, of name: String?) -> String? {
        let plain = value.lowercased().filter { $0.isLetter || $0.isNumber }
        if let name, name != "state", name != "nonce", plain == name.filter({ $0 != "_" }), plain.count > 4 {
            return value
        }
        if ["changeme", "replaceme", "placeholder", "todo", "fixme", "fillmein"].contains(plain) { return value }
        if !value.isEmpty, value.count >= 3,
            ["x", "X", "*", ".", "?", "\u{2026}"].contains(where: { mark in value.allSatisfy { String($0) == mark } })
        {
            return value
        }
        if value == "\u{2026}" { return value }
        let begins =
            /(?i)\byour[-_ ]?(?:app|application|client|domain|tenant|api|redirect|callback|own|site|company|server|host|org|organization|registered|auth|issuer|realm|code|state|secret|id)/
        if value.firstMatch(of: begins) != nil { return value }
        if let found = value.firstMatch(of: /\b(?:REPLACE|INSERT|ENTER|FILL)_[A-Z_]+/) { return String(found.output) }
        let upper = /(^|[\/.])(TENANT(_?ID|_?NAME)?|DOMAIN|REALM|REGION|SUBDOMAIN|CLIENT_ID|REDIRECT_URI)([\/.:]|$)/
        return value.firstMatch(of: upper).map { String($0.2) }
    }
}
