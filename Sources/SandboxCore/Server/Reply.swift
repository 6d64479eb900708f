package import HTTPMessage
package import JSONKit

/// A response before it is written to the wire.
package struct Reply: Sendable {
    /// Sends one piece of a streamed body.
    package typealias Writer = ([UInt8]) async throws -> Void

    /// What follows the header fields.
    package enum Body: Sendable {
        case bytes([UInt8])
        case stream(@Sendable (Writer) async throws -> Void)
        /// Nothing is answered: the connection is closed.
        case lost
    }

    /// The HTTP status code.
    package var status: Int
    /// The header fields, without those that the server adds when it writes the response.
    package var headers: HTTPHeaders
    /// The body, which may be streamed.
    package var body: Body
    /// The time of the `Date` header, in milliseconds since 1970; nil for the real time.
    package var date: Int64?

    /// A response, by default with an empty body.
    package init(_ status: Int, headers: HTTPHeaders = [], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A response with a body of a media type, which becomes the field `Content-Type`.
    package init(_ status: Int, type: String, _ bytes: [UInt8], headers: HTTPHeaders = []) {
        self.init(status, headers: headers, body: .bytes(bytes))
        self.headers["Content-Type"] = type
    }

    /// A response with a JSON body.
    package static func json(_ json: JSON, status: Int = 200, headers: HTTPHeaders = []) -> Reply {
        Reply(status, type: "application/json", Array(json.text().utf8), headers: headers)
    }

    /// After a POST, so that the browser comes back with GET and without the form (RFC 9700 §4.12).
    package static func seeOther(_ url: String) -> Reply {
        Reply(303, headers: [HTTPHeader("Location", url), HTTPHeader("Referrer-Policy", "no-referrer")]).notStored
    }

    /// Not to be kept by any cache (RFC 6749 §5.1).
    package var notStored: Reply {
        var reply = self
        reply.headers["Cache-Control"] = "no-store"
        reply.headers["Pragma"] = "no-cache"
        return reply
    }
}
