internal import HTTPMessage
internal import Terminal

/// Says on the terminal which server is waited for.
struct WaitingTransport: Transport {
    let base: any Transport
    let line: WaitingLine

    func send(
        _ request: HTTPRequest, options: TransportOptions, onBody: (@Sendable ([UInt8]) -> Void)?
    ) async -> HTTPExchange {
        let wait = line.begin("waiting for \(URLParts(request.url)?.host ?? "the server")")
        defer { line.end(wait) }
        guard let onBody else { return await base.send(request, options: options, onBody: nil) }
        // From its first piece on a streamed body shows that something comes.
        return await base.send(request, options: options) { bytes in
            line.end(wait)
            onBody(bytes)
        }
    }
}
