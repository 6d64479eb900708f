import Answers
import BenchSupport
import Diagnostics
import Foundation
import JSONKit
import Testing

@testable import Commands
@testable import Settings
@testable import Workbench

/// Where variables come from, and which of two counts.
@Suite struct VariableTests {
    /// Files in memory.
    struct MemoryFiles: FileAccess {
        var files: [String: String] = [:]
        let sessionFolder = Bench.newFolder()

        func read(_ path: String) throws(Diagnostic) -> [UInt8] {
            guard let text = files[path] else { throw Diagnostic(.execution, "file", "\(path) cannot be read") }
            return Array(text.utf8)
        }
        func sessionNames() -> [String] { [] }
        func rename(_ path: String, to other: String) throws(Diagnostic) {}
        func delete(_ path: String) throws(Diagnostic) {}
        func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) {}
        func exists(_ path: String) -> Bool { files[path] != nil }
    }

    private func bench(
        _ files: [String: String], variables: [String: String] = [:], varsFiles: [String] = [],
        environment: String? = nil
    ) async -> (workbench: Workbench, display: KeptDisplay) {
        let display = KeptDisplay()
        let agent = ScriptedAgent { _ in "" }
        var outside = WorkbenchEnvironment(
            transport: ListedTransport([]), display: display, sandbox: nil, browser: agent, manual: agent,
            clock: { 0 }, random: { Array(repeating: 7, count: $0) }, variables: ["TOKEN": "from-the-environment"],
            files: MemoryFiles(files: files))
        outside.givenVariables = variables
        outside.variableFiles = varsFiles
        outside.chosenEnvironment = environment
        return (Workbench(session: nil, environment: outside, table: .standard), display)
    }

    private func failures(_ text: String, in workbench: Workbench, file: String = "test") async -> [String] {
        await workbench.run(ScriptSource(.recipe(path: file), text: text)).map(\.message)
    }

    private static let project = """
        {"variables": {"a": "common", "b": "common", "n": 3},
         "environments": {"dev": {"b": "dev", "c": "dev", "tok": "{{env.TOKEN}}"}, "bad": {"x": "{{env.MISSING}}"}}}
        """

    @Test func theNearestCounts() async {
        let (workbench, _) = await bench(
            [
                "keyway.json": Self.project, "one.env": "c=one\nd=one",
                "two.env": "# two\nexport d='two #'\ne=\"t\\nwo\" \nf=x # y",
            ],
            variables: ["e": "given"], varsFiles: ["one.env", "two.env"], environment: "dev")
        let text = """
            expect {{a}} == common
            expect {{b}} == dev
            expect {{c}} == one
            expect {{d}} == "two #"
            expect {{e}} == given
            expect {{f}} == x
            expect {{n}} == 3
            expect {{tok}} == from-the-environment
            set e=saved
            expect {{e}} == saved
            for e in local
              expect {{e}} == local
            end
            """
        #expect(await failures(text, in: workbench) == [])
    }

    @Test func theProjectStandsBesideTheRecipe() async {
        let (workbench, _) = await bench([
            "suite/keyway.json": #"{"variables": {"a": 1}}"#, "keyway.json": #"{"variables": {"a": 2}}"#,
        ])
        #expect(await failures("expect {{a}} == 1", in: workbench, file: "suite/x.keyway") == [])
        #expect(await failures("expect {{a}} == 2", in: workbench, file: "x.keyway") == [])
    }

    @Test func varsTellsWhere() async {
        let (workbench, display) = await bench(
            ["keyway.json": Self.project], variables: ["a": "given"], environment: "dev")
        #expect(await failures("set b=saved\nvars --where", in: workbench) == [])
        guard case .table(let table)? = await display.answers.last else {
            Issue.record("no table")
            return
        }
        let rows = table.rows.map { $0.map(\.shown).joined(separator: " | ") }
        #expect(
            rows == [
                "a | given | --var | counts", "a | common | keyway.json | hidden", "b | saved | saved | counts",
                "b | dev | keyway.json (dev) | hidden", "b | common | keyway.json | hidden",
                "c | dev | keyway.json (dev) | counts", "n | 3 | keyway.json | counts",
                "tok | from-the-environment | keyway.json (dev) | counts",
            ])
    }

    @Test(
        arguments: [
            (["x.env": "novalue"], ["x.env"], nil, "this line is no NAME=value"),
            (["x.env": "a='b"], ["x.env"], nil, "the value's quote is not closed on its line"),
            (["x.env": "client=b"], ["x.env"], nil, "a variable cannot be called client"),
            (["x.json": "[1]"], ["x.json"], nil, "x.json holds no object"),
            ([:], ["x.json"], nil, "x.json cannot be read"),
            ([:], [], "dev", "there is no environment dev, since there is no keyway.json"),
            (["keyway.json": project], [], "dve", "keyway.json has no environment dve"),
            (
                ["keyway.json": project], [], "bad",
                "keyway.json needs the environment variable MISSING, which is not set"
            ),
            (["keyway.json": #"{"variable": {}}"#], [], nil, "keyway.json has a member variable"),
        ] as [([String: String], [String], String?, String)])
    func mistakes(_ files: [String: String], _ varsFiles: [String], _ environment: String?, _ message: String) async {
        let (workbench, _) = await bench(files, varsFiles: varsFiles, environment: environment)
        #expect(await failures("vars", in: workbench) == [message])
    }

    @Test func secretsAreHiddenHoweverShort() async {
        let bench = await Bench([.json(["pin": 1234, "deep": ["key": "inside-value"], "x": "no secret"])])
        await bench.run(
            Bench.ready + """
                get /x
                save --secret pin = $.pin
                save --secret deep = $.deep
                set --secret s = ab
                vars
                show $
                expect {{pin}} == 1
                expect {{s}} == "x ab y"
                """)
        let drawn =
            "\(await bench.display.answers.dropFirst(4).map { $0.json?.text() ?? "" })"
            + (await bench.display.failures.map { "\($0.found ?? "") \($0.expected ?? "")" }).joined()
        for secret in ["1234", "inside-value", "\"ab\"", " ab "] { #expect(!drawn.contains(secret), "\(secret)") }
        #expect(drawn.contains("no secret"))
    }

    @Test func definedCommandsOfThePrompt() async {
        let bench = await Bench()
        #expect(await bench.run("# Sets it.\ndefine place a b=2\nset x={{a}}{{b}}\nend") == [])
        #expect(await bench.run("place 1\nexpect {{x}} == \"12\"\nhelp place\nhelp define\nhelp shapes") == [])
        #expect(await bench.run("place") == ["operand-missing"])
    }

    @Test func partsOfVariables() async {
        let bench = await Bench()
        #expect(
            await bench.run("set u:='{\"a\":{\"b\":[5]}}'\nexpect {{u.a.b.0}} == 5\nexpect {{u.z}} not exists") == [])
    }
}
