internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Script

/// Messages as hooks see them.
extension HTTPRequest {
    /// `body` is text, or `body_base64` where it is none.
    var hookJSON: JSON {
        JSON(present: [
            ("method", JSON(method)), ("url", JSON(url)), ("headers", headers.hookJSON),
            ("body", body.flatMap { String(validating: $0, as: UTF8.self) }.map { JSON($0) }),
            (
                "body_base64",
                body.flatMap { String(validating: $0, as: UTF8.self) == nil ? JSON(Base64URL.encode($0)) : nil }
            ),
        ])
    }

    /// The request with what a plugin has changed of it; where it leaves a mask alone, the secret stays.
    func taking(_ replacement: JSON, insteadOf shown: JSON, _ plugin: String) throws(Diagnostic) -> HTTPRequest {
        var request = self
        if let method = try changed("method", replacement, shown, plugin) { request.method = method }
        if let url = try changed("url", replacement, shown, plugin) { request.url = url }
        if let body = try changed("body", replacement, shown, plugin) { request.body = Array(body.utf8) }
        if let bytes = try changedBytes(replacement, shown) { request.body = bytes }
        request.headers = try headers.taking(replacement["headers"], insteadOf: shown["headers"], plugin)
        return request
    }
}

extension HTTPResponse {
    func taking(_ replacement: JSON, insteadOf shown: JSON, _ plugin: String) throws(Diagnostic) -> HTTPResponse {
        var response = self
        if let status = replacement["status"]?.integer, status != shown["status"]?.integer {
            guard (100...599).contains(status) else {
                throw Diagnostic(.execution, "plugin-nonsense", "the plugin \(plugin) answers with status \(status)")
            }
            (response.status, response.reason) = (Int(status), "")
        }
        if let body = try changed("body", replacement, shown, plugin) { response.body = Array(body.utf8) }
        if let bytes = try changedBytes(replacement, shown) { response.body = bytes }
        response.headers = try headers.taking(replacement["headers"], insteadOf: shown["headers"], plugin)
        return response
    }
}

private func changed(
    _ member: String, _ replacement: JSON, _ shown: JSON, _ plugin: String
) throws(Diagnostic) -> String? {
    guard let text = replacement[member]?.string, text != shown[member]?.string else { return nil }
    try refuseMask(text, in: member, plugin)
    return text
}

/// A new body that is no text.
private func changedBytes(_ replacement: JSON, _ shown: JSON) throws(Diagnostic) -> [UInt8]? {
    guard let text = replacement["body_base64"]?.string, text != shown["body_base64"]?.string else { return nil }
    if let bytes = Base64URL.decode(text) { return bytes }
    throw Diagnostic(
        .execution, "plugin-nonsense", "a plugin's body_base64 is no base64url (RFC 4648 §5)",
        found: String(text.prefix(60)))
}

/// A mask that was copied into something new would be taken for the secret.
private func refuseMask(_ text: String, in member: String, _ plugin: String) throws(Diagnostic) {
    guard text.contains("…#") else { return }
    throw Diagnostic(
        .execution, "plugin-masked", "the plugin \(plugin) would put a masked secret into \(member)",
        advice: ["a plugin that works on secrets says so: needs access_token \"why\""])
}

extension HTTPHeaders {
    /// The headers with what a plugin has changed of them; those that it leaves out are gone.
    fileprivate func taking(_ headers: JSON?, insteadOf shown: JSON?, _ plugin: String) throws(Diagnostic)
        -> HTTPHeaders
    {
        guard let headers else { return self }
        var changed = self
        for (name, value) in headers.members ?? [] where shown?[name] != value {
            let texts = value.elements?.compactMap(\.string) ?? value.string.map { [$0] } ?? []
            changed[name] = nil
            for text in texts {
                try refuseMask(text, in: name, plugin)
                changed.add(name, text)
            }
        }
        for field in self where headers[field.name] == nil { changed[field.name] = nil }
        return changed
    }

    /// By name; a list where a name stands more than once.
    var hookJSON: JSON {
        var seen: Set<String> = []
        let names = map(\.name).filter { seen.insert($0.lowercased()).inserted }
        return JSON(
            members: names.map { name in
                let all = values(name)
                return (name, all.count == 1 ? JSON(all[0]) : JSON(all.map { JSON($0) }))
            })
    }
}

extension HTTPResponse {
    var hookJSON: JSON {
        let text = String(validating: body, as: UTF8.self)
        return JSON(present: [
            ("status", JSON(status)), ("headers", headers.hookJSON), ("body", text.map { JSON($0) }),
            ("body_base64", text == nil ? JSON(Base64URL.encode(body)) : JSON?.none),
        ])
    }
}
