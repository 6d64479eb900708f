import Foundation
import Glibc
import JSONKit
import Testing

/// Ending the process at any moment loses nothing that it has said.
@Suite(.serialized) struct KillTests {
    private let home: TemporaryFolder

    init() throws { home = try TemporaryFolder() }

    /// Runs a script, and kills the process once it has shown so many lines; returns those lines.
    private func killed(afterLines count: Int, script: String) async throws -> [JSON] {
        let file = home.path + "/script.keyway"
        try script.write(toFile: file, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = ["--session", "kept", "--output", "json"]
        process.environment = Program.environment(home: home.path)
        process.standardInput = FileHandle(forReadingAtPath: file)
        process.standardError = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let running = Running(process: process, pipe: pipe)
        let shown = await aside { running.shown(beforeKillAfterLines: count) }
        return try shown.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true).dropLast(
            shown.last == UInt8(ascii: "\n") ? 0 : 1
        ).map { try JSON(parsing: $0) }
    }

    private struct Running: @unchecked Sendable {
        let process: Process
        let pipe: Pipe

        func shown(beforeKillAfterLines count: Int) -> [UInt8] {
            var shown: [UInt8] = []
            while shown.count(where: { $0 == UInt8(ascii: "\n") }) < count {
                let data = pipe.fileHandleForReading.availableData
                guard !data.isEmpty else { break }
                shown += data
            }
            kill(process.processIdentifier, SIGKILL)
            shown += pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return shown
        }
    }

    private func answer(_ command: String) async throws -> JSON {
        let run = try await ShellRun("keyway --session kept --output json -c '\(command)'", home: home.path)
        let lines = run.output.split(separator: "\n").map(String.init)
        return try JSON(parsing: lines.last ?? "null")
    }

    @Test func everyVariableThatWasShownIsThere() async throws {
        for round in 1...8 {
            let script = (1...400).map { "set v\(round)_\($0) = \($0)\n" }.joined()
            let shown = try await killed(afterLines: 7 * round, script: script).count
            #expect(shown >= 7 * round)
            let names = try await answer("vars").elements?.compactMap { $0["name"]?.string }
            let kept = names?.count { $0.hasPrefix("v\(round)_") }
            #expect(kept ?? 0 >= shown)
        }
    }

    @Test func everySecretThatWasShownIsThere() async throws {
        for round in 1...6 {
            let script = (1...60).map { "client create \"App \(round) \($0)\"\n" }.joined()
            let shown = try await killed(afterLines: 2 * round, script: script).compactMap {
                $0["body"]?["clientId"]?.string
            }
            #expect(shown.count >= 2 * round)
            let kept = try await answer("client list").elements ?? []
            let listed = try await answer("client list --remote")["body"]?.elements
            let remote = listed?.compactMap { $0["clientId"]?.string }
            for client in shown {
                #expect(kept.contains { $0["client_id"]?.string == client && $0["type"] == "confidential" })
                #expect(remote?.contains(client) == true, "the sandbox forgot a client that it had answered with")
            }
        }
    }
}
