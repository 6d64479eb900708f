import Diagnostics
import JSONKit
import Script
import Testing

/// `if`, `for`, `retry` and `finally`.
@Suite struct BlockTests {
    private func events(_ text: String, keepsGoing: Bool = false, files: [String: String] = [:]) async throws
        -> [String]
    {
        try await run(text, keepsGoing: keepsGoing, files: files).host.events
    }

    @Test(arguments: [
        ("if status == 201\nuse a\nend\nuse b", ["use a", "use b"]),
        ("if status == 200\nuse a\nend\nuse b", ["use b"]),
        ("if status == 200\nuse a\nelse\nuse c\nend", ["use c"]),
        ("if status == 200\nuse a\nelse if $.count > 2\nuse b\nelse\nuse c\nend", ["use b"]),
        ("if status == 200\nuse a\nelse if $.count > 3\nuse b\nelse\nuse c\nend", ["use c"]),
        ("if {{missing}} exists\nuse a\nelse if {{missing}} not exists\nuse b\nend", ["use b"]),
        ("if $.tags | count == 2\nif $.username == ada\nuse a\nend\nend", ["use a"]),
    ])
    func conditions(_ text: String, _ expected: [String]) async throws {
        #expect(try await events(text) == expected)
    }

    @Test func undecidedConditionFails() async throws {
        let (failures, _) = try await run("if $.missing startsWith a\nuse a\nelse\nuse b\nend")
        #expect(failures.map(\.code) == ["undecided"])
        #expect(failures.first?.exitCode == 3)
    }

    @Test(arguments: [
        (
            "for x in a 'b c' {{number}} 007 1.10\nuse {{x}}\nend",
            ["use a", "use b c", "use 42", "use 007", "use 1.10"]
        ),
        ("for x in {{list}}\nuse {{x}}\nend", ["use 1", "use 2", "use 3"]),
        ("for x in {{scope}}\nuse {{x}}\nend", ["use profile email"]),
        ("for x in {{scope | split}}\nuse {{x}}\nend", ["use profile", "use email"]),
        ("for x in {{scope}} | split\nuse {{x}}\nend", ["use profile", "use email"]),
        ("for x in $.tags\nuse {{x}}\nend", ["use a", "use b"]),
        ("for x in $.tags[*] | reverse\nuse {{x}}\nend", ["use b", "use a"]),
        ("for x in {{nothing}}\nuse {{x}}\nend\nuse z", ["use z"]),
        ("for x in a b\nfor y in 1 2\nuse {{x}}{{y}}\nend\nend", ["use a1", "use a2", "use b1", "use b2"]),
        ("for number in 1\nuse {{number}}\nend\nuse {{number}}", ["use 1", "use 42"]),
        ("for x in a\nstep {{x}}\nuse b\nend\nuse c", ["step: a", "use b", "use c"]),
    ])
    func loops(_ text: String, _ expected: [String]) async throws {
        #expect(try await events(text) == expected)
    }

    @Test func loopVariableIsGoneAfterwards() async throws {
        #expect(try await run("for x in a\nend\nuse {{x}}").failures.map(\.code) == ["no-value"])
    }

    @Test(arguments: ["for x in $.username\nend", "for x in $\nend", "for x in $.count\nend"])
    func loopNeedsAList(_ text: String) async throws {
        #expect(try await run(text).failures.map(\.code) == ["no-list"])
    }

