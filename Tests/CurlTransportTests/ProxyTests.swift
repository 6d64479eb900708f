import CurlTransport
import Glibc
import HTTPMessage
import Testing

@Suite struct ProxyTests {
    let transport = CurlTransport.forTests()

    private func throughProxy(_ proxy: String, _ url: String, authority: String? = nil) async -> HTTPExchange {
        var options = TransportOptions()
        options.proxy = proxy
        options.certificateAuthority = authority
        return await transport.send(
            HTTPRequest("GET", url, headers: [HTTPHeader("Authorization", "secret")]), options: options, onBody: nil)
    }

    @Test func namedProxyServesEvenLoopback() async throws {
        let proxy = try RawServer { connection in
            while let head = connection.readHead() { connection.write(okay(head)) }
        }
        let exchange = await throughProxy("http://user:hush@127.0.0.1:\(proxy.port)", "http://127.0.0.1:9/a?b")
        #expect(exchange.response?.text.hasPrefix("GET http://127.0.0.1:9/a?b HTTP/1.1\r\n") == true)
        #expect(exchange.proxy == "http://127.0.0.1:\(proxy.port)")
        #expect(exchange.peer == "127.0.0.1:\(proxy.port)")
    }

    @Test func tunnel() async throws {
        let authority = try TestAuthority("Authority")
        try authority.issue("server", subject: "/CN=Tunnelled", alternativeNames: "IP:127.0.0.1")
        let port = try RawServer.freePort()
        let server = try ServerProcess(
            "/usr/bin/openssl", port: port,
            [
                "s_server", "-accept", "127.0.0.1:\(port)", "-cert", authority.path("server.pem"), "-key",
                authority.path("server.key"), "-www", "-quiet",
            ])
        let proxy = try RawServer { connection in
            guard let head = connection.readHead() else { return }
            #expect(head.hasPrefix("CONNECT 127.0.0.1:\(port) HTTP/1.1\r\n"))
            #expect(!head.contains("secret"))
            connection.write("HTTP/1.1 200 Established\r\nX-Proxy: 1\r\n\r\n")
            connection.pipe(to: port)
        }
        let exchange = await throughProxy(
            "http://127.0.0.1:\(proxy.port)", "https://127.0.0.1:\(server.port)/", authority: authority.certificate)
        #expect(exchange.response?.status == 200)
        #expect(exchange.response?.headers["X-Proxy"] == nil)
        #expect(exchange.sentHead?.hasPrefix("GET / HTTP/1.1\r\n") == true)
        #expect(exchange.receivedHead?.contains("X-Proxy") == false)
        #expect(exchange.tls?.certificates.first?.subject == "CN = Tunnelled")
    }

    @Test func tunnelRefused() async throws {
        let proxy = try RawServer { connection in
            guard connection.readHead() != nil else { return }
            connection.write(
                "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 2\r\n\r\nno"
            )
        }
        let exchange = await throughProxy("http://127.0.0.1:\(proxy.port)", "https://keyway.invalid/")
        let failure = try #require(exchange.failure)
        #expect(failure.code == .proxyRefused)
        #expect(failure.message.contains("answered 407 to CONNECT keyway.invalid port 443"))
        expectReadable(failure)
        #expect(exchange.sentHead?.hasPrefix("CONNECT keyway.invalid:443 HTTP/1.1\r\n") == true)
        #expect(exchange.receivedHead?.hasPrefix("HTTP/1.1 407") == true)
    }

    @Test func plainRefusalIsAResponse() async throws {
        let proxy = try RawServer.answering("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n")
        let exchange = await throughProxy("http://127.0.0.1:\(proxy.port)", "http://keyway.invalid/")
        #expect(exchange.response?.status == 407)
    }

    @Test func nobodyListens() async throws {
        let port = try RawServer.freePort()
        let exchange = await throughProxy("http://user:hush@127.0.0.1:\(port)", "http://keyway.invalid/")
        let failure = try #require(exchange.failure)
        #expect(failure.code == .connect)
        #expect(failure.message.contains("the proxy http://127.0.0.1:\(port): connection refused"))
        #expect(!failure.message.contains("hush"))
    }

    @Test func proxyNameUnknown() async throws {
        let failure = try #require(await throughProxy("http://proxy.invalid:3128", "http://keyway.invalid/").failure)
        #expect(failure.code == .proxyLookup)
        #expect(failure.message.contains("proxy.invalid"))
    }

    @Test("The environment's proxy serves other hosts, never loopback, and respects NO_PROXY")
    func environment() async {
        await #expect(processExitsWith: .success) {
            let server = try RawServer.answering(okay("direct"))
            let proxy = try RawServer.answering(okay("proxied"))
            setenv("http_proxy", "http://user:hush@127.0.0.1:\(proxy.port)", 1)
            setenv("no_proxy", "direct.invalid", 1)
            let transport = CurlTransport.forTests()
            let proxied = await transport.get("http://keyway.invalid/")
            #expect(proxied.response?.text == "proxied")
            #expect(proxied.proxy == "http://127.0.0.1:\(proxy.port)")
            let loopback = await transport.get(server.url)
            #expect(loopback.response?.text == "direct")
            #expect(loopback.proxy == nil)
            let excepted = await transport.get("http://direct.invalid/")
            #expect(excepted.failure?.code == .lookup)
            var options = TransportOptions()
            options.proxy = "http://127.0.0.1:\(proxy.port)"
            #expect(await transport.get("http://direct.invalid/", options: options).response?.text == "proxied")
        }
    }
}
