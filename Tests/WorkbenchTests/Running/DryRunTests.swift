import Answers
import BenchSupport
import Diagnostics
import Foundation
import HTTPMessage
import JSONKit
import OAuthCore
import Script
import Session
import Testing

@testable import Workbench

/// A dry run shows what would be sent, and changes neither the session that it is given nor any other file.
@Suite struct DryRunTests {
    /// A saved session with a client and a token.
    private func savedSession() async -> Bench {
        let bench = await Bench([.tokens])
        #expect(await bench.run(Bench.ready + "authorize\nexchange\nset kept = 1") == [])
        await bench.workbench.closeStore()
        return bench
    }

    private func dry(_ folder: String, session: String) async -> Bench {
        await Bench(folder: folder, session: session, change: { $0.network = .dry })
    }

    private func content(_ bench: Bench) async throws -> JSON {
        try await bench.workbench.store().rows(leavingOut: [], mask: nil)
    }

    @Test func aSavedSessionStaysAsItIs() async throws {
        let saved = await savedSession()
        let before = try await content(saved)
        let path = try #require(try await saved.workbench.store().path)
        let files = [path, "\(path)-wal"]
        let bytes = files.map { FileManager.default.contents(atPath: $0) }
        let dry = await dry(saved.folder, session: "test")
        let text =
            "set kept = 2\nset added = 2\nget /x\nclient create Other\nauthorize\nexchange\nclient remove my-client"
        #expect(await dry.run(text + "\nunset kept\nprovider remove test") == [])
        #expect(dry.transport.requests.isEmpty)
        #expect(try await content(dry) != before)
        #expect(files.map { FileManager.default.contents(atPath: $0) } == bytes)
        #expect(try await content(saved) == before)
        let failures = await saved.run("expect {{kept}} == \"1\"\nexpect {{client.id}} == my-client")
        #expect(failures == [])
    }

    @Test func itWorksOnWhatTheSessionHolds() async throws {
        let dry = await dry(await savedSession().folder, session: "test")
        #expect(await dry.run("expect {{kept}} == 1\nget /x") == [])
        #expect(await dry.display.answers.count { $0.json?.text().contains("GET https://api.example/x") == true } == 1)
        #expect(dry.transport.requests.isEmpty)
    }

    @Test func aSessionThatIsNotThereIsNotMade() async throws {
        let folder = Bench.newFolder()
        #expect(await dry(folder, session: "fresh").run("set a = 1") == [])
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        #expect(!files.contains { $0.contains("fresh") })
    }

    @Test func whatIsNotDoneIsToldWithoutItsSecrets() async throws {
        let dry = await dry(Bench.newFolder(), session: "fresh")
        #expect(await dry.run("session lock --passphrase in-the-clear-1") == [])
        let told = await dry.display.answers.map { "\($0)" }.joined()
        #expect(told.contains("not done: session lock"))
        #expect(!told.contains("in-the-clear-1"))
    }

    @Test func aLockedSessionStaysLocked() async throws {
        let saved = await savedSession()
        #expect(await saved.run("session lock --passphrase x-1-y") == [])
        await saved.workbench.closeStore()
        let dry = await dry(saved.folder, session: "test")
        #expect(await dry.run("set added = 2") == ["locked"])
        await dry.run("userinfo")
        #expect(await dry.display.answers.contains { "\($0)".contains("it is locked") })
    }

    @Test(
        "What only an answer could give has a stand-in, and the lines after it go on",
        arguments: [
            ("get {{$.url}}", "<$.url>"), ("post /y a={{$.a | upper}}", "<$.a | upper>"),
            ("save life = $.n\nset rest = {{life | minus 5}}\npost /y rest={{rest}}", "<life | minus 5>"),
            ("save life = $.n\npost /y life:={{life}}", "<life>"),
            ("post /y a:=\"{\\\"b\\\": {{$.b}}}\"", "<$.b>"), ("save all = $\nget /{{all.first.id}}", "<all.first.id>"),
            ("for row in $.rows\nget /{{row.id}}\nend", "<row.id>"),
            ("for row in {{$.rows}}\nget /{{row}}\nend", "<$.rows>"),
            ("for row in $.rows | $.a\nget /{{row}}\nend", "<$.rows | $.a>"),
            ("retry 3 every 1ms until $.state == ready\nget /ready\nend", "/ready"),
            ("retry {{$.n}} every {{$.pause}}\nget /ready\nend", "/ready"),
            ("if $.n > 3\nget /then\nelse\nget /else\nend", "/then"),
            ("if status == 200\nget /then\nend", "/then"), ("if header etag exists\nget /then\nend", "/then"),
            ("post /y r={{token.refresh}} e={{token.expires}}", "<token.expires>"),
            ("post /y s={{response.status}} t={{response.body | upper}}", "<response.body | upper>"),
            ("define f a\nget /{{a.b}}\nend\nf {{$.x}}", "<a.b>"), ("get {{$.a | default \"/d\"}}", "<$.a>"),
            ("token use {{$.token}}\nget /after", "/after"), ("get /y --timeout {{$.n}}\nget /after", "/after"),
        ])
    func standIns(text: String, shown: String) async {
        let dry = await dry(Bench.newFolder(), session: "fresh")
        let failures = await dry.run(Bench.ready + "authorize\nexchange\nget /x\n" + text)
        #expect(failures == [], "\(text)")
        let told = await dry.display.answers.map { "\($0)" }.joined(separator: "\n")
        #expect(told.contains(shown), "\(text)")
        #expect(dry.transport.requests.isEmpty)
    }

    @Test func clientsThatAreCreatedAreToldApart() async throws {
        let dry = await dry(Bench.newFolder(), session: "fresh")
        let add = "provider add test base_url=https://api.example clients_url=https://api.example/clients"
        let text =
            "\(add)\nuse test\nprovider set api_key=k-1-2-3\nclient create One\nclient create Two\nclient use One"
        #expect(await dry.run(text) == [])
        #expect(await dry.workbench.promptState()?.client == "One")
        #expect(
            try await dry.workbench.store().clients(of: "test").map(\.registration.id) == [
                "<client.id>", "<client.id 2>",
            ])
    }

    @Test(
        "A mistake that no answer could put right stays a failure",
        arguments: [
            ("get /{{nothing}}", "no-value"), ("get /{{client.idd}}", "no-value"),
            ("client use Nobody", "unknown-client"),
            ("token use 99", "unknown-token"), ("for x in {{kept}} | $.a\nend", "nothing-found"),
        ])
    func mistakes(text: String, code: String) async {
        let dry = await dry(Bench.newFolder(), session: "fresh")
        let failures = await dry.run(Bench.ready + "set kept = 1\nget /x\n" + text)
        #expect(failures == [code], "\(text)")
    }
}
