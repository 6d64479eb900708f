import Foundation
import JSONKit
import Synchronization
import Testing

@testable import Plugins

/// The messages that `Plugins.md` shows are those that are sent, and the answers that it shows are understood: whoever
/// writes a plugin has nothing else.
@Suite struct DocumentTests {
    /// A message of the document: from the host or from the plugin.
    private struct Message {
        let isHosts: Bool
        let text: String

        var json: JSON { get throws { try JSON(parsing: text) } }
    }

    /// The messages below a heading, in their order; one that is broken into lines is whole again.
    private static func messages(_ heading: String) throws -> [Message] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = root.appendingPathComponent("Sources/keyway/Documentation.docc/Plugins.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        let parts = text.components(separatedBy: "\n### ")
        let part = try #require(parts.first { $0.hasPrefix(heading + "\n") })
        var messages: [Message] = []
        var isCode = false
        for line in part.components(separatedBy: "\n") {
            if line.hasPrefix("## ") { break }
            if line.hasPrefix("```") { isCode.toggle() }
            guard isCode else { continue }
            if line.hasPrefix("→ ") || line.hasPrefix("← ") {
                messages.append(Message(isHosts: line.hasPrefix("→"), text: String(line.dropFirst(2))))
            } else if !line.hasPrefix("```"), let last = messages.popLast() {
                messages.append(
                    Message(isHosts: last.isHosts, text: last.text + line.trimmingCharacters(in: .whitespaces)))
            }
        }
        return messages
    }

    /// A plugin that tells what it hears on its standard error, and gives each method the answers in turn.
    private func plugin(_ answers: [Message], greets: Bool = true) throws -> PythonPlugin {
        let list = try JSON(answers.map { JSON(try $0.json.text()) }).text()
        let hello = greets ? "" : "greeting = None"
        return try PythonPlugin(
            """
            print(line, end='', file=sys.stderr, flush=True)
            if 'id' in message and answers:
                reply = json.loads(answers.pop(0))
                reply['id'] = message['id']
                print(json.dumps(reply), flush=True)
            """, before: "answers = json.loads(r'''\(list)''')\n\(hello)")
    }

    /// The same but for the identifier, which is the sender's to choose.
    private func expect(_ heard: String?, _ documented: Message, _ location: SourceLocation = #_sourceLocation) throws {
        let id = try documented.json["id"]
        let line = try #require(heard, sourceLocation: location)
        var said = try JSON(parsing: line)
        if let id { said = said.setting("id", to: id) }
        #expect(said == (try documented.json), sourceLocation: location)
    }

    @Test func hello() async throws {
        let messages = try Self.messages("hello")
        let plugin = try PythonPlugin(
            "pass",
            before:
                "line = sys.stdin.readline(); print(line, end='', file=sys.stderr, flush=True); message = json.loads(line); answer(json.loads(r'''\(messages[1].json["result"]?.text() ?? "")'''))"
        )
        let process = try plugin.start()
        try await process.greet(version: try messages[0].json["params"]?["keyway"]?.string ?? "")
        process.bye()
        try expect(plugin.heard.lines.first, messages[0])
    }

    @Test func manifest() async throws {
        let messages = try Self.messages("manifest")
        let plugin = try plugin([messages[1]])
        let process = try plugin.start()
        let manifest = try await process.manifest()
        process.bye()
        try expect(plugin.heard.lines.first, messages[0])
        #expect(manifest.json == (try messages[1].json["result"]))
    }

    @Test func run() async throws {
        let messages = try Self.messages("run")
        let plugin = try plugin(messages.filter { !$0.isHosts })
        let process = try plugin.start()
        let call = try #require(try messages[0].json["params"])
        let operands = try #require(call["operands"])
        let value = try await process.run(call["command"]?.string ?? "", operands: operands)
        #expect(value == (try messages[1].json["result"]))
        let error = await failureText {
            () async throws(PluginError) in _ = try await process.run("order", operands: operands)
        }
        process.bye()
        try expect(plugin.heard.lines.first, messages[0])
        #expect(error == "plugin-failed tested: \(try messages[2].json["error"]?["message"]?.string ?? "?")")
    }

    @Test func complete() async throws {
        let messages = try Self.messages("complete")
        let plugin = try plugin([messages[1]])
        var limits = PluginLimits.forTests
        limits.completion = 60_000
        let process = try plugin.start(limits)
        let call = try #require(try messages[0].json["params"])
        let found = await process.complete(
            call["command"]?.string ?? "", operand: call["operand"]?.string ?? "",
            beginning: call["beginning"]?.string ?? "")
        process.bye()
        try expect(plugin.heard.lines.first, messages[0])
        #expect(found == [PluginCandidate("10", "two apples"), PluginCandidate("11")])
    }

