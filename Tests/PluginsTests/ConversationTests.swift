import JSONKit
import Synchronization
import TestSupport
import Testing

@testable import Plugins

/// Each message of the protocol, as a plugin hears it and as its host understands the answer.
@Suite struct ConversationTests {
    /// Answers with what it has been sent.
    private static let echo = "answer({'value': message['params'], 'text': method})"

    @Test func helloNamesVersionAndFeatures() async throws {
        let plugin = try PythonPlugin(
            "pass",
            before:
                "line = sys.stdin.readline(); print(line, end='', file=sys.stderr, flush=True); message = json.loads(line); answer({'protocol': 1})"
        )
        let process = try plugin.start()
        try await process.greet(version: "9.9")
        process.bye()
        #expect(
            plugin.heard.lines.first
                == #"{"jsonrpc":"2.0","id":1,"method":"hello","params":{"protocol":1,"keyway":"9.9","features":["run","hook","complete","cancel","prompt","progress"]}}"#
        )
    }

    @Test func manifestSurvivesItsJSON() async throws {
        let text = #"""
            {"name":"a","version":"1.2.3","summary":"s","commands":[{"name":"c","summary":"t","details":"d","operands":[{"name":"o","summary":"u","required":false}]}],"providers":[{"name":"p","base_url":"https://p.example"}],"hooks":["request","token"],"needs":[{"secret":"access_token","reason":"r"}]}
            """#
        let plugin = try PythonPlugin("answer(json.loads(r'''\(text)'''))")
        let process = try plugin.start()
        let manifest = try await process.manifest()
        process.bye()
        #expect(manifest.json == (try JSON(parsing: text)))
    }

    @Test func runCarriesOperands() async throws {
        let process = try PythonPlugin(Self.echo).start()
        let answer = try await process.run("c", operands: ["o": "v"])
        process.bye()
        #expect(answer == (try JSON(parsing: #"{"value":{"command":"c","operands":{"o":"v"}},"text":"run"}"#)))
    }

    @Test(arguments: [
        (#"{"action":"pass","notes":["n"]}"#, PluginVerdict(notes: ["n"])),
        (#"{"action":"refuse","message":"no"}"#, PluginVerdict(refusal: "no")),
        (#"{"action":"replace","request":{"url":"u"}}"#, PluginVerdict(replacement: ["url": "u"])),
    ])
    func hookPassesReplacesOrRefuses(answer: String, verdict: PluginVerdict) async throws {
        let process = try PythonPlugin("answer(json.loads('\(answer)'))").start()
        #expect(try await process.hook(.request, ["url": "x"]) == verdict)
        process.bye()
    }

    @Test func completeIsNotWaitedFor() async throws {
        let time = ManualTime()
        let limits = PluginLimits.forTests(time)
        let plugin = try PythonPlugin(
            "print(method, file=sys.stderr, flush=True)\nif method == 'run': answer({'value': 1})")
        let process = try plugin.start(limits)
        let completion = Task { await process.complete("c", operand: "o", beginning: "a") }
        _ = try await plugin.heard.lines(1)
        time.advance(by: .milliseconds(limits.completion))
        #expect(await completion.value == [PluginCandidate]())
        #expect(process.ended == nil)
        #expect(try await process.run("c", operands: [:])["value"] == 1)
        process.bye()
    }

    @Test func candidatesAreWhatCanBeTyped() async throws {
        let answer = #"{"candidates":["a",{"text":"b","summary":"the b"},"c\u001b[2J","\u202e",7,{"summary":"none"}]}"#
        var limits = PluginLimits.forTests
        limits.completion = 60_000
        let process = try PythonPlugin("answer(json.loads(r'\(answer)'))").start(limits)
        #expect(
            await process.complete("c", operand: "o", beginning: "")
                == [PluginCandidate("a"), PluginCandidate("b", "the b")])
        process.bye()
    }

    /// More than anybody reads: the first of those that fit.
    @Test func manyCandidatesAreCutBehindTheirBeginning() async throws {
        var limits = PluginLimits.forTests
        limits.completion = 60_000
        let process = try PythonPlugin("answer({'candidates': ['n%d' % n for n in range(1000)]})").start(limits)
        #expect(await process.complete("c", operand: "o", beginning: "").count == 200)
        #expect(await process.complete("c", operand: "o", beginning: "N99").map(\.text).count == 11)
        process.bye()
    }

    @Test(
        arguments: [
            (PluginOperandType.text, "7", "7"), (.integer, "7", 7), (.integer, "x", nil), (.number, "1.5", 1.5),
            (.boolean, "true", true), (.boolean, "1", nil), (.json, "[1]", [1]), (.json, "[", nil), (.file, "a", "a"),
        ] as [(PluginOperandType, String, JSON?)])
    func operandsAreOfTheirType(type: PluginOperandType, typed: String, value: JSON?) {
        #expect(type.value(JSON(typed)) == value)
    }

    @Test func severalCallsAtATime() async throws {
        let process = try PythonPlugin(Self.echo).start()
        let answers = try await withThrowingTaskGroup(of: Int64?.self) { group in
            for number in 0..<50 {
                group.addTask {
                    try await process.run("c", operands: ["n": JSON(number)])["value"]?["operands"]?["n"]?.integer
                }
            }
            return try await group.reduce(into: Set<Int64?>()) { $0.insert($1) }
        }
        process.bye()
        #expect(answers.count == 50)
    }

    @Test func aPluginAsksItsHost() async throws {
        let body = """
            if method == 'run':
                call = message['id']
                say({'id': 'q1', 'method': 'keyway/get', 'params': {'name': 'provider.name'}})
            elif message.get('id') == 'q1':
                say({'id': call, 'result': {'value': message['result']['value'] + '!'}})
            """
        let process = try PythonPlugin(body).start { method, parameters in
            .success(["value": JSON("\(method) \(parameters["name"]?.string ?? "")")])
        }
        #expect(try await process.run("c", operands: [:])["value"] == "keyway/get provider.name!")
        process.bye()
    }

    @Test func interruptionIsPassedOn() async throws {
        let body = "print(line, end='', file=sys.stderr, flush=True)\nif method == 'cancel': answer_to_run = 1"
        let plugin = try PythonPlugin(body)
        var limits = PluginLimits.forTests
        limits.run = 60_000
        let process = try plugin.start(limits)
        try await process.greet(version: "1")
        let call = Task {
            await failure { () async throws(PluginError) in _ = try await process.run("c", operands: [:]) }
        }
        _ = try await plugin.heard.lines(1)
        call.cancel()
        #expect(await call.value == "interrupted")
        #expect(try await plugin.heard.lines(2).last == #"{"jsonrpc":"2.0","method":"cancel","params":{"id":2}}"#)
        process.bye()
    }

    @Test func itsErrorIsToldInItsWords() async throws {
        let process = try PythonPlugin("say({'id': message['id'], 'error': {'code': 1, 'message': 'no such key'}})")
            .start()
        do throws(PluginError) {
            _ = try await process.run("c", operands: [:])
            Issue.record("it should have failed")
        } catch {
            #expect(error == PluginError("plugin-failed", "tested: no such key"))
        }
        process.bye()
    }
}
