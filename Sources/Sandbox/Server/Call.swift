internal import HTTPMessage

/// A request as the endpoints see it.
struct Call: Sendable {
    var method: String
    /// Without the query, as it was sent.
    var path: String
    /// What follows the `?`, as it was sent.
    var query: String
    var headers: HTTPHeaders
    var body: [UInt8] = []
    /// The parts of the path that the route leaves open.
    var parameters: [String: String] = [:]
    /// The endpoint that the router found.
    var endpoint: EndpointName?
    /// The certificate that the peer proved to have in the TLS handshake, in DER; nil for a connection without one, which
    /// every connection is as long as the sandbox does not serve TLS itself.
    var peerCertificate: [UInt8]?

    /// The media type of the body in lower case, without parameters.
    var mediaType: String? {
        headers["Content-Type"]?.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
    }

    func parameter(_ name: String) -> String { parameters[name] ?? "" }

    func cookie(_ name: String) -> String? {
        for header in headers.values("Cookie") {
            for pair in header.split(separator: ";") {
                let halves = pair.split(separator: "=", maxSplits: 1)
                if halves.count == 2, halves[0].drop(while: { $0 == " " }) == name { return String(halves[1]) }
            }
        }
        return nil
    }
}
