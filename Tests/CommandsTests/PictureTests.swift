import BenchSupport
import Foundation
import HTTPMessage
import JSONKit
import Script
import Settings
import Testing

@testable import Answers
@testable import Commands
@testable import Workbench

@Suite struct PictureTests {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]

    /// The sessions' folder, beside which pictures are kept.
    private static func folder() -> String { Bench.newFolder() + "/sessions" }

    private static func inline(_ bytes: [UInt8]) -> HTTPResponse {
        .json(["created": 1, "data": [["b64_json": JSON(Data(bytes).base64EncodedString())]]])
    }

    private static func picture(_ bytes: [UInt8]) -> HTTPResponse {
        HTTPResponse(status: 200, headers: [HTTPHeader("Content-Type", "image/png")], body: bytes)
    }

    private func pictures(_ bench: Bench) async -> [SavedPicture] {
        await bench.display.answers.flatMap { answer -> [SavedPicture] in
            guard case .exchange(let exchange) = answer else { return [] }
            return exchange.pictures
        }
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func thoseInAnAnswerAreSaved() async throws {
        let bench = await Bench([Self.inline(Self.png)], folder: Self.folder(), keepsPictures: true)
        #expect(await bench.run(Bench.ready + "post /images prompt=x") == [])
        let saved = try #require(await pictures(bench).first)
        #expect(saved.isPNG)
        #expect(FileManager.default.contents(atPath: saved.path).map(Array.init) == Self.png)
        #expect(try mode(saved.path) == 0o600)
        #expect(await bench.run("expect $.data[0].b64_json isString") == [])
    }

    @Test func noneIsOverwritten() async throws {
        let folder = Self.folder()
        for _ in 0..<2 {
            let bench = await Bench(
                [Self.picture(Self.png)], folder: folder, session: "s\(UUID().uuidString)", keepsPictures: true)
            #expect(await bench.run(Bench.ready + "get /a.png") == [])
            #expect(await pictures(bench).count == 1)
        }
        let files = TestFiles(sessionFolder: folder)
        let first = try files.writeNew([1], in: files.pictureFolder, "same-1-1", "png")
        let second = try files.writeNew([2], in: files.pictureFolder, "same-1-1", "png")
        #expect(first.hasSuffix("/same-1-1.png") && second.hasSuffix("/same-1-1-2.png"))
        #expect(FileManager.default.contents(atPath: first) == Data([1]))
    }

    @Test func thoseThatAreOnlyNamedAreFetchedWithoutTheToken() async throws {
        let answers = [
            HTTPResponse.tokens, .json(["data": [["url": JSON(Bench.base + "/files/1.png")]]]), Self.picture(Self.png),
        ]
        let bench = await Bench(answers, folder: Self.folder(), keepsPictures: true)
        #expect(await bench.run(Bench.ready + "authorize\nexchange\npost /images prompt=x") == [])
        #expect(await pictures(bench).count == 1)
        let requests = bench.transport.requests
        #expect(requests.map(\.method) == ["POST", "POST", "GET"])
        #expect(requests[1].headers["Authorization"] != nil && requests[2].headers["Authorization"] == nil)
        // It is in the log, and what was asked for is still what is looked at, by another prompt too.
        #expect(await bench.run("expect $.data[0].url exists\nlog 3") == [])
        let other = await Bench(folder: bench.folder)
        #expect(await other.run("expect $.data[0].url exists") == [])
    }

    @Test func onlyAddressesInTheOpenAreCalledUnasked() {
        let request = "https://api.example/v1/images"
        for (url, may) in [
            ("https://api.example/files/1", true), ("https://cdn.example/1", true), ("http://cdn.example/1", false),
            ("https://localhost/1", false), ("http://127.0.0.1:8080/1", false), ("https://[::1]/1", false),
            ("file:///etc/passwd", false), ("//cdn.example/1", false), ("https://user:pw@cdn.example/1", false),
        ] {
            #expect(Workbench.mayFetch(url, after: request) == may, "\(url)")
        }
        #expect(Workbench.mayFetch("http://127.0.0.1:1234/f", after: "http://127.0.0.1:1234/v1/images"))
    }

    @Test func whatIsNoPictureIsNotSaved() async throws {
        let bench = await Bench(
            [
                Self.picture(Array("<html>".utf8)), Self.inline(Array("text".utf8)),
                .json(["data": [["url": "x", "id": 1]]]),
                .json(["data": [["url": "http://localhost:1/x"]]]),
            ], folder: Self.folder(), keepsPictures: true)
        #expect(await bench.run(Bench.ready + "get /a\nget /b\nget /c\nget /d") == [])
        #expect(await pictures(bench).isEmpty)
        #expect(bench.transport.requests.count == 4)
    }

    @Test func recipesAndRedirectedAnswersSaveNone() async throws {
        let bench = await Bench([Self.picture(Self.png)], folder: Self.folder())
        #expect(await bench.run(Bench.ready + "get /a.png") == [])
        #expect(await pictures(bench).isEmpty)
        let other = await Bench([Self.picture(Self.png)], folder: Self.folder(), keepsPictures: true)
        _ = await other.run(Bench.ready + "get /a.png > \(other.folder)/a.png")
        #expect(await pictures(other).isEmpty)
        #expect(!FileManager.default.fileExists(atPath: TestFiles(sessionFolder: other.folder).pictureFolder))
    }
}
