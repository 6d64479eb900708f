import CurlTransport
import HTTPMessage
import Testing

extension CurlTransport {
    /// A transport whose clock stands still.
    static func forTests() -> CurlTransport { CurlTransport(version: "1.2.3") { 1_700_000_000_000 } }

    func get(_ url: String, options: TransportOptions = TransportOptions()) async -> HTTPExchange {
        await send(HTTPRequest("GET", url), options: options, onBody: nil)
    }

    func send(_ request: HTTPRequest) async -> HTTPExchange {
        await send(request, options: TransportOptions(), onBody: nil)
    }
}

/// `HTTP/1.1 200 OK` with this body.
func okay(_ body: String, _ headers: String...) -> String {
    "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n" + headers.map { "\($0)\r\n" }.joined() + "\r\n\(body)"
}

/// A message fit to show: one line, no control characters, and it says what to do.
func expectReadable(_ error: TransportError, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(
        !error.message.unicodeScalars.contains { $0.properties.generalCategory == .control },
        sourceLocation: sourceLocation)
    #expect(error.message.contains(";") || error.message.contains(":"), sourceLocation: sourceLocation)
}