    @Test func hook() async throws {
        let messages = try Self.messages("hook")
        for message in messages where message.isHosts {
            let place = try #require(try message.json["params"])
            let kind = try #require(place["hook"]?.string.flatMap(PluginHook.init))
            let value = try #require(place[kind.rawValue])
            let answers = messages.filter { !$0.isHosts }
            let plugin = try plugin(answers)
            let process = try plugin.start()
            for answer in answers {
                let result = try #require(try answer.json["result"])
                let isMessage = result["action"] != "replace" || result[kind.rawValue] != nil
                let code = await failure { () async throws(PluginError) in
                    let verdict = try await process.hook(kind, value)
                    #expect(verdict.refusal == result["message"]?.string)
                    #expect(verdict.replacement == result[kind.rawValue])
                    #expect(verdict.notes == result["notes"]?.elements?.compactMap(\.string) ?? [])
                }
                #expect(code == (isMessage ? "none" : "plugin-nonsense"))
            }
            process.bye()
            try expect(plugin.heard.lines.first, message)
        }
    }

    @Test func cancelAndBye() async throws {
        let messages = try Self.messages("cancel and bye")
        let plugin = try plugin([])
        let process = try plugin.start()
        let call = Task {
            await failure { () async throws(PluginError) in _ = try await process.run("order", operands: [:]) }
        }
        let id = try JSON(parsing: try #require(try await plugin.heard.lines(1).first))["id"]
        call.cancel()
        #expect(await call.value == "interrupted")
        let cancel = try JSON(parsing: try #require(try await plugin.heard.lines(2).last))
        #expect(cancel["params"]?["id"] == id)
        #expect(cancel["method"] == (try messages[0].json["method"]))
        #expect(Set(cancel.members?.map(\.name) ?? []) == Set(try messages[0].json.members?.map(\.name) ?? []))
        let last = try PythonPlugin("pass", before: Self.tellsAll)
        let other = try last.start()
        // It is ended soon after it was told: by then it must have begun to listen.
        _ = try await last.heard.lines(1)
        other.bye()
        #expect(last.heard.lines == ["listening", messages[1].text])
    }

    private static let tellsAll = """
        print("listening", file=sys.stderr, flush=True)
        for line in sys.stdin: print(line, end='', file=sys.stderr, flush=True)
        """

    /// Each question of a plugin, and the answer that it gets.
    @Test func questions() async throws {
        let messages = try Self.messages("What a plugin may ask")
        let asked = messages.filter { !$0.isHosts }
        let answered = messages.filter(\.isHosts)
        let list = try JSON(asked.map { JSON(try $0.json.text()) }).text()
        let plugin = try PythonPlugin(
            """
            if method == 'run':
                for question in questions:
                    print(question, flush=True)
                    if 'id' in json.loads(question): print(sys.stdin.readline(), end='', file=sys.stderr, flush=True)
                answer({'value': 1})
            """, before: "questions = json.loads(r'''\(list)''')")
        let results = try Mutex(answered.map { try $0.json })
        let heard = Mutex<[String]>([])
        let process = try plugin.start { method, _ in
            heard.withLock { $0.append(method) }
            let next = results.withLock { $0.removeFirst() }
            guard let error = next["error"] else { return .success(next["result"] ?? .null) }
            return .failure(PluginError(error["data"]?.string ?? "", error["message"]?.string ?? ""))
        }
        _ = try await process.run("x", operands: [:])
        process.bye()
        // Progress is shown, and asks for nothing.
        let shown = try asked.compactMap { try $0.json["params"]?["text"]?.string }.filter { $0 == "half of it" }
        #expect(plugin.heard.lines.filter { !$0.hasPrefix("{") } == shown)
        let told = try plugin.heard.lines.filter { $0.hasPrefix("{") }.map { try JSON(parsing: $0) }
        #expect(told == (try answered.map { try $0.json }))
        let methods = try asked.compactMap { try $0.json["method"]?.string }
        #expect(heard.withLock { $0.sorted() } == methods.filter { $0 != "keyway/progress" }.sorted())
    }

    private func failureText(_ body: () async throws(PluginError) -> Void) async -> String {
        do throws(PluginError) {
            try await body()
            return "none"
        } catch {
            return "\(error.code) \(error.message)"
        }
    }
}
