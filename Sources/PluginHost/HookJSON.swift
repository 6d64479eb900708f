package import Diagnostics
internal import Encodings
package import HTTPMessage
package import JSONKit
internal import OAuthCore

/// Messages as hooks see them.
extension HTTPRequest {
    /// `body` is text, or `body_base64` where it is none.
    package var hookJSON: JSON {
        let text = body.flatMap { String(validating: $0, as: UTF8.self) }
        let bytes = text == nil ? body : nil
        return JSON(present: [
            ("method", JSON(method)), ("url", JSON(url)), ("headers", headers.hookJSON),
            ("body", text.map { JSON($0) }),
            ("body_base64", bytes.map { JSON(Base64URL.encode($0)) }),
        ])
    }

    /// The request with what a plugin has changed of it; where it leaves a mask alone, the secret stays.
    package func taking(_ replacement: JSON, insteadOf shown: JSON, _ plugin: String) throws(Diagnostic) -> HTTPRequest
    {
        let change = HookChange(replacement, insteadOf: shown, of: plugin)
        try change.checkShape()
        var request = self
        if let method = try change.text("method") { request.method = method }
        if let url = try change.text("url") { request.url = url }
        switch try change.body() {
        case .same: break
        case .none: request.body = nil
        case .bytes(let bytes): request.body = bytes
        }
        request.headers = try change.headers(of: headers)
        return request
    }
}

extension HTTPResponse {
    package func taking(_ replacement: JSON, insteadOf shown: JSON, _ plugin: String) throws(Diagnostic) -> HTTPResponse
    {
        let change = HookChange(replacement, insteadOf: shown, of: plugin)
        try change.checkShape()
        var response = self
        if let status = try change.status() { (response.status, response.reason) = (status, "") }
        switch try change.body() {
        case .same: break
        case .none: response.body = []
        case .bytes(let bytes): response.body = bytes
        }
        response.headers = try change.headers(of: headers)
        return response
    }

    package var hookJSON: JSON {
        let text = String(validating: body, as: UTF8.self)
        return JSON(present: [
            ("status", JSON(status)), ("headers", headers.hookJSON), ("body", text.map { JSON($0) }),
            ("body_base64", text == nil ? JSON(Base64URL.encode(body)) : JSON?.none),
        ])
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
