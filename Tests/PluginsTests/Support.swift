import Foundation
import JSONKit
import Synchronization
import TestSupport

@testable import Plugins

/// A plugin in Python, written for one test.
struct PythonPlugin {
    let path: String
    let heard = Heard()

    final class Heard: Sendable {
        private let list = Mutex<[String]>([])
        var lines: [String] { list.withLock { $0 } }
        func add(_ line: String) { list.withLock { $0.append(line) } }

        /// Waits until it has said so many lines.
        func lines(_ count: Int) async throws -> [String] {
            try await wait(until: "the plugin says \(count) lines, after \(lines)") { lines.count >= count }
            return lines
        }
    }

    /// - Parameter body: what it does with each `message`; `answer(value)` and `say(document)` are there.
    init(_ body: String, before: String = "") throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("plugin-\(UUID().uuidString).py").path
        let text = """
            #!/usr/bin/env python3
            import json, os, signal, subprocess, sys, time
            def say(document): print(json.dumps({"jsonrpc": "2.0", **document}), flush=True)
            def answer(value): say({"id": message["id"], "result": value})
            \(before)
            for line in sys.stdin:
                message = json.loads(line)
                method = message.get("method")
                if method == "hello": answer({"protocol": 1, "unknown": True}); continue
                if method == "bye": break
            \(body.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }.joined(separator: "\n"))

            """
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }

    func start(
        _ limits: PluginLimits = .forTests, host: @escaping PluginProcess.Host = { _, _ in .success(JSON(members: [])) }
    ) throws -> PluginProcess {
        let environment = ProcessInfo.processInfo.environment.filter { $0.key == "PATH" }
        return try PluginProcess(
            path, name: "tested", environment: environment, limits: limits, log: { [heard] in heard.add($0) },
            host: host)
    }

    /// The processes that have this in their command line.
    static func running(_ needle: String) -> [String] {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return folders.filter { Int($0) != nil }.filter { process in
            guard let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else { return false }
            return String(decoding: line, as: UTF8.self).contains(needle)
        }
    }
}

extension PluginLimits {
    /// Long, since starting many at once takes its time.
    static var forTests: PluginLimits {
        var limits = PluginLimits()
        (limits.start, limits.hook, limits.run) = (60_000, 60_000, 60_000)
        limits.line = 1 << 20
        limits.logLines = 20
        return limits
    }

    /// The same by a time that passes when the test says so.
    static func forTests(_ time: ManualTime) -> PluginLimits {
        var limits = forTests
        limits.clock = PluginClock(time)
        return limits
    }
}

extension PluginClock {
    /// Passes when the test says so.
    init(_ time: ManualTime) {
        self.init(
            now: { time.now },
            at: { moment, body in
                Task {
                    try await time.sleep(until: moment)
                    body()
                }
            })
    }
}

/// What a call fails with.
func failure(_ body: () async throws(PluginError) -> Void) async -> String {
    do throws(PluginError) {
        try await body()
        return "none"
    } catch {
        return error.code
    }
}
