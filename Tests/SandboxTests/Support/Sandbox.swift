import CurlTransport
import FoundationEssentials
import HTTPMessage
import JSONKit
import OAuthCore
import Testing

@testable import Sandbox
@testable import SandboxCore

/// A running sandbox and what talks to it over a real socket.
struct TestSandbox: Sendable {
    let server: SandboxServer
    let transport: CurlTransport

    /// - Parameter features: the table of features that the sandbox serves.
    static func start(
        _ change: (inout SandboxConfiguration) -> Void = { _ in }, features: [Feature] = Feature.all,
        clock: @escaping @Sendable () -> Int64 = now, log: @escaping @Sendable (SandboxEvent) -> Void = { _ in }
    ) async throws -> TestSandbox {
        var configuration = SandboxConfiguration()
        configuration.streamDelay = 0
        change(&configuration)
        let server = try await SandboxServer.start(
            configuration, table: features, clock: clock, randomBytes: randomBytes, log: log)
        return TestSandbox(server: server, transport: CurlTransport(version: "test", now: { now() }))
    }

    /// Runs a body against a sandbox that is stopped when it ends.
    static func with(
        _ change: (inout SandboxConfiguration) -> Void = { _ in }, features: [Feature] = Feature.all,
        clock: @escaping @Sendable () -> Int64 = now, _ body: (TestSandbox) async throws -> Void
    ) async throws {
        let sandbox = try await start(change, features: features, clock: clock)
        do {
            try await body(sandbox)
        } catch {
            await sandbox.stop()
            throw error
        }
        await sandbox.stop()
    }

    func stop() async {
        transport.close()
        await server.stop()
    }

    @Sendable static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    @Sendable static func randomBytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255) } }

    /// The origin, without the path of the API.
    var origin: String { "http://\(server.authority)" }

    /// An absolute URL as it is, a path of the origin, or one of the API.
    private func url(_ path: String) -> String {
        if path.hasPrefix("http") { return path }
        return path.hasPrefix("/oauth/") ? "\(origin)/api/openai/v1\(path)" : origin + path
    }

    func exchange(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8]? = nil
    ) async -> HTTPExchange {
        let fields = HTTPHeaders(headers.map { HTTPHeader($0.0, $0.1) })
        return await transport.send(
            HTTPRequest(method, url(path), headers: fields, body: body), options: TransportOptions(), onBody: nil)
    }

    func send(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8]? = nil
    ) async throws -> HTTPResponse {
        let exchange = await exchange(method, path, headers: headers, body: body)
        return try #require(exchange.response, "\(String(describing: exchange.failure))")
    }

    func get(_ path: String, token: String? = nil) async throws -> HTTPResponse {
        try await send("GET", path, headers: token.map { [("Authorization", "Bearer \($0)")] } ?? [])
    }

    func post(_ path: String, json: JSON, token: String? = nil) async throws -> HTTPResponse {
        let authorization = token.map { [("Authorization", "Bearer \($0)")] } ?? []
        return try await send(
            "POST", path, headers: [("Content-Type", "application/json")] + authorization, body: Array(json.text().utf8)
        )
    }

    func post(_ path: String, form: FormParameters, headers: [(String, String)] = []) async throws -> HTTPResponse {
        try await send(
            "POST", path, headers: [("Content-Type", "application/x-www-form-urlencoded")] + headers,
            body: Array(form.encoded.utf8))
    }
}

extension HTTPResponse {
    func json() throws -> JSON { try JSON(parsing: body) }

    /// The code of an OpenAI-shape error or the error of RFC 6749.
    var errorCode: String? {
        guard let json = try? json() else { return nil }
        return json["error"]?["code"]?.string ?? json["error"]?.string
    }

    var challenge: String? { headers["WWW-Authenticate"] }
}
