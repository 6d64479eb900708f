import FoundationEssentials
import HTTPMessage
import JSONKit
import Sandbox
import Testing

@Suite struct ImageGenerationsTests {
    private static func body(_ changes: [(String, JSON?)] = []) -> JSON {
        let body: JSON = ["model": "sandbox/painter", "prompt": "quiet hills", "size": "96x64"]
        return changes.reduce(body) { $0.setting($1.0, to: $1.1) }
    }

    private func with(_ body: (TestSandbox, String) async throws -> Void) async throws {
        try await TestSandbox.with { try await body($0, try await $0.accessToken(["generations"])) }
    }

    /// Width and height of the header chunk.
    private func size(_ png: [UInt8]) throws -> [UInt32] {
        try #require(png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        return [16, 20].map { start in png[start..<(start + 4)].reduce(0) { $0 << 8 | UInt32($1) } }
    }

    @Test func servesImagesByURLUntilTheyExpire() async throws {
        try await with { sandbox, token in
            let body = Self.body([("n", 2)])
            let json = try await sandbox.post("/oauth/images/generations", json: body, token: token).json()
            #expect(json["created"]?.integer != nil)
            let urls = try #require(json["data"]?.elements?.compactMap { $0["url"]?.string })
            #expect(urls.count == 2)
            let first = try await sandbox.get(urls[0])
            #expect(first.mediaType == "image/png")
            #expect(try size(first.body) == [96, 64])
            #expect(try await sandbox.get(urls[1]).body != first.body)
            sandbox.server.moveClock(bySeconds: 3601)
            #expect(try await sandbox.get(urls[0]).status == 404)
        }
    }

    @Test func drawsTheSameForTheSamePromptAndSeed() async throws {
        try await with { sandbox, token in
            func draw(_ changes: [(String, JSON?)]) async throws -> [UInt8] {
                let body = Self.body([("response_format", "b64_json")] + changes)
                let json = try await sandbox.post("/oauth/images/generations", json: body, token: token).json()
                let data = try #require(Data(base64Encoded: json["data"]?[0]?["b64_json"]?.string ?? ""))
                return Array(data)
            }
            let first = try await draw([("seed", 7)])
            #expect(try await draw([("seed", 7)]) == first)
            #expect(try await draw([("seed", 8)]) != first)
            #expect(try await draw([("seed", 7), ("prompt", "loud hills")]) != first)
            #expect(try await draw([("seed", 7), ("negative_prompt", "sun")]) != first)
            #expect(try size(try await draw([("width", 70), ("height", 130)])) == [70, 130])
        }
    }

    @Test(
        arguments: [
            ("model", JSON?.none, 400, "model"), ("model", "sandbox/echo", 404, "model"),
            ("prompt", nil, 400, "prompt"),
            ("prompt", "  ", 400, "prompt"), ("prompt", 1, 400, "prompt"), ("n", 0, 400, "n"), ("n", 5, 400, "n"),
            ("size", "big", 400, "size"), ("size", "64x9999", 400, "size"), ("size", "96x64x3", 400, "size"),
            ("width", 63, 400, "width"), ("height", 1537, 400, "height"),
            ("response_format", "gif", 400, "response_format"), ("seed", 1.5, 400, "seed"), ("steps", 0, 400, "steps"),
            ("scale", -1, 400, "scale"), ("sampler", 3, 400, "sampler"),
            ("negative_prompt", [], 400, "negative_prompt"),
        ] as [(String, JSON?, Int, String)])
    func refuses(member: String, value: JSON?, status: Int, param: String) async throws {
        try await with { sandbox, token in
            let response = try await sandbox.post(
                "/oauth/images/generations", json: Self.body([(member, value)]), token: token)
            #expect(response.status == status)
            #expect(try response.json()["error"]?["param"]?.string == param)
        }
    }

    @Test func knowsNoImageByAnotherName() async throws {
        try await TestSandbox.with { sandbox in
            let response = try await sandbox.get("/oauth/images/files/guess.png")
            #expect(response.errorCode == "unknown_image")
        }
    }
}
