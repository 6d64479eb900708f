import BenchSupport
import Diagnostics
import Foundation
import GRDB
import Script
import Testing

@testable import Workbench

/// A session's file that another program holds, or that cannot be written.
@Suite struct BusyTests {
    private let folder = Bench.newFolder()

    private var file: String { folder + "/test.sqlite" }

    @Test func whoHoldsTheFileIsNamedWithWhatToTry() async throws {
        await Bench(folder: folder).run("set x = 1")
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: file, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        let bench = await Bench(folder: folder)
        #expect(await bench.run("set x = 2") == ["session-busy"])
        let failure = await bench.display.failures.last
        #expect(failure?.message.contains("another program holds \(file)") == true)
        #expect(failure?.advice.first?.contains("fuser \(file)") == true && failure?.exitCode == 3)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(await bench.run("set x = 2\nexpect {{x}} == \"2\"") == [])
    }

    /// SQLite itself does not ask for such a lock: one that another program holds keeps nobody out.
    @Test func aLockOfFlockIsNoneForASession() async throws {
        await Bench(folder: folder).run("set x = 1")
        let descriptor = open(file, O_RDWR | O_CLOEXEC)
        #expect(flock(descriptor, LOCK_EX) == 0)
        #expect(await Bench(folder: folder).run("set x = 2") == [])
        close(descriptor)
    }

    @Test func whatIsNoSessionIsSaidToBe() async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("no session at all, only text that stands here\n".utf8).write(to: URL(filePath: file))
        #expect(await Bench(folder: folder).run("set x = 2") == ["session-corrupt"])
        #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("no session"))
    }

    @Test func aFolderInThePlaceOfAFileIsSaidToBeInTheWay() async throws {
        try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: true)
        let bench = await Bench(folder: folder)
        #expect(await bench.run("set x = 2") == ["file"])
        #expect(await bench.display.failures.last?.message.contains(file) == true)
    }
}
