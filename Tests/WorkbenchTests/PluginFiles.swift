import BenchSupport
import Completing
import Foundation
import HTTPMessage
import JSONKit
import Plugins
import Synchronization
import TestSupport
import Testing

@testable import Workbench

/// The files of plugins, written for one test.
extension Bench {
    /// Writes an executable file into the bench's folder; returns its path.
    func write(_ text: String, _ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = "\(folder)/\(name)"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        return path
    }

    /// Writes a plugin called `p` and adds it, to a session with a provider and a client; returns its path.
    @discardableResult
    func added(_ text: String, _ name: String = "p.keyway") async throws -> String {
        let path = try write(text, name)
        #expect(await run(Bench.ready + "plugin add \(path) --yes p") == [])
        return path
    }

    func texts(_ line: String) async -> [String] { await workbench.completions(of: line).candidates.map(\.text) }

    /// A process plugin `p` in Python.
    ///
    /// - Parameters:
    ///   - body: what it does with `message`; `answer(value)`, `say(document)` and `ask(method, …)` are there.
    ///   - hooks: a list, as Python writes it.
    @discardableResult
    func addedProcess(
        _ body: String, commands: [String] = ["p-run"], hooks: String = "[]", needs: String = "[]", before: String = ""
    ) async throws -> String {
        try await added(PluginText.python(body, commands: commands, hooks: hooks, needs: needs, before: before), "p.py")
    }

    enum PluginText {
        static func python(
            _ body: String, commands: [String] = ["p-run"], hooks: String = "[]", needs: String = "[]",
            before: String = ""
        ) -> String {
            let named = commands.map { #"{"name": "\#($0)", "operands": [{"name": "line", "required": False}]}"# }
            let indented = body.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
            return """
                #!/usr/bin/env python3
                import json, os, signal, sys, time
                asked = 0
                def say(document): print(json.dumps({"jsonrpc": "2.0", **document}), flush=True)
                def answer(value): say({"id": message["id"], "result": value})
                def ask(method, **params):
                    global asked
                    asked += 1
                    say({"id": asked, "method": method, "params": params})
                    for line in sys.stdin:
                        reply = json.loads(line)
                        if "method" not in reply: return reply
                \(before)
                for line in sys.stdin:
                    message = json.loads(line)
                    method = message.get("method")
                    if method == "hello": answer({"protocol": 1}); continue
                    if method == "manifest":
                        answer({"name": "p", "version": "1.0.0", "commands": [\(named.joined(separator: ", "))],
                            "hooks": \(hooks), "needs": \(needs)})
                        continue
                    if method == "bye": break
                \(indented.joined(separator: "\n"))

                """
        }
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

/// What plugins have said to the user.
final class PluginLog: Sendable {
    private let said = Mutex<[String]>([])
    var lines: [String] { said.withLock { $0 } }
    func add(_ line: String) { said.withLock { $0.append(line) } }
}
