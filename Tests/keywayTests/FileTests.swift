import Diagnostics
import Foundation
import Testing
import Workbench

@testable import keyway

/// Files that the user or a recipe names: what is not a regular file is refused, and nothing waits for another program.
@Suite struct FileTests {
    private let folder: RecipeFolder
    private let files = SystemFiles(environment: [:])

    init() throws {
        folder = try RecipeFolder(["flow.keyway": "set a = 1\n", "data.txt": "text"])
        #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
        try FileManager.default.createDirectory(atPath: folder.file("inner"), withIntermediateDirectories: true)
    }

    private func refusal(_ body: () throws(Diagnostic) -> Void) -> String? {
        do throws(Diagnostic) {
            try body()
            return nil
        } catch {
            return error.code == "file" ? error.message : "another failure: \(error)"
        }
    }

    @Test(
        "Neither a FIFO nor a folder nor a device is read or written",
        .timeLimit(.minutes(1)), arguments: [("pipe", "a FIFO"), ("inner", "a folder"), ("/dev/zero", "a device")])
    func refused(name: String, kind: String) {
        let path = name.hasPrefix("/") ? name : folder.file(name)
        let failures = [
            refusal { () throws(Diagnostic) in _ = try files.read(path) },
            refusal { () throws(Diagnostic) in try files.deliver([1], to: path, appends: false) },
            refusal { () throws(Diagnostic) in try files.deliver([1], to: path, appends: true) },
            refusal { () throws(Diagnostic) in try files.write([1], to: path) },
            refusal { () throws(Diagnostic) in try files.checkTarget(path) },
            refusal { () throws(Diagnostic) in _ = try InputBytes(path: path) },
        ]
        for failure in failures {
            #expect(failure?.hasPrefix(path) == true && failure?.contains("it is \(kind)") == true, "\(failure ?? "")")
        }
    }

    @Test func whatIsThereIsReadAndWrittenAsBefore() throws {
        #expect(try files.read(folder.file("data.txt")) == Array("text".utf8))
        #expect(try files.read("/dev/null") == [])
        for path in ["/dev/null", folder.file("new.txt"), folder.file("data.txt")] {
            try files.checkTarget(path)
            try files.write([0x61], to: path)
            try files.deliver([0x62], to: path, appends: true)
        }
        #expect(try folder.text("new.txt") == "ab")
        #expect(try folder.text("data.txt") == "ab")
        try files.deliver([0x63], to: folder.file("data.txt"), appends: false)
        #expect(try folder.text("data.txt") == "c")
        try files.checkTarget(folder.file("deep/er/new.txt"))
        #expect(refusal { () throws(Diagnostic) in try files.checkTarget(folder.file("data.txt/new.txt")) } != nil)
        #expect(
            refusal { () throws(Diagnostic) in _ = try files.read(folder.file("none.txt")) }?
                .contains("No such file") == true)
    }

    @Test(
        "A recipe that names a FIFO ends with a failure", .timeLimit(.minutes(1)),
        arguments: [
            "vars > pipe", "vars >> pipe", "post http://127.0.0.1:1/ a=@pipe", "post http://127.0.0.1:1/ --body @pipe",
            "import har pipe", "import curl 'curl -d @pipe http://127.0.0.1:1/'", "for row in @pipe\nend",
            "include pipe", "client add x private_key=@pipe", "provider set api_key=@pipe",
            "set a = 1\nexport keyway all --to pipe",
        ])
    func recipes(line: String) async throws {
        let text = line.replacing("pipe", with: folder.file("pipe"))
        try text.write(toFile: folder.file("flow.keyway"), atomically: true, encoding: .utf8)
        let results = try await TestRun.results(folder.file("flow.keyway"), "--allow", "files")
        #expect([2, 3, 64].contains(results.first?.exitCode), "\(results)")
        #expect(results.first?.failure?.contains("a FIFO") == true, "\(results.first?.failure ?? "")")
    }

    @Test func theStandardStreamsAreTaken() async throws {
        let home = try TemporaryFolder()
        let lines = [
            "echo '{\"a\": 7}' | keyway query '$.a' /dev/stdin", "echo 'set b = 42' > \(home.path)/f.keyway",
            "keyway run /dev/stdin < \(home.path)/f.keyway", "echo 'set c = 43' | keyway run /dev/stdin",
            "keyway -c 'set d = 44\nvars > /dev/stdout'", "keyway -c 'vars > /dev/null'",
        ]
        let run = try await ShellRun("set -e; " + lines.joined(separator: "; "), home: home.path)
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("44"), "\(run.output)")
        #expect(run.output.contains("7"))
    }

    @Test func aFileOfARecipeLiesBesideIt() async throws {
        let recipe = """
            set a = 1
            vars > vars.txt
            vars >> inner/vars.txt
            export keyway all --to inner/session.keyway
            for row in @rows.json
              import curl request.txt
            end
            """
        for (name, text) in [
            ("flow.keyway", recipe), ("rows.json", "[1]"), ("request.txt", "curl -d @data.txt http://127.0.0.1:1/x"),
        ] { try text.write(toFile: folder.file(name), atomically: true, encoding: .utf8) }
        let results = try await TestRun.results(folder.file("flow.keyway"), "--keep-going")
        #expect(results.first?.failure?.contains("127.0.0.1") == true, "\(results.first?.failure ?? "")")
        #expect(try folder.text("vars.txt").contains("a"))
        #expect(try folder.text("inner/vars.txt").contains("a"))
        #expect(FileManager.default.fileExists(atPath: folder.file("inner/session.keyway")))
        #expect(!FileManager.default.fileExists(atPath: "vars.txt"))
    }
}
