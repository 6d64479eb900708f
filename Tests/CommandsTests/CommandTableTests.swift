import BenchSupport
import Diagnostics
import HTTPMessage
import Investigation
import JSONKit
import OAuthCore
import Providers
import Script
import Session
import Testing

@testable import Commands
@testable import Guide
@testable import Workbench

@Suite struct CommandTableTests {
    @Test func everyExampleParses() {
        for command in CommandTable.standard.commands {
            #expect(!command.examples.isEmpty, "\(command.name) has no example")
            for example in command.examples {
                #expect(throws: Never.self, "\(command.name): \(example)") {
                    try Script.parse(
                        ScriptSource(.recipe(path: command.name), text: example),
                        vocabulary: CommandTable.standard.vocabulary)
                }
            }
        }
    }

    @Test func namesAndOptionsAreUnique() {
        let commands = CommandTable.standard.commands
        #expect(Set(commands.map(\.name)).count == commands.count)
        for command in commands {
            let options = command.shape.options.map(\.name)
            #expect(Set(options).count == options.count, "\(command.name) has an option twice")
            #expect(!command.summary.hasSuffix("."))
        }
    }

    @Test func helpKnowsEveryCommand() async {
        let bench = await Bench()
        for command in CommandTable.standard.commands {
            #expect(await bench.run("help \(command.name)") == [])
        }
        for topic in HelpText.topics { #expect(await bench.run("help \(topic.name)") == []) }
        #expect(await bench.run("help nothing-of-the-kind") == ["unknown-topic"])
    }

    @Test func queriesLookAtTheLastExchange() async {
        let answer = HTTPResponse(
            status: 201, reason: "Created",
            headers: [HTTPHeader("X-A", "1"), HTTPHeader("x-a", "2"), HTTPHeader("Set-Cookie", "sid=v; Path=/")],
            body: Array(#"{"n":[1,2]}"#.utf8))
        let bench = await Bench([answer])
        let checks = """
            get /x
            expect status == 201
            expect header x-a == "1, 2"
            expect header missing not exists
            expect cookie sid == v
            expect body contains n
            expect time >= 0
            expect url endsWith /x
            expect $.n | count == 2
            expect error not exists
            expect {{response.status}} == 201
            """
        #expect(await bench.run(Bench.ready + checks) == [])
    }

    @Test func valuesAndFunctions() async {
        let bench = await Bench()
        #expect(
            await bench.run(
                Bench.ready + "expect {{uuid}} isUUID\nexpect {{now}} == 1795478645\nexpect {{client.id}} == my-client")
                == [])
        #expect(
            await bench.run("expect {{env.SECRET}} == from-the-environment\nexpect {{provider.name}} == test") == [])
        #expect(await bench.run("set z={{clinet.id}}") == ["no-value"])
        #expect(
            await bench.run(
                "set a = 1\nset b=2\nset c:=[3]\nset d=@x\nexpect {{c}} == [3]\nexpect {{d}} == from-a-file-x") == [])
        #expect(await bench.run("set client = 1") == ["variable-name"])
        #expect(await bench.run("unset a b\nexpect {{a | default none}} == none") == [])
    }

    @Test func anIssuerIsCalledByAsMuchOfItsURLAsIsNeeded() {
        func provider(_ name: String, _ issuer: String) -> Provider {
            Provider(name: name, title: name, baseURL: issuer, server: AuthorizationServer(issuer: issuer))
        }
        let known = [provider("a.example", "https://a.example/one"), provider("mine", "http://127.0.0.1:1/x")]
        for (issuer, name) in [
            ("https://b.example/", "b.example"), ("https://a.example/one", "a.example"),
            ("https://a.example/two/x", "a.example-two-x"), ("http://127.0.0.1:1/x", "mine"),
            ("HTTPS://C.example:8443", "c.example:8443"), ("http://127.0.0.1:2/x", "127.0.0.1:2"),
        ] {
            #expect(Provider.freeName(for: issuer, among: known) == name)
        }
    }

    @Test func whatWasAddedCanBeForgotten() async throws {
        let bench = await Bench()
        #expect(await bench.run(Bench.ready + "client remove my-client\nprovider remove test") == [])
        #expect(await bench.workbench.selection.provider == "sandbox")
        #expect(try await bench.workbench.store().clients(of: "test") == [])
        #expect(await bench.run("provider remove test") == ["unknown-provider"])
        #expect(await bench.run("client remove my-client") == ["unknown-client"])
    }

    @Test func providersSurviveTheirJSON() throws {
        for preset in ProviderPreset.all {
            let provider = preset.provider("https://x.example/v1")
            #expect(Provider(json: try JSON(parsing: provider.json.text())) == provider)
        }
    }
}
