import BenchSupport
import Diagnostics
import Foundation
import HTTPMessage
import JSONKit
import Script
import Session
import Testing

@testable import Workbench

/// A dry run shows what would be sent, and changes neither the session that it is given nor any other file.
@Suite struct DryRunTests {
    /// A saved session with a client and a token.
    private func savedSession() async -> Bench {
        let bench = await Bench([.tokens])
        #expect(await bench.run(Bench.ready + "authorize\nexchange\nset kept = 1") == [])
        await bench.workbench.closeStore()
        return bench
    }

    private func dry(_ folder: String, session: String) async -> Bench {
        await Bench(folder: folder, session: session, change: { $0.network = .dry })
    }

    private func content(_ bench: Bench) async throws -> JSON {
        try await bench.workbench.store().rows(leavingOut: [], mask: nil)
    }

    @Test func aSavedSessionStaysAsItIs() async throws {
        let saved = await savedSession()
        let before = try await content(saved)
        await saved.workbench.closeStore()
        let dry = await dry(saved.folder, session: "test")
        await dry.run("set added = 2\nget /x\nexchange\nclient remove my-client\nprovider remove test\nunset kept")
        #expect(try await content(dry) != before)
        #expect(try await content(saved) == before)
    }

    @Test func itWorksOnWhatTheSessionHolds() async throws {
        let dry = await dry(await savedSession().folder, session: "test")
        #expect(await dry.run("expect {{kept}} == 1\nget /x") == [])
        #expect(await dry.display.answers.count { $0.json?.text().contains("GET https://api.example/x") == true } == 1)
        #expect(dry.transport.requests.isEmpty)
    }

    @Test func aSessionThatIsNotThereIsNotMade() async throws {
        let folder = Bench.newFolder()
        #expect(await dry(folder, session: "fresh").run("set a = 1") == [])
        #expect(TestFiles(sessionFolder: folder).sessionNames() == [])
    }

    @Test func whatIsNotDoneIsToldWithoutItsSecrets() async throws {
        let dry = await dry(Bench.newFolder(), session: "fresh")
        #expect(await dry.run("session lock --passphrase in-the-clear-1") == [])
        let told = await dry.display.answers.map { "\($0)" }.joined()
        #expect(told.contains("not done: session lock"))
        #expect(!told.contains("in-the-clear-1"))
    }

    @Test func aLockedSessionStaysLocked() async throws {
        let saved = await savedSession()
        #expect(await saved.run("session lock --passphrase x-1-y") == [])
        await saved.workbench.closeStore()
        let dry = await dry(saved.folder, session: "test")
        #expect(await dry.run("set added = 2") == ["locked"])
        await dry.run("userinfo")
        #expect(await dry.display.answers.contains { "\($0)".contains("it is locked") })
    }
}
