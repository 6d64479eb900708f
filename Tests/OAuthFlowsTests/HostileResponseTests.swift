import HTTPMessage
import OAuthCore
import OAuthFlows
import OAuthSupport
import Testing

/// Every processor against what no honest server sends: each must end with one bounded error that is safe to show.
@Suite struct HostileResponseTests {
    private static let processors: [@Sendable (HTTPResponse) throws -> Void] = [
        { _ = try TokenResponse.process($0, requested: "profile", receivedAt: 0) },
        { _ = try MetadataResponse.process($0, issuer: "https://as.example") },
        { _ = try IntrospectionResponse.process($0) },
        { _ = try UserInfoResponse.process($0, subject: "1") },
        { _ = try ManagedClient.processCreated($0) },
        { _ = try ManagedClient.processList($0) },
    ]

    private static let bodies: [[UInt8]] = [
        [], [0], [0xFF, 0xFE, 0x00], Array("\u{FEFF}{}".utf8), Array("{\"a\":1}trailing".utf8),
        Array(repeating: UInt8(ascii: "["), count: 1 << 20), Array(repeating: 0x1B, count: 1 << 20),
        Array((String(repeating: "{\"a\":", count: 3000) + "1" + String(repeating: "}", count: 3000)).utf8),
        Array(
            "{\"error\":\"\\u001b]0;owned\\u0007\",\"error_description\":\"\(String(repeating: "x", count: 1 << 20))\"}"
                .utf8),
        Array("{\"error\":{\"error\":{\"error\":[]}}}".utf8),
        Array("{\"issuer\":\"\\u0000\",\"active\":\"\\u0000\"}".utf8),
        Array("{\"expires_in\":123456789012345678901234567890}".utf8),
    ]

    @Test(arguments: bodies.indices, [200, 302, 400, 500])
    func endInOneSafeError(body: Int, status: Int) {
        let response = HTTPResponse(
            status: status,
            headers: [
                HTTPHeader("Content-Type", "text/\u{1B}html"), HTTPHeader("Location", "https://a/\u{1B}[2J"),
                HTTPHeader("WWW-Authenticate", "Bearer realm=\"\u{1B}\""),
            ], body: HostileResponseTests.bodies[body])
        for processor in HostileResponseTests.processors {
            let error = #expect(throws: OAuthError.self) { try processor(response) }
            let shown = [error?.description, error?.server?.text].compactMap(\.self).joined()
            #expect(!shown.unicodeScalars.contains { $0.properties.generalCategory == .control })
            #expect(shown.utf8.count < 16_000)
        }
    }
}
