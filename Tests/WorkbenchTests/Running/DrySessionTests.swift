import BenchSupport
import Foundation
import HTTPMessage
import Session
import Testing

@testable import Workbench

/// A dry run on a saved session.
@Suite struct DrySessionTests {
    @Test func theSessionIsReadAndLeftAsItIs() async throws {
        let folder = Bench.newFolder()
        let real = await Bench([], folder: folder, session: "kept")
        await real.run(Bench.ready)
        #expect(await real.run("set place=before") == [])
        let path = try #require(try await real.workbench.store().path)
        let files = [path, "\(path)-wal"].map { FileManager.default.contents(atPath: $0) }
        let dry = await Bench([], folder: folder, session: "kept", change: { $0.network = .dry })
        let text = "expect {{place}} == before\nset place=after\nclient create Other\nauthorize\nexchange\nget /x"
        #expect(await dry.run(text) == [])
        #expect(dry.transport.requests.isEmpty)
        #expect([path, "\(path)-wal"].map { FileManager.default.contents(atPath: $0) } == files)
        #expect(await real.run("expect {{place}} == before\nexpect {{client.id}} != <client.id>") == [])
    }

    @Test func aSessionThatIsNotThereIsNotMade() async {
        let folder = Bench.newFolder()
        let dry = await Bench([], folder: folder, session: "new", change: { $0.network = .dry })
        #expect(await dry.run("set a=1") == [])
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        #expect(!files.contains { $0.contains("new.") })
    }
}
