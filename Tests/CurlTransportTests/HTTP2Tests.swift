import CurlTransport
import Glibc
import HTTPMessage
import Testing

private let nghttpd = ["/usr/sbin/nghttpd", "/usr/bin/nghttpd"].first { (path: String) in access(path, X_OK) == 0 }

/// Against nghttpd, from the Debian package nghttp2-server, where it is installed.
@Suite(.enabled(if: nghttpd != nil, "nghttpd is not installed (Debian package nghttp2-server)"))
struct HTTP2Tests {
    let transport = CurlTransport.forTests()
    let authority: TestAuthority

    init() throws {
        authority = try TestAuthority("Authority")
        try authority.issue("server", subject: "/CN=h2", alternativeNames: "IP:127.0.0.1")
    }

    @Test func negotiatedAndRecorded() async throws {
        let program = try #require(nghttpd)
        let port = try RawServer.freePort()
        let server = try ServerProcess(
            program, port: port,
            [
                "-a", "127.0.0.1", "-d", authority.folder, "\(port)", authority.path("server.key"),
                authority.path("server.pem"),
            ])
        var options = TransportOptions()
        options.certificateAuthority = authority.certificate
        let url = "https://127.0.0.1:\(server.port)/ca.pem"
        let first = await transport.get(url, options: options)
        let response = try #require(first.response)
        #expect(response.version == "2")
        #expect(response.status == 200)
        #expect(response.text.contains("BEGIN CERTIFICATE"))
        #expect(first.sentHead?.hasPrefix("GET /ca.pem HTTP/2\r\n") == true)
        #expect(first.sentHead?.contains("keyway/1.2.3\r\n") == true)
        #expect(first.receivedHead?.hasPrefix("HTTP/2 200") == true)

        let second = await transport.send(
            HTTPRequest("POST", url, headers: [HTTPHeader("X-A", "1")], body: [1, 2, 3]), options: options, onBody: nil)
        #expect(second.response?.version == "2")
        #expect(second.timing.tls == 0)
        #expect(second.tls == first.tls)
        #expect(second.tls?.certificates.first?.subject == "CN = h2")
    }
}
