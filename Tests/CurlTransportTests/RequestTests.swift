import CurlTransport
import HTTPMessage
import Testing

/// What goes out over the wire.
@Suite struct RequestTests {
    let transport = CurlTransport.forTests()

    /// The head that the server got, beside the one that was recorded.
    private func sent(
        _ method: String, _ path: String = "/", headers: HTTPHeaders = [], body: [UInt8]? = nil,
        options: TransportOptions = TransportOptions()
    ) async throws -> (wire: String, port: Int) {
        let server = try RawServer { connection in
            guard let head = connection.readHead() else { return }
            connection.write(method == "HEAD" ? "HTTP/1.1 200 OK\r\nX-Head: 1\r\n\r\n" : okay(head))
            connection.waitForEnd()
        }
        let request = HTTPRequest(method, server.url + path, headers: headers, body: body)
        let exchange = await transport.send(request, options: options, onBody: nil)
        let head = try #require(exchange.sentHead)
        if method != "HEAD" { #expect(exchange.response?.text == head) }
        return (head, server.port)
    }

    @Test func defaultsAreFew() async throws {
        let (head, port) = try await sent("GET", "/a")
        #expect(
            head == """
                GET /a HTTP/1.1\r
                Host: 127.0.0.1:\(port)\r
                User-Agent: keyway/1.2.3\r
                Accept-Encoding: deflate, gzip, br, zstd\r
                \r\n
                """)
    }

    @Test func defaultsCanBeOverriddenAndOmitted() async throws {
        var options = TransportOptions()
        options.omittedHeaders = ["accept-encoding"]
        let headers: HTTPHeaders = [HTTPHeader("host", "other.example"), HTTPHeader("User-agent", "mine")]
        let (head, _) = try await sent("GET", headers: headers, options: options)
        #expect(head == "GET / HTTP/1.1\r\nHost: other.example\r\nUser-agent: mine\r\n\r\n")
        options.omittedHeaders = ["Host", "User-Agent", "Accept-Encoding"]
        #expect(try await sent("GET", options: options).wire == "GET / HTTP/1.1\r\n\r\n")
    }

    @Test func headersKeepOrderCaseAndRepetition() async throws {
        let headers: HTTPHeaders = [
            HTTPHeader("x-B", "1"), HTTPHeader("X-a", "2"), HTTPHeader("x-B", "3"), HTTPHeader("X-Empty", ""),
            HTTPHeader("X-Blank", "  "), HTTPHeader("X-Semicolon", ";"), HTTPHeader("X-Text", "é: ü;"),
        ]
        let (head, _) = try await sent("GET", headers: headers)
        #expect(
            head.hasSuffix(
                "\r\nx-B: 1\r\nX-a: 2\r\nx-B: 3\r\nX-Empty:\r\nX-Blank:\r\nX-Semicolon: ;\r\nX-Text: é: ü;\r\n\r\n"))
    }

    @Test(arguments: [
        "/../a/./b/..", "//double//", "/%2e%2E/%7euser", "/a?b=c?d&&e=%zz+'\"<>|\\^`{}", "/?", "?x=1", "/a;b=c",
    ])
    func urlGoesOutAsItIs(path: String) async throws {
        let (head, _) = try await sent("GET", path)
        #expect(head.hasPrefix("GET \(path.hasPrefix("?") ? "/" : "")\(path) HTTP/1.1\r\n"))
    }

    @Test func fragmentStaysHere() async throws {
        #expect(try await sent("GET", "/a?b#c").wire.hasPrefix("GET /a?b HTTP/1.1\r\n"))
    }

    @Test(arguments: ["GET", "get", "POST", "DELETE", "PROPFIND", "X-Y_Z!", "OPTIONS", "HEAD", "PUT"])
    func anyMethod(method: String) async throws {
        #expect(try await sent(method).wire.hasPrefix("\(method) / HTTP/1.1\r\n"))
    }

    @Test(arguments: [("POST", true), ("PUT", true), ("PATCH", true), ("GET", false), ("DELETE", false)])
    func noBodyMeansLengthZeroWhereOneIsExpected(method: String, hasLength: Bool) async throws {
        #expect(try await sent(method).wire.contains("Content-Length: 0\r\n") == hasLength)
    }

    @Test(arguments: ["POST", "GET", "DELETE", "QUERY"], [0, 1, 2 << 20])
    func bodyGoesOutWhole(method: String, size: Int) async throws {
        let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let server = try RawServer { connection in
            guard let head = connection.readHead(), let got = connection.readBody(size) else { return }
            #expect(head.contains("Content-Length: \(size)\r\n"))
            #expect(!head.contains("Expect") && !head.contains("Content-Type"))
            connection.write(okay(got == body ? "same" : "other"))
        }
        let exchange = await transport.send(HTTPRequest(method, server.url, body: body))
        #expect(exchange.response?.text == "same")
        #expect(exchange.sentHead?.hasSuffix("\r\n\r\n") == true)
    }
}
