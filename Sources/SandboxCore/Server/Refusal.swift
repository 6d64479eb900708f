package import HTTPMessage
internal import JSONKit
internal import OAuthCore

/// A request that is not granted: what its sender is told, and why for the operator's eyes only.
package struct Refusal: Error, Sendable {
    /// The response that the sender gets.
    package var reply: Reply
    /// Why the request was refused, in words for the operator; the response need not say it.
    package var cause: String

    /// A refusal with a response and what the operator reads.
    package init(_ reply: Reply, cause: String) {
        self.reply = reply
        self.cause = cause
    }

    /// An error of the API in OpenAI's shape.
    ///
    /// - Parameter cause: what the operator reads, if that is more than the message.
    package static func api(
        _ status: Int, type: String, _ message: String, param: String? = nil, code: String? = nil,
        headers: HTTPHeaders = [], cause: String? = nil
    ) -> Refusal {
        let error = JSON(present: [
            ("message", JSON(message)), ("type", JSON(type)), ("param", param.map { JSON($0) }),
            ("code", code.map { JSON($0) }),
        ])
        return Refusal(
            .json(["error": error], status: status, headers: headers).notStored, cause: cause ?? message)
    }

    /// An API request that says something it must not.
    package static func invalid(_ message: String, param: String? = nil, code: String? = nil) -> Refusal {
        .api(400, type: "invalid_request_error", message, param: param, code: code)
    }

    /// An error of the token endpoint and its neighbours (RFC 6749 §5.2).
    package static func oauth(
        _ error: String, _ description: String, status: Int = 400, headers: HTTPHeaders = [], cause: String? = nil
    ) -> Refusal {
        let body: JSON = ["error": JSON(error), "error_description": JSON(description)]
        return Refusal(
            .json(body, status: status, headers: headers).notStored, cause: "\(error): \(cause ?? description)")
    }
}