    @Test func loopOverCSV() async throws {
        let csv =
            "\u{FEFF}name,\"full, name\",code,zip\r\nada,\"Ada \"\"A\"\"\nLovelace\",201,007\r\n\r\nben,,1.10,\"5\"\r\n"
        let (failures, host) = try await run(
            "for row in @users.csv\nuse {{row.name}}\nshow {{row}}\nend", files: ["users.csv": csv])
        #expect(failures.isEmpty)
        #expect(await host.events.filter { $0.hasPrefix("use") } == ["use ada", "use ben"])
        #expect(
            await host.shown == [
                ["name": "ada", "full, name": "Ada \"A\"\nLovelace", "code": 201, "zip": "007"],
                ["name": "ben", "full, name": "", "code": "1.10", "zip": "5"],
            ])
    }

    @Test(
        arguments: [
            ("a;b\n1;2", [["a": 1, "b": 2]]), ("a\n1\n2\n", [["a": 1], ["a": 2]]), ("a,b", []),
            ("a\n\"\"\n", [["a": ""]]),
        ] as [(String, JSON)])
    func separators(_ csv: String, _ expected: JSON) async throws {
        let (_, host) = try await run("for row in @t.csv\nshow {{row}}\nend", files: ["t.csv": csv])
        #expect(await JSON(host.shown.compactMap { $0 }) == expected)
    }

    @Test(arguments: [
        ("", "csv-empty"), ("a,b\n1\n", "csv-fields"), ("a,\n", "csv-header"), ("a,a\n", "csv-header"),
        ("a\n\"x", "csv-quote"), ("a\n\"x\"y\n", "csv-quote"),
    ])
    func badCSV(_ csv: String, _ code: String) async throws {
        let (failures, _) = try await run("for row in @t.csv\nend", files: ["t.csv": csv])
        #expect(failures.map(\.code) == [code])
        #expect(failures.first?.place?.line == 1)
    }

    @Test func loopOverJSONFile() async throws {
        let (failures, host) = try await run(
            "for row in @t.json\nuse {{row.name.first}}\nend\nfor row in @u.json\nend\nfor row in @v.txt\nend",
            keepsGoing: true, files: ["t.json": #"[{"name":{"first":"ada"}}]"#, "u.json": "{}", "v.txt": ""])
        #expect(await host.events.first == "use ada")
        #expect(failures.map(\.code) == ["data-json", "data-kind"])
    }

    @Test func dataFilesStandBesideTheScript() async throws {
        let source = ScriptSource(
            .recipe(path: "suite/a.keyway"), text: "for row in @../data/t.csv\nuse {{row.n}}\nend")
        let host = TestHost(files: ["data/t.csv": "n\n1\n"])
        let script = try Script.parse(source, vocabulary: .test)
        #expect(await Interpreter(host: host, vocabulary: .test).run(script).isEmpty)
        #expect(await host.events == ["use 1"])
    }

    @Test func retryUntilItHolds() async throws {
        let host = TestHost(statuses: [202, 202, 200])
        let (failures, _) = try await run("retry 5 every 250ms until status == 200\nuse a\nend\nuse b", on: host)
        #expect(failures.isEmpty)
        #expect(await host.events == ["use a", "use a", "use a", "use b"])
        #expect(await host.pauses == [.milliseconds(250), .milliseconds(250)])
    }

    @Test func retryGivesUp() async throws {
        let (failures, host) = try await run("retry 2 until status == 200\nuse a\nend\nuse b")
        #expect(failures.map(\.kind) == [.expectation])
        #expect(failures.first?.advice.last?.contains("2 times") == true)
        #expect(await host.events == ["use a", "use a", "failed: expectation"])
        #expect(await host.pauses == [.seconds(1)])
    }

    @Test func retryOfWhatFails() async throws {
        let (failures, host) = try await run("retry 3 every 0s\nuse a\nfail execution\nend")
        #expect(failures.map(\.kind) == [.execution])
        #expect(await host.events.count { $0 == "use a" } == 3)
        #expect(try await run("retry 3\nfail usage\nend").host.events.count == 2)
    }

    @Test func finallyRunsInAnyCase() async throws {
        #expect(try await events("use a\nfinally\nuse z\nend\nuse b") == ["use a", "use b", "use z"])
        #expect(
            try await events("use a\nfail execution\nuse b\nfinally\nuse y\nuse z")
                == ["use a", "fail execution", "failed: failed", "use y", "use z"])
        #expect(try await events("step A\nfail execution\nstep B\nfinally\nuse z").last == "use z")
        #expect(try await events("quit\nuse a\nfinally\nuse z") == ["quit", "use z"])
    }

    @Test func finallyAfterInterruption() async throws {
        let (failures, host) = try await run("use a\ninterrupt\nuse b\nfinally\nuse y\nuse z")
        #expect(failures.map(\.exitCode) == [130])
        #expect(await host.events == ["use a", "interrupt", "failed: interrupted", "use y", "use z"])
    }

    @Test func failuresInFinally() async throws {
        let (failures, host) = try await run(
            "fail expectation\nfinally\nfail execution\nuse x\nend\nfinally\nuse z\nend")
        #expect(failures.map(\.exitCode) == [1, 3])
        #expect(await host.events.last == "failed: failed")
        #expect(await host.events.contains("use z"))
        #expect(await !host.events.contains("use x"))
    }

    @Test func finallyInABlock() async throws {
        let text = "for x in 1 2\nuse {{x}}\nfinally\nuse -{{x}}\nend\nend\nuse z"
        #expect(try await events(text) == ["use 1", "use -1", "use 2", "use -2", "use z"])
    }

    @Test func stepsInBlocksKeepGoing() async throws {
        let text = "for x in 1 2\nstep {{x}}\nfail execution\nend\nstep Z\nuse z"
        #expect(
            try await events(text, keepsGoing: true) == [
                "step: 1", "fail execution", "failed: failed", "step: 2", "fail execution", "failed: failed",
                "step: Z", "use z",
            ])
    }

    @Test(arguments: [
        "if status == 1", "for x in a\nuse b", "retry 3\nuse a", "define f a\nuse {{a}}", "finally\nuse a",
        "if status == 1\nuse a\nelse", "for x in a\nif status == 1\nend",
    ])
    func openBlocksAreIncomplete(_ text: String) {
        #expect(Script.isIncomplete(text, vocabulary: .test))
        let count = text.split(separator: "\n").count { $0.hasPrefix("if ") || $0.hasPrefix("for ") }
        #expect(!Script.isIncomplete(text + String(repeating: "\nend", count: max(1, count)), vocabulary: .test))
    }

    @Test(arguments: ["retry", "if", "for x", "for x in a\nfrob", "define", "if status == 1\nend\nend", "finally x"])
    func mistakesAreComplete(_ text: String) { #expect(!Script.isIncomplete(text, vocabulary: .test)) }

    @Test func tagsOfSteps() throws {
        let script = try Script.parse("step A --tag slow --tag=smoke\nuse a\nstep --tag x B")
        guard case .step(let first) = script.statements[0], case .step(let second) = script.statements[1] else {
            Issue.record("no steps")
            return
        }
        #expect(first.tags == ["slow", "smoke"])
        #expect(second.tags == ["x"])
        #expect(second.title.fixedText == "B")
    }
}
