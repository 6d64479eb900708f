import BenchSupport
import HTTPMessage
import Script
import Testing

@testable import Commands
@testable import Completing
@testable import Workbench

@Suite struct CompletionTests {
    private func texts(_ line: String, on bench: Bench) async -> [String] {
        await bench.workbench.completions(of: line).candidates.map(\.text)
    }

    @Test func everyKindOfTheTableHasASource() {
        let kinds = CommandTable.standard.commands.flatMap { command in
            command.shape.operands.map(\.completes) + command.shape.options.map(\.completes)
                + command.shape.items.map(\.completes)
        }
        for kind in Set(kinds.compactMap { $0 }) where kind != .secret {
            #expect(CommandTable.standard.source(of: kind) != nil, "\(kind.rawValue) has no source")
        }
        #expect(Set(CompletionSource.all.map(\.kind)).count == CompletionSource.all.count)
    }

    @Test func contextDecides() async {
        let bench = await Bench()
        await bench.run(Bench.ready + "client add other name=\"My Other\"\nclient use my-client\nset word = hello")
        #expect(await texts("cli", on: bench) == ["client"])
        #expect(await texts("client us", on: bench) == ["use"])
        #expect(await texts("try client us", on: bench) == ["use"])
        #expect(await texts("client use M", on: bench) == ["my-client", "\"My Other\""])
        #expect(await texts("client use \"My O", on: bench) == ["\"My Other\""])
        #expect(await texts("authorize sc", on: bench) == ["scope="])
        #expect(await texts("authorize scope=", on: bench) == ["read", "write"])
        #expect(await texts("authorize scope=\"read w", on: bench) == ["write"])
        #expect(await texts("authorize scope=\"read r", on: bench) == [])
        #expect(await texts("authorize -sta", on: bench) == ["-state"])
        #expect(await texts("authorize --ma", on: bench) == ["--manual", "--max-size"])
        #expect(await texts("use ", on: bench).contains("test"))
        #expect(await texts("unset w", on: bench) == ["word"])
        #expect(await texts("get /x Acc", on: bench) == ["Accept:", "Accept-Language:"])
        #expect(await texts("set x = {{client.i", on: bench) == ["client.id"])
        #expect(await texts("set x = {{client.id | base64url_d", on: bench) == ["base64url_decode"])
        #expect(await texts("expect status startsW", on: bench) == ["startsWith"])
        #expect(await texts("if status not exi", on: bench) == ["exists"])
        #expect(await texts("show stat", on: bench) == ["status"])
        #expect(await texts("$.a | upp", on: bench) == ["upper"])
        #expect(await texts("watch 2s token li", on: bench) == ["list"])
        #expect(await texts("config hints o", on: bench) == ["on", "off"])
        #expect(await texts("help oauth dp", on: bench) == ["DPoP"])
        #expect(await texts("# cli", on: bench) == [])
        #expect(await texts("nonsense x", on: bench) == [])
    }

    @Test func noLineMakesItFail() async {
        let bench = await Bench()
        let lines = [
            "{{", "{{ | ", "\"", "'", "a='", "$[", "$.a[?(@ ", "--", "-", "=", "=@", "a:=", "try", "if",
            "retry 3 until ",
        ]
        for line in lines {
            for prefix in ["", "get ", "authorize ", "expect ", "show "] {
                let found = await bench.workbench.completions(of: prefix + line)
                #expect(found.range.upperBound <= (prefix + line).count)
            }
        }
    }

    @Test func hintsSayWhatIsLeft() {
        let hint = UsageHint(CommandTable.standard.vocabulary)
        #expect(hint.text(for: "client use") == " CLIENT")
        #expect(hint.text(for: "client use ") == "CLIENT")
        #expect(hint.text(for: "client use x") == "")
        #expect(hint.text(for: "authorize --as ") == "USER")
        #expect(hint.text(for: "token use ") == "NUMBER")
        #expect(hint.text(for: "nonsense") == "")
        #expect(hint.text(for: "client use \"My") == "")
    }
}
