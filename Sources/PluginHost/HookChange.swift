internal import Diagnostics
internal import Encodings
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

/// What a process plugin has made of a message, compared with what it was shown.
///
/// Null stands for what is left out, as some languages write it; only a body that was shown is taken away by it.
struct HookChange {
    enum Body: Equatable {
        case same
        case none
        case bytes([UInt8])
    }

    private let replacement: JSON
    private let shown: JSON
    private let plugin: String

    init(_ replacement: JSON, insteadOf shown: JSON, of plugin: String) {
        self.replacement = replacement
        self.shown = shown
        self.plugin = plugin
    }

    func checkShape() throws(Diagnostic) {
        guard replacement.members == nil else { return }
        throw nonsense("a message is an object", found: replacement)
    }

    /// A member that is a text; nil where it is as it was.
    func text(_ member: String) throws(Diagnostic) -> String? {
        guard let text = try given(member), text != shown[member]?.string else { return nil }
        try refuseMask(text, in: member)
        return text
    }

    func status() throws(Diagnostic) -> Int? {
        guard let value = replacement["status"], !value.isNull, value != shown["status"] else { return nil }
        guard let status = value.integer, (100...599).contains(status) else {
            throw nonsense("status is a number from 100 to 599", found: value)
        }
        return Int(status)
    }

    func body() throws(Diagnostic) -> Body {
        let text = try text("body")
        let isText = try given("body") != nil
        // Beside a text an empty one is a language's way to say that there is none.
        let base64 = try given("body_base64").flatMap {
            $0 == shown["body_base64"]?.string || ($0.isEmpty && isText) ? nil : $0
        }
        if let base64 {
            guard text == nil else {
                throw nonsense("a message has body or body_base64, not both", found: JSON(base64))
            }
            if let bytes = Base64URL.decode(base64) { return .bytes(bytes) }
            throw nonsense("body_base64 is base64url (RFC 4648 §5)", found: JSON(base64))
        }
        if let text { return .bytes(Array(text.utf8)) }
        let isTaken = ["body", "body_base64"].contains { shown[$0] != nil && replacement[$0]?.isNull == true }
        return isTaken ? .none : .same
    }

    /// Those that it leaves out are gone; how a name is written does not matter (RFC 9110 §5.1).
    func headers(of headers: HTTPHeaders) throws(Diagnostic) -> HTTPHeaders {
        guard let given = replacement["headers"], !given.isNull else { return headers }
        guard let members = given.members else { throw nonsense("headers are an object", found: given) }
        var before: [String: JSON] = [:]
        for (name, value) in shown["headers"]?.members ?? [] { before[name.lowercased()] = value }
        var changed = headers
        var kept: Set<String> = []
        for (name, value) in members where !value.isNull {
            kept.insert(name.lowercased())
            guard before[name.lowercased()] != value else { continue }
            changed[name] = nil
            for text in try values(name, value) { changed.add(name, text) }
        }
        for name in before.keys where !kept.contains(name) { changed[name] = nil }
        return changed
    }

    private func values(_ name: String, _ value: JSON) throws(Diagnostic) -> [String] {
        let texts = value.elements?.map(\.string) ?? [value.string]
        var values: [String] = []
        for text in texts {
            guard let text else { throw nonsense("the header \(name) is a text, or a list of texts", found: value) }
            try refuseMask(text, in: name)
            values.append(text)
        }
        return values
    }

    private func given(_ member: String) throws(Diagnostic) -> String? {
        guard let value = replacement[member], !value.isNull else { return nil }
        if let text = value.string { return text }
        throw nonsense("\(member) is a text", found: value)
    }

    /// A mask that was copied into something new would be taken for the secret.
    private func refuseMask(_ text: String, in member: String) throws(Diagnostic) {
        guard text.contains("…#") else { return }
        throw Diagnostic(
            .execution, "plugin-masked", "the plugin \(plugin) would put a masked secret into \(member)",
            advice: ["a plugin that works on secrets says so: needs access_token \"why\""])
    }

    private func nonsense(_ rule: String, found: JSON) -> Diagnostic {
        Diagnostic(
            .execution, "plugin-nonsense", "the plugin \(plugin) answers a hook with what is no message: \(rule)",
            found: String(found.text().prefix(60)))
    }
}
