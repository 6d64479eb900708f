import Foundation
import JSONKit
import Synchronization
import Testing

@testable import Plugins

/// The whole plugins of `Plugins.md` are that: written to a file, they work.
@Suite struct WholePluginTests {
    static let document: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = root.appendingPathComponent("Sources/keyway/Documentation.docc/Plugins.md")
        return (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    }()

    /// The only block of a language, as an executable file.
    private func plugin(_ language: String) throws -> String {
        let rest = try #require(Self.document.components(separatedBy: "```\(language)\n").dropFirst().first)
        let text = try #require(rest.components(separatedBy: "```").first)
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("whole-\(UUID().uuidString)").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        return path
    }

    private func started(
        _ language: String, host: @escaping PluginProcess.Host = { _, _ in .success(JSON.null) }
    ) async throws -> PluginProcess {
        let environment = ProcessInfo.processInfo.environment.filter { $0.key == "PATH" }
        let process = try PluginProcess(
            try plugin(language), name: "whole", environment: environment, limits: .forTests, log: { _ in }, host: host)
        try await process.greet(version: "1")
        return process
    }

    private func has(_ tool: String) -> Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)") }
    }

    @Test func theOneInPerl() async throws {
        guard has("perl") else { return }
        let process = try await started("perl")
        #expect(try await process.manifest().name == "shout")
        #expect(try await process.run("shout", operands: ["text": "hi"]) == ["value": "HI"])
        let verdict = try await process.hook(.request, ["method": "GET", "url": "https://a", "headers": [:]])
        #expect(verdict.replacement?["headers"]?["X-Shout"] == "yes")
        let code = await failure { () async throws(PluginError) in
            _ = try await process.call("other", [:], within: 60_000)
        }
        #expect(code == "plugin-failed")
        process.bye()
    }

    @Test func theOneInBash() async throws {
        guard has("jq") else { return }
        let asked = Mutex<[JSON]>([])
        let process = try await started("bash") { method, parameters in
            asked.withLock { $0.append([JSON(method), parameters]) }
            return .success(["value": "read write"])
        }
        #expect(try await process.manifest().commands.map(\.name) == ["may"])
        #expect(try await process.run("may", operands: ["scope": "read"]) == ["value": true, "text": "yes"])
        let code = await failure { () async throws(PluginError) in
            _ = try await process.run("may", operands: ["scope": "admin"])
        }
        #expect(code == "plugin-failed")
        // Two at a time: the second comes while it waits for the answer to its question.
        async let first = process.run("may", operands: ["scope": "read"])
        async let second = process.run("may", operands: ["scope": "write"])
        #expect(try await [first, second] == [["value": true, "text": "yes"], ["value": true, "text": "yes"]])
        #expect(asked.withLock { $0 } == Array(repeating: ["keyway/get", ["name": "token.scope"]], count: 4))
        process.bye()
    }

    /// The figures of the table are those that hold.
    @Test func boundsAreAsTheyAreSaidToBe() {
        let limits = PluginLimits()
        let text = Self.document
        #expect(text.contains("\(limits.start / 1000) s for `hello` and `manifest`"))
        #expect(text.contains("\(limits.hook / 1000) s for `hook`"))
        #expect(text.contains("\(limits.completion) ms for `complete`"))
        #expect(text.contains("\(limits.run / 1000) s for `run`"))
        #expect(text.contains("\(limits.cancel / 1000) s for the answer to a call that was cancelled"))
        #expect(text.contains("has \(limits.grace) ms to end"))
        #expect(text.contains("a line has at most \(limits.line >> 20) MB"))
        #expect(text.contains("and \(limits.logLines) lines in all"))
    }
}
