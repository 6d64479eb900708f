import HTTPMessage
import Testing

@testable import CurlTransport

/// Servers that send more than anyone should take.
@Suite struct LimitTests {
    let transport = CurlTransport.forTests()

    /// How much of an endless answer the server could send before it was cut off, and what was recorded.
    private func flood(
        _ head: String, piece: String, most: Int = 100 << 20, bodyLimit: Int = 1 << 20
    ) async throws -> (sent: Int, exchange: HTTPExchange) {
        let sent = Locked(0)
        let octets = Array(String(repeating: piece, count: max(1, 65536 / piece.utf8.count)).utf8)
        let server = try RawServer { connection in
            guard connection.readHead() != nil, connection.write(head) else { return }
            while sent.withLock({ $0 }) < most, connection.write(octets) { sent.withLock { $0 += octets.count } }
        }
        var options = TransportOptions()
        options.bodyLimit = bodyLimit
        let exchange = await transport.get(server.url, options: options)
        return (sent.withLock { $0 }, exchange)
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n", "xxxxxxxx"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "8\r\nxxxxxxxx\r\n"),
        ("HTTP/1.0 200 OK\r\n\r\n", "xxxxxxxx"),
    ])
    func hundredMegabytes(head: String, piece: String) async throws {
        let (sent, exchange) = try await flood(head, piece: piece)
        let failure = try #require(exchange.failure)
        #expect(failure.code == .tooLarge)
        expectReadable(failure)
        #expect(sent < 40 << 20)
        #expect(exchange.receivedHead == head)
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\n", "X-Header: value\r\n"), ("HTTP/1.1 200 OK\r\nX: ", "xxxxxxxx"),
        ("HTTP/1.1 200 OK\r\nX: y\r\n", " folded\r\n"), ("", "HTTP/1.1 100 Continue\r\n\r\n"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n", "X-Trailer: value\r\n"),
    ])
    func endlessHeaders(head: String, piece: String) async throws {
        let (sent, exchange) = try await flood(head, piece: piece)
        let failure = try #require(exchange.failure)
        #expect(failure.code == .tooLarge)
        expectReadable(failure)
        #expect(sent < 40 << 20)
    }

    @Test("A small body that decodes to 100 MB is cut off at the limit")
    func gzipBomb() async throws {
        let bomb = try gzip("head -c 104857600 /dev/zero")
        #expect(bomb.count < 1 << 20)
        let server = try RawServer { connection in
            guard connection.readHead() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n")
            connection.write(bomb)
        }
        var options = TransportOptions()
        options.bodyLimit = 1 << 20
        let received = Pieces()
        let exchange = await transport.send(HTTPRequest("GET", server.url), options: options) { received.add($0) }
        #expect(exchange.failure?.code == .tooLarge)
        #expect(received.all.reduce(0) { $0 + $1.count } <= 1 << 20)
    }

    @Test func bodyOfJustTheLimit() async throws {
        let server = try RawServer.answering(okay("12345678"))
        var options = TransportOptions()
        options.bodyLimit = 8
        #expect(await transport.get(server.url, options: options).response?.text == "12345678")
        options.bodyLimit = 7
        #expect(await transport.get(server.url, options: options).failure?.code == .tooLarge)
    }
}
