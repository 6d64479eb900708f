import CurlTransport
import Glibc
import HTTPMessage
import Testing

/// Servers that hang, lie or go away, and what is said of them.
///
/// A limit of 200 ms is libcurl's own timer, which takes no other clock: it is what is tested, and nothing but the end of
/// it is waited for. No server here answers within any time, so that a slow machine changes no outcome.
@Suite struct FailureTests {
    let transport = CurlTransport.forTests()

    private func failure(
        _ url: String, _ method: String = "GET", timeout: Double = 20, connectTimeout: Double = 10
    ) async throws -> TransportError {
        var options = TransportOptions()
        options.timeout = timeout
        options.connectTimeout = connectTimeout
        let exchange = await transport.send(HTTPRequest(method, url), options: options, onBody: nil)
        let failure = try #require(exchange.failure)
        expectReadable(failure)
        return failure
    }

    /// Reads a request, sends this and hangs up.
    private func server(sending octets: String, then end: @escaping @Sendable (Connection) -> Void = { _ in }) throws
        -> RawServer
    {
        try RawServer { connection in
            guard connection.readHead() != nil else { return }
            connection.write(octets)
            end(connection)
        }
    }

    @Test func nobodyListens() async throws {
        let port = try RawServer.freePort()
        let failure = try await failure("http://127.0.0.1:\(port)/")
        #expect(failure.code == .connect)
        #expect(
            failure.message
                == "could not connect to 127.0.0.1 port \(port): connection refused; is the server running?")
    }

    @Test func unknownName() async throws {
        let failure = try await failure("http://keyway.invalid/")
        #expect(failure.code == .lookup)
        #expect(failure.message.hasPrefix("could not find the address of keyway.invalid;"))
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"])
    func hangs(octets: String) async throws {
        let server = try server(sending: octets) { $0.waitForEnd() }
        let failure = try await failure(server.url, timeout: 0.2)
        #expect(failure.code == .timeout)
        #expect(failure.message.contains("within 200 ms"))
    }

    @Test func drips() async throws {
        let server = try server(sending: "HTTP/1.0 200 OK\r\n\r\n") { connection in
            // Until the client hangs up, which it does long before.
            for _ in 0..<60_000 {
                guard connection.write("x") else { return }
                usleep(1000)
            }
        }
        #expect(try await failure(server.url, timeout: 0.2).code == .timeout)
    }

    @Test func handshakeHangs() async throws {
        let server = try RawServer { $0.waitForEnd() }
        let failure = try await failure("https://127.0.0.1:\(server.port)/", connectTimeout: 0.2)
        #expect(failure.code == .connectTimeout)
        #expect(failure.message.contains("within 200 ms"))
    }

    @Test(
        "Hanging up",
        arguments: [
            ("", "hung up without an answer"), ("HTTP/1.1 20", "hung up without an answer"),
            ("HTTP/1.1 200 OK\r\nX: y\r\n", "broke off"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "after 4 bytes"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf", "after 4 bytes"),
        ])
    func hangsUp(octets: String, words: String) async throws {
        let failure = try await failure(try server(sending: octets).url)
        #expect(failure.code == .closed)
        #expect(failure.message.contains(words))
    }

    @Test func resets() async throws {
        #expect(try await failure(try server(sending: "") { $0.reset() }.url).code == .closed)
    }

    @Test(
        "Not HTTP",
        arguments: [
            "SSH-2.0-OpenSSH_9.2\r\n", "\u{1b}[31mhello\r\n\r\n", "<html>", "HTTP/9.9 200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 200 OK\r\nno colon \u{1b}[2J here\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        ])
    func notHTTP(octets: String) async throws {
        #expect(try await failure(try server(sending: octets).url).code == .protocolViolation)
    }

    @Test(arguments: ["gzip", "br", "deflate", "zstd", "unheard-of"])
    func badEncoding(name: String) async throws {
        let server = try RawServer.answering(okay("this is plain text", "Content-Encoding: \(name)"))
        #expect(try await failure(server.url).code == .badEncoding)
    }

    @Test func plainServerAskedForTLS() async throws {
        let server = try RawServer { connection in
            connection.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            connection.waitForEnd()
        }
        #expect(try await failure("https://127.0.0.1:\(server.port)/").code == .tlsHandshake)
    }

    @Test(arguments: [
        ("http://u:hush@127.0.0.1/", TransportError.Code.badURL, "http://127.0.0.1/"),
        ("ftp://a/", .unsupportedScheme, "ftp://a/"),
        ("http://a/\r\nX: y", .badURL, "http://a/\r\nX: y"),
    ])
    func refusedBeforeAnythingIsSent(url: String, code: TransportError.Code, recorded: String) async throws {
        let exchange = await transport.get(url)
        #expect(exchange.failure?.code == code)
        #expect(exchange.request.url == recorded)
        #expect(exchange.sentHead == nil && exchange.timing.total == 0)
        #expect(exchange.failure?.message.contains("hush") == false)
    }

    @Test func headersCannotBeInjected() async throws {
        let server = try RawServer.answering(okay(""))
        for header in [HTTPHeader("X", "a\r\nInjected: 1"), HTTPHeader("X\r\nInjected", "1"), HTTPHeader("X:y", "1")] {
            let exchange = await transport.send(HTTPRequest("GET", server.url, headers: [header]))
            #expect(exchange.failure?.code == .malformedRequest)
        }
        let exchange = await transport.send(HTTPRequest("GET / HTTP/1.1\r\nX: y\r\n", server.url))
        #expect(exchange.failure?.code == .malformedRequest)
        var options = TransportOptions()
        options.omittedHeaders = ["Host:\r\nInjected: 1\r\n"]
        #expect(await transport.get(server.url, options: options).failure?.code == .malformedRequest)
        #expect(server.connectionCount == 0)
    }
}
