import Crypto
import CryptoExtras
import Foundation
import HTTPMessage
import JSONKit
import Plugins
import Testing

@testable import MessageSignatures

/// The program as Keyway uses it.
@Suite struct PluginTests {
    private static let path =
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
        + "/keyway-http-signatures"

    private func start(kept: JSON = .null) async throws -> PluginProcess {
        var limits = PluginLimits()
        (limits.start, limits.hook, limits.run) = (60_000, 60_000, 60_000)
        let process = try PluginProcess(
            Self.path, name: "http-signatures", environment: ["LLVM_PROFILE_FILE": "/dev/null"], limits: limits,
            log: { _ in },
            host: { method, _ in .success(method == "keyway/get" ? ["value": kept] : [:]) })
        try await process.greet(version: "1")
        return process
    }

    private func keyFile(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "key-\(UUID().uuidString)").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func request(_ url: String, _ headers: JSON = [:], body: String? = nil) -> JSON {
        JSON(present: [
            ("method", "POST"), ("url", JSON(url)), ("headers", headers), ("body", body.map { JSON($0) }),
        ])
    }

    @Test func requestsToTheHostAreSigned() async throws {
        let process = try await start()
        defer { process.bye() }
        let manifest = try await process.manifest()
        #expect(manifest.hooks == [.request])
        #expect(manifest.commands.map(\.name) == ["signatures-use", "signatures-stop", "signatures-base"])
        let shown = request("https://api.example/x", ["Authorization": "Bearer t"], body: "{}")
        #expect(try await process.hook(.request, shown) == PluginVerdict())
        let file = try keyFile(Vectors.ed25519)
        _ = try await process.run(
            "signatures-use", operands: ["key": JSON(file), "host": "api.example", "keyid": "k", "tag": "t"])
        #expect(try await process.hook(.request, request("https://other.example/x")) == PluginVerdict())

        let headers = try #require(try await process.hook(.request, shown).replacement?["headers"])
        #expect(headers["Authorization"]?.string == "Bearer t")
        #expect(headers["Content-Digest"]?.string == ContentDigest.sha256(Array("{}".utf8)))
        let input = try #require(headers["Signature-Input"]?.string)
        #expect(input.hasPrefix(#"sig1=("@method" "@target-uri" "authorization" "content-digest");created="#))
        #expect(input.hasSuffix(#";keyid="k";alg="ed25519";tag="t""#))
        let base = try await process.run("signatures-base", operands: [:])["text"]?.string ?? ""
        #expect(base.hasSuffix("\"@signature-params\": " + input.dropFirst(5)))
        let signature = try #require(
            headers["Signature"]?.string.flatMap { Data(base64Encoded: String($0.dropFirst(6).dropLast())) })
        let key = try Curve25519.Signing.PrivateKey(pemRepresentation: Vectors.ed25519).publicKey
        #expect(key.isValidSignature(signature, for: Data(base.utf8)))

        _ = try await process.run("signatures-stop", operands: [:])
        #expect(try await process.hook(.request, shown) == PluginVerdict())
    }

    /// A process that was started anew knows what the session keeps.
    @Test func settingsOutliveTheProcess() async throws {
        let kept: JSON = ["key": JSON(try keyFile(Vectors.sharedSecret)), "host": "*", "cover": "@path x-a"]
        let process = try await start(kept: kept)
        defer { process.bye() }
        let signed = try await process.hook(.request, request("https://api.example/x", ["X-A": ["1", "2"]]))
        let input = signed.replacement?["headers"]?["Signature-Input"]?.string ?? ""
        #expect(input.hasPrefix(#"sig1=("@path" "x-a");created="#))
        let missing = try await process.hook(.request, request("https://api.example/x"))
        #expect(missing.refusal == "the request has no x-a that could be signed")
    }

    @Test func masksAreNotSigned() async throws {
        let process = try await start(kept: ["key": JSON(try keyFile(Vectors.sharedSecret)), "host": "*"])
        defer { process.bye() }
        let header = try await process.hook(
            .request, request("https://a.example", ["Authorization": "Bearer ey…#1a2b3c"]))
        #expect(header.refusal?.contains("a secret that the plugin may not see") == true)
        let body = try await process.hook(.request, request("https://a.example", body: "client_secret=ab…#1a2b3c"))
        #expect(body.refusal?.contains("a secret that the plugin may not see") == true)
    }

    @Test(arguments: [
        ["key": "/nowhere", "host": "*"], ["key": "KEY", "host": "*", "cover": "@nothing"],
        ["key": "KEY", "host": "*", "lifetime": "long"], ["key": "KEY", "host": "*", "label": "A B"],
    ])
    func mistakesAreNamed(operands: [String: String]) async throws {
        let process = try await start()
        defer { process.bye() }
        let file = try keyFile(Vectors.sharedSecret)
        let members = operands.map { ($0.key, JSON($0.value == "KEY" ? file : $0.value)) }
        await #expect(throws: PluginError.self) {
            _ = try await process.run("signatures-use", operands: JSON(members: members))
        }
    }
}
