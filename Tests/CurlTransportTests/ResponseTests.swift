import CurlTransport
import Glibc
import HTTPMessage
import Testing

/// What comes back, and how it is recorded.
@Suite struct ResponseTests {
    let transport = CurlTransport.forTests()

    @Test func headIsKeptAsItCame() async throws {
        let head = "HTTP/1.1 299 Odd  reason\r\nx-B: 1\r\nX-a:2 \t\r\nSet-Cookie: a\r\nset-cookie: b\r\nNothing:\r\n"
        let server = try RawServer.answering(head + "Content-Length: 2\r\n\r\nok")
        let exchange = await transport.get(server.url)
        let response = try #require(exchange.response)
        #expect(response.version == "1.1")
        #expect(response.status == 299)
        #expect(response.reason == "Odd  reason")
        #expect(
            response.headers == [
                HTTPHeader("x-B", "1"), HTTPHeader("X-a", "2"), HTTPHeader("Set-Cookie", "a"),
                HTTPHeader("set-cookie", "b"), HTTPHeader("Nothing", ""), HTTPHeader("Content-Length", "2"),
            ])
        #expect(response.text == "ok")
        #expect(exchange.receivedHead == head + "Content-Length: 2\r\n\r\n")
        #expect(exchange.startedAt == 1_700_000_000_000)
        #expect(exchange.peer == "127.0.0.1:\(server.port)")
        #expect(exchange.tls == nil && exchange.proxy == nil)
        #expect(exchange.timing.connect > 0)
        #expect(exchange.timing.total >= exchange.timing.firstByte && exchange.timing.firstByte > 0)
    }

    @Test(
        "Framing",
        arguments: [
            ("HTTP/1.0 200 OK\r\n\r\nto the end", "1.0", "to the end"),
            ("HTTP/1.1 200\r\nConnection: close\r\n\r\nto the end", "1.1", "to the end"),
            ("HTTP/1.1 200 OK\nContent-Length: 2\n\nok", "1.1", "ok"),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n1\r\nd\r\n0\r\nX-Trailer: 1\r\n\r\n",
                "1.1", "abcd"
            ),
            (
                "HTTP/1.1 100 Continue\r\nA: 1\r\n\r\nHTTP/1.1 103 Early Hints\r\nB: 1\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "1.1", ""
            ),
            ("HTTP/1.1 204 No Content\r\n\r\n", "1.1", ""),
        ])
    func framing(octets: String, version: String, body: String) async throws {
        let server = try RawServer { connection in
            if connection.readHead() != nil { connection.write(octets) }
        }
        let exchange = await transport.get(server.url)
        let response = try #require(exchange.response)
        #expect(response.version == version)
        #expect(response.text == body)
        #expect(response.headers.allSatisfy { !["A", "B", "X-Trailer"].contains($0.name) })
        #expect(exchange.receivedHead?.contains("Trailer") == false)
    }

    @Test func foldedHeaderIsOneValue() async throws {
        let server = try RawServer.answering(okay("", "X-Long: one", "  two", "\tthree", "Y: 1"))
        let response = await transport.get(server.url).response
        #expect(response?.headers["X-Long"] == "one two three")
        #expect(response?.headers["Y"] == "1")
    }

    @Test func headerThatIsNoTextIsSurvived() async throws {
        let server = try RawServer { connection in
            guard connection.readHead() != nil else { return }
            connection.write(
                Array("HTTP/1.1 200 \u{1b}[31mOK\r\nX: ".utf8) + [0xFF, 0xFE]
                    + Array("\u{1b}[2J\r\nContent-Length: 1\r\n\r\n".utf8) + [0xC3])
        }
        let exchange = await transport.get(server.url)
        let response = try #require(exchange.response)
        #expect(response.headers["X"] == "\u{fffd}\u{fffd}\u{1b}[2J")
        #expect(response.body == [0xC3])
        #expect(response.text == "\u{fffd}")
    }

    @Test func contentEncodingIsUndone() async throws {
        let server = try RawServer { connection in
            guard connection.readHead() != nil else { return }
            let body = try? gzip("printf 'hello hello hello'")
            connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(body?.count ?? 0)\r\n\r\n")
            connection.write(body ?? [])
        }
        let response = await transport.get(server.url).response
        #expect(response?.text == "hello hello hello")
        #expect(response?.headers["Content-Encoding"] == "gzip")
    }

    @Test func headResponseHasNoBody() async throws {
        let server = try RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
        let exchange = await transport.send(HTTPRequest("HEAD", server.url))
        #expect(exchange.response?.headers["Content-Length"] == "1000000000")
        #expect(exchange.response?.body == [])
    }

    @Test("Each event is handed on before the next one is sent")
    func streaming() async throws {
        let (pieces, continuation) = AsyncStream.makeStream(of: Void.self)
        let seen = Semaphore()
        let server = try RawServer { connection in
            guard connection.readHead() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
            for number in 1...5 {
                connection.write("9\r\ndata: \(number)\n\n\r\n")
                seen.wait()
            }
            connection.write("0\r\n\r\n")
        }
        let received = Pieces()
        let exchange = await transport.send(HTTPRequest("GET", server.url), options: TransportOptions()) { piece in
            received.add(piece)
            continuation.yield()
            seen.signal()
        }
        continuation.finish()
        var count = 0
        for await _ in pieces { count += 1 }
        #expect(count == 5)
        #expect(received.all.map { String(decoding: $0, as: UTF8.self) } == (1...5).map { "data: \($0)\n\n" })
        #expect(exchange.response?.body == received.all.flatMap { $0 })
    }

    @Test func redirectIsTheResponseAndItsBodyNoPiece() async throws {
        let server = try RawServer.answering("HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 4\r\n\r\nbody")
        let received = Pieces()
        let exchange = await transport.send(HTTPRequest("GET", server.url), options: TransportOptions()) {
            received.add($0)
        }
        #expect(exchange.response?.status == 302)
        #expect(exchange.response?.text == "body")
        #expect(received.all.isEmpty)
    }
}
