internal import HTTPMessage
internal import JSONKit
internal import SandboxCore

extension Provider {
    /// The server that generates in our place, if one was named.
    var upstream: Upstream? { configuration.upstream.map { Upstream(configuration: $0) } }
}

/// Passes requests on to an OpenAI-compatible server, and what it answers back.
struct Upstream: Sendable {
    let configuration: SandboxUpstream

    func models() async throws -> Reply {
        reply(to: await send(HTTPRequest("GET", url("/models"), headers: headers)))
    }

    func forward(_ body: JSON, to path: String, isStreamed: Bool = false) async throws -> Reply {
        var request = HTTPRequest("POST", url(path), headers: headers, body: Array(body.text().utf8))
        request.headers.add("Content-Type", "application/json")
        return isStreamed ? await stream(request) : reply(to: await send(request))
    }

    private func url(_ path: String) -> String {
        (configuration.url.hasSuffix("/") ? String(configuration.url.dropLast()) : configuration.url) + path
    }

    private var headers: HTTPHeaders {
        var headers: HTTPHeaders = [HTTPHeader("Accept", "*/*")]
        if let key = configuration.apiKey { headers.add("Authorization", "Bearer \(key)") }
        return headers
    }

    private func send(_ request: HTTPRequest) async -> HTTPExchange {
        await configuration.transport.send(request, options: configuration.options, onBody: nil)
    }

    private func reply(to exchange: HTTPExchange) -> Reply {
        switch exchange.outcome {
        case .response(let response):
            return Reply(
                response.status, type: response.headers["Content-Type"] ?? "application/json", response.body)
        case .failure(let failure):
            return Refusal.api(
                502, type: "api_error", "The upstream server could not be reached: \(failure.message)",
                code: "upstream_unreachable"
            ).reply
        }
    }

    /// A status is only known when all has come: what begins like server-sent events is passed on as it comes, all else
    /// when it is complete.
    private func stream(_ request: HTTPRequest) async -> Reply {
        let (pieces, continuation) = AsyncStream<Piece>.makeStream()
        let sending = Task {
            let exchange = await configuration.transport.send(request, options: configuration.options) {
                continuation.yield(.bytes($0))
            }
            continuation.yield(.end(exchange))
            continuation.finish()
        }
        continuation.onTermination = { _ in sending.cancel() }
        var iterator = pieces.makeAsyncIterator()
        var start: [UInt8] = []
        while let piece = await iterator.next() {
            switch piece {
            case .end(let exchange): return reply(to: exchange)
            case .bytes(let bytes):
                start += bytes
                if Upstream.isEventStream(start) { return streamed(start, pieces) }
            }
        }
        return Refusal.api(502, type: "api_error", "The upstream server answered nothing.").reply
    }

    private enum Piece: Sendable {
        case bytes([UInt8])
        case end(HTTPExchange)
    }

    private static func isEventStream(_ start: [UInt8]) -> Bool {
        ["data:", "event:", "id:", "retry:", ": "].contains { start.starts(with: $0.utf8) }
    }

    private func streamed(_ start: [UInt8], _ pieces: AsyncStream<Piece>) -> Reply {
        Reply(
            200,
            headers: [
                HTTPHeader("Content-Type", "text/event-stream; charset=utf-8"),
                HTTPHeader("Cache-Control", "no-store"),
            ],
            body: .stream { write in
                try await write(start)
                for await piece in pieces {
                    if case .bytes(let bytes) = piece { try await write(bytes) }
                }
            })
    }
}
