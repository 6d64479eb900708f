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
        guard let headers = replacement["headers"] else { return request }
        var changedHeaders = self.headers
        for (name, value) in headers.members ?? [] where shown["headers"]?[name] != value {
            let texts = value.elements?.compactMap(\.string) ?? value.string.map { [$0] } ?? []
            changedHeaders[name] = nil
            for text in texts {
                try HTTPRequest.refuseMask(text, in: name, plugin)
                changedHeaders.add(name, text)
            }
        }
        for field in self.headers where headers[field.name] == nil { changedHeaders[field.name] = nil }
        request.headers = changedHeaders
        return request
    }

    private func changed(
        _ member: String, _ replacement: JSON, _ shown: JSON, _ plugin: String
    ) throws(Diagnostic) -> String? {
        guard let text = replacement[member]?.string, text != shown[member]?.string else { return nil }
        try HTTPRequest.refuseMask(text, in: member, plugin)
        return text
    }

    /// A mask that was copied into something new would be sent in the secret's place.
    private static func refuseMask(_ text: String, in member: String, _ plugin: String) throws(Diagnostic) {
        guard text.contains("…#") else { return }
        throw Diagnostic(
            .execution, "plugin-masked", "the plugin \(plugin) would send a masked secret in \(member)",
            advice: ["a plugin that works on secrets says so: needs access_token \"why\""])
    }
}

extension HTTPHeaders {
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
        JSON(members: [("status", JSON(status)), ("headers", headers.hookJSON), ("body", JSON(text))])
    }
}
