package import HTTPMessage

/// A request as the endpoints see it.
package struct Call: Sendable {
    /// The HTTP method, as it was sent.
    package var method: String
    /// Without the query, as it was sent.
    package var path: String
    /// What follows the `?`, as it was sent.
    package var query: String
    /// The header fields, as they were sent.
    package var headers: HTTPHeaders
    /// The bytes of the body; empty for a request without one.
    package var body: [UInt8] = []
    /// The parts of the path that the route leaves open.
    package var parameters: [String: String] = [:]
    /// The endpoint that the router found.
    package var endpoint: EndpointName?
    /// The certificate that the peer proved to have in the TLS handshake, in DER; nil for a connection without one, which
    /// every connection is as long as the sandbox does not serve TLS itself.
    var peerCertificate: [UInt8]?

    /// The media type of the body in lower case, without parameters.
    package var mediaType: String? {
        headers["Content-Type"]?.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
    }

    /// A part of the path that the route leaves open, decoded; empty where the route has no such part.
    package func parameter(_ name: String) -> String { parameters[name] ?? "" }

    /// The value of a cookie (RFC 6265 §4.2), the first one of this name; nil where the request carries none.
    package func cookie(_ name: String) -> String? {
        for header in headers.values("Cookie") {
            for pair in header.split(separator: ";") {
                let halves = pair.split(separator: "=", maxSplits: 1)
                if halves.count == 2, halves[0].drop(while: { $0 == " " }) == name { return String(halves[1]) }
            }
        }
        return nil
    }
}
