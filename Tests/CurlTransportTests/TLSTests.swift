import CurlTransport
import Foundation
import HTTPMessage
import Testing

/// Certificates made for the run, served by `openssl s_server`.
@Suite struct TLSTests {
    let transport = CurlTransport.forTests()
    let authority: TestAuthority

    init() throws {
        authority = try TestAuthority("Keyway \u{1b}[31mTest Authority")
    }

    private func server(
        subject: String = "/CN=Test Server", names: String = "IP:127.0.0.1", expired: Bool = false,
        _ arguments: String...
    ) throws -> ServerProcess {
        try authority.issue("server", subject: subject, alternativeNames: names, expired: expired)
        let port = try RawServer.freePort()
        return try ServerProcess(
            "/usr/bin/openssl", port: port,
            [
                "s_server", "-accept", "127.0.0.1:\(port)", "-cert", authority.path("server.pem"), "-key",
                authority.path("server.key"), "-www", "-quiet",
            ] + arguments)
    }

    private func get(_ server: ServerProcess, _ adjust: (inout TransportOptions) -> Void = { _ in }) async
        -> HTTPExchange
    {
        var options = TransportOptions()
        options.certificateAuthority = authority.certificate
        adjust(&options)
        return await transport.get("https://127.0.0.1:\(server.port)/", options: options)
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"])
    func trusted(version: String) async throws {
        let server = try server(version)
        let exchange = await get(server)
        #expect(exchange.response?.status == 200)
        let tls = try #require(exchange.tls)
        #expect(tls.verified)
        #expect(tls.version == (version == "-tls1_2" ? "TLSv1.2" : "TLSv1.3"))
        #expect(tls.certificates.first?.subject == "CN = Test Server")
        #expect(tls.certificates.first?.issuer.contains("O = Keyway Tests") == true)
        #expect(tls.certificates.first?.notAfter.hasSuffix("GMT") == true)
        #expect(exchange.timing.tls > exchange.timing.connect)
    }

    @Test func untrusted() async throws {
        let server = try server()
        let exchange = await get(server) { $0.certificateAuthority = nil }
        let failure = try #require(exchange.failure)
        #expect(failure.code == .tlsUntrusted)
        #expect(failure.message.contains("127.0.0.1 port \(server.port)"))
        #expect(failure.message.contains("O = Keyway Tests"))
        #expect(failure.message.contains("--cacert"))
        expectReadable(failure)
        #expect(exchange.sentHead == nil)
        #expect(exchange.tls?.verified == false)
        #expect(exchange.tls?.certificates.first?.subject == "CN = Test Server")
        // Looking at the certificate must leave no unverified connection behind.
        #expect(await get(server) { $0.certificateAuthority = nil }.failure?.code == .tlsUntrusted)
    }

    @Test func expired() async throws {
        let failure = try #require(await get(try server(expired: true)).failure)
        #expect(failure.code == .tlsUntrusted)
        #expect(failure.message.contains("has expired"))
        #expect(failure.message.contains("it was valid until"))
    }

    @Test func anotherHost() async throws {
        let exchange = await get(try server(names: "DNS:other.example"))
        let failure = try #require(exchange.failure)
        #expect(failure.code == .tlsUntrusted)
        #expect(failure.message.contains("use the name that it was made for"))
        #expect(exchange.sentHead == nil)
    }

    @Test func insecureTakesAny() async throws {
        let server = try server(names: "DNS:other.example", expired: true)
        let exchange = await get(server) {
            $0.certificateAuthority = nil
            $0.insecure = true
        }
        #expect(exchange.response?.status == 200)
        #expect(exchange.tls?.verified == false)
        #expect(await get(server).failure?.code == .tlsUntrusted)
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"])
    func clientCertificate(version: String) async throws {
        let server = try server("-Verify", "1", "-verify_return_error", "-CAfile", authority.certificate, version)
        try authority.issue("client", subject: "/CN=Client", alternativeNames: "DNS:client.example")
        let without = try #require(await get(server).failure)
        // TLS 1.2 has no alert that says so plainly.
        #expect(without.code == (version == "-tls1_3" ? .clientCertificate : .tlsHandshake))
        #expect(without.message.contains("--cert and --key"))
        let with = await get(server) {
            $0.clientCertificate = authority.path("client.pem")
            $0.clientKey = authority.path("client.key")
        }
        #expect(with.response?.status == 200)
        let wrongKey = try #require(
            await get(server) {
                $0.clientCertificate = authority.path("client.pem")
                $0.clientKey = authority.path("server.key")
            }.failure)
        #expect(wrongKey.code == .clientCertificate)
        expectReadable(wrongKey)
    }

    /// No limit of time ends a read that waits for another program.
    @Test(.timeLimit(.minutes(1))) func aFileThatIsAFIFOIsRefused() async throws {
        let pipe = authority.path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        var options = TransportOptions()
        options.certificateAuthority = pipe
        #expect(await transport.get("https://127.0.0.1:1/", options: options).failure?.code == .tlsUntrusted)
        options.certificateAuthority = nil
        options.clientCertificate = pipe
        #expect(await transport.get("https://127.0.0.1:1/", options: options).failure?.code == .clientCertificate)
        options.clientCertificate = authority.certificate
        options.clientKey = pipe
        let failure = try #require(await transport.get("https://127.0.0.1:1/", options: options).failure)
        #expect(failure.code == .clientCertificate)
        #expect(failure.message.contains("a FIFO"))
    }

    @Test func authorityFileIsMissing() async throws {
        let failure = try #require(await get(try server()) { $0.certificateAuthority = "/nonexistent.pem" }.failure)
        #expect(failure.code == .tlsUntrusted)
        #expect(failure.message.contains("/nonexistent.pem"))
    }
}
