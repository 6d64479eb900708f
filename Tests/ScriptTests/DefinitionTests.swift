import Diagnostics
import JSONKit
import Script
import Testing

/// `define`, `include` and `require`.
@Suite struct DefinitionTests {
    private func events(_ text: String, files: [String: String] = [:]) async throws -> [String] {
        try await run(text, files: files).host.events
    }

    @Test(arguments: [
        ("define f a\nuse {{a}}\nend\nf x\nf 'y z'", ["use x", "use y z"]),
        ("f x\ndefine f a\nuse {{a}}\nend", ["use x"]),
        (
            "define f a b=\"{{a}}!\"\nuse {{b}}\nend\nf x\nf x y\nf x b=z\nf b=z a=q",
            ["use x!", "use y", "use z", "use z"]
        ),
        ("define f\nuse x\nend\nf", ["use x"]),
        ("define f a\nuse {{a.n}}\nend\nf a:='{\"n\":1}'", ["use 1"]),
        ("define f a\nuse {{a | count}}\nend\nf {{list}}", ["use 3"]),
        ("define f n\nuse {{n}}\nif {{n}} > 1\nf {{n | minus 1}}\nend\nend\nf 3", ["use 3", "use 2", "use 1"]),
        ("define f number\nuse {{number}}\nend\nf 1\nuse {{number}}", ["use 1", "use 42"]),
        ("define f a\ng {{a}}\nend\ndefine g b\nuse {{b}}\nend\nf x", ["use x"]),
        ("define f\nuse a\nfinally\nuse z\nend\nend\nf\nuse b", ["use a", "use z", "use b"]),
        ("define f a=\nuse \"[{{a}}]\"\nend\nf", ["use []"]),
    ])
    func calls(_ text: String, _ expected: [String]) async throws {
        #expect(try await events(text) == expected)
    }

    @Test func recursionIsBounded() async throws {
        let (failures, _) = try await run("define f\nf\nend\nf")
        #expect(failures.map(\.code) == ["call-depth"])
    }

    @Test func failuresKnowTheirPlaceInTheDefinition() async throws {
        let (failures, _) = try await run("define f\n  fail execution\nend\ntry f\nf")
        #expect(failures.map { $0.place?.line } == [2])
    }

    @Test func localsReachQueries() async throws {
        let (failures, _) = try await run("define f code\nexpect status == {{code}}\nend\nf 201\nf 200")
        #expect(failures.map(\.kind) == [.expectation])
    }

    @Test func documentation() throws {
        let script = try Script.parse(
            "# other\n\n  # Signs in.\n  #   As a user.\ndefine f a b=1\nend\nuse \"\"\"\n# x\"\"\"\ndefine g\nend")
        #expect(script.definitions["f"]?.documentation == "Signs in.\n  As a user.")
        #expect(script.definitions["f"]?.usage == "f a [b]")
        #expect(script.definitions["g"]?.documentation == "")
    }

    @Test func definitionsOfThePrompt() throws {
        let first = try Script.parse("define f a\nuse {{a}}\nend")
        _ = try Script.parse("f x", definitions: first.definitions)
        let second = try Script.parse("define f a b\nuse {{a}}\nend", definitions: first.definitions)
        #expect(second.definitions["f"]?.parameters.count == 2)
        #expect(throws: ScriptRejection.self) { try Script.parse("f x", definitions: second.definitions) }
    }

    @Test func includes() async throws {
        let files = [
            "lib/a.keyway": "define hello who\nuse {{who}}\nend\nuse included\ninclude b.keyway\nfinally\nuse last",
            "lib/b.keyway": "use nested",
        ]
        let text = "include lib/a.keyway\nhello x\nfinally\nuse own"
        #expect(
            try await events(text, files: files) == ["use included", "use nested", "use x", "use own", "use last"])
    }

    @Test func stepsOfIncludedFiles() async throws {
        #expect(
            try await events("step A\ninclude b\nuse c", files: ["b": "step B\nuse b"])
                == ["step: A", "step: B", "use b", "use c"])
    }

    private func rejection(_ text: String, files: [String: String] = [:]) throws -> [Diagnostic] {
        do throws(ScriptRejection) {
            _ = try Script.parse(text, files: files)
            return []
        } catch {
            return error.diagnostics
        }
    }

    @Test func includeCycles() throws {
        let mistakes = try rejection("include a", files: ["a": "include b", "b": "use x\ninclude a"])
        #expect(mistakes.map(\.code) == ["include-cycle"])
        #expect(mistakes.first?.found == "a → b → a")
        #expect(mistakes.first?.source?.name == "b")
        #expect(mistakes.first?.place?.line == 2)
        #expect(try rejection("include test", files: ["test": ""]).map(\.code) == ["include-cycle"])
    }

    @Test func includesAreBounded() throws {
        var files: [String: String] = [:]
        for number in 0..<40 { files["f\(number)"] = "include f\(number + 1)\ninclude f\(number + 1)" }
        files["f40"] = ""
        #expect(try rejection("include f0", files: files).contains { $0.code == "include-depth" })
        files["f20"] = ""
        #expect(try rejection("include f0", files: files).contains { $0.code == "include-depth" })
    }

    @Test func mistakesOfIncludedFiles() throws {
        let mistakes = try rejection("use a\ninclude b\nfrob", files: ["b": "\n  frobnicate"])
        #expect(mistakes.map(\.code).sorted() == ["unknown-command", "unknown-command"])
        let included = try #require(mistakes.first { $0.source?.name == "b" })
        #expect(included.place?.line == 2)
        #expect(included.advice.last == "b is included in test:2")
    }

    @Test(arguments: [
        "define", "define 1", "define use", "define client", "define if", "define f 1", "define f a a",
        "define f a=1 b",
        "define f client", "define f {{x}}", "if status == 1\ndefine f\nend\nend",
        "include", "include a b", "include {{x}}", "include missing", "if status == 1\ninclude x\nend", "require",
        "require x", "require x y", "require x ^1.2", "require {{x}}", "f\ndefine f a\nend", "f a b\ndefine f a\nend",
        "define f\nend\ndefine f\nend",
        "f c=1\ndefine f a\nend", "for", "for x", "for 1 in a", "for x of a", "for x in", "for client in a",
        "for x in @a b",
        "for {{x}} in a", "retry", "retry 0", "retry x", "retry 3 every", "retry 3 every x", "retry 3 every 2h",
        "retry 3 foo", "retry 3 until", "retry 3 until status", "if", "if status", "if status ==", "if frob == 1",
        "else", "end", "end x", "if status == 1\nelse x\nend", "if status == 1\nelse\nelse\nend",
        "for x in a\nelse\nend",
        "finally x", "step a --tag", "step a --tog x", "try if", "try end", "if status == 1\nend end",
    ])
    func mistakes(_ text: String) throws {
        let opens = ["for", "retry", "if", "finally", "define"].contains { text.hasPrefix($0) }
        let closed = opens && !text.hasSuffix("end") ? text + "\nend" : text
        #expect(try !rejection(closed).isEmpty)
        for mistake in try rejection(closed) {
            #expect(mistake.code != "stray-end" || text.hasPrefix("end"), "\(text)")
            #expect(!mistake.advice.isEmpty)
        }
    }
}
