import BenchSupport
import Diagnostics
import Foundation
import HTTPMessage
import JSONKit
import Script
import Testing

@testable import Commands
@testable import Debugging
@testable import Workbench

/// One door to the network: what holds for a call holds for everything that is sent.
@Suite struct ExchangerTests {
    private static let marking = "plugin p 1.0.0\non request\n  change X-Signed:yes\nend\n"
    private static let ok = HTTPResponse.json(["a": 1])

    /// A session with a token, and a plugin that marks each request.
    private func bench(_ answers: [HTTPResponse], keepsPictures: Bool = false) async throws -> Bench {
        let bench = await Bench([.tokens] + answers, folder: Bench.newFolder() + "/s", keepsPictures: keepsPictures)
        try await bench.added(Self.marking)
        #expect(await bench.run("authorize\nexchange") == [])
        return bench
    }

    @Test func hooksAreAskedOfEveryRequest() async throws {
        let redirect = HTTPResponse(status: 302, headers: [HTTPHeader("Location", "/there")])
        let cases: [(String, [HTTPResponse])] = [
            ("get /x", [Self.ok]), ("get /x --follow", [redirect, Self.ok]),
            ("get /x\nscopes probe", [Self.ok, Self.ok]),
            ("import curl 'curl https://other.example/x'", [Self.ok]),
            ("try provider discover https://issuer.example", [Self.ok, Self.ok]),
            (
                "try get /x\nwhy --prove --yes",
                [.json(["error": "invalid_token"], status: 401), Self.ok, Self.ok, Self.ok]
            ),
            ("refresh", [.tokens]), ("revoke", [Self.ok]), ("userinfo", [.json(["sub": "u"])]),
        ]
        for (text, answers) in cases {
            let bench = try await bench(answers)
            _ = await bench.run(text)
            let requests = bench.transport.requests.dropFirst()
            #expect(requests.count >= answers.count.clamped(to: 1...2), "\(text)")
            #expect(requests.allSatisfy { $0.headers["X-Signed"] == "yes" }, "\(text)")
        }
    }

    @Test func hooksAreAskedOfPictures() async throws {
        let png = HTTPResponse(
            status: 200, headers: [HTTPHeader("Content-Type", "image/png")],
            body: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1])
        let named = HTTPResponse.json(["data": [["url": "https://images.example/1.png"]]])
        let bench = try await bench([named, png], keepsPictures: true)
        #expect(await bench.run("post /images prompt=x") == [])
        #expect(bench.transport.requests.suffix(2).map(\.headers["X-Signed"]) == ["yes", "yes"])
    }

    @Test func nothingIsSentForAPreview() async throws {
        let bench = try await bench([Self.ok])
        await bench.run("get /x")
        let sent = bench.transport.requests.count
        for command in CommandTable.standard.commands where command.traits.effect == .sends {
            let line = command.examples.first ?? command.name
            let source = ScriptSource(.commandLine, text: line)
            guard let call = try? await bench.workbench.call(source) else { continue }
            let evaluator = Evaluator(
                host: bench.workbench, vocabulary: bench.workbench.vocabulary, source: source)
            guard let invocation = try? await evaluator.invocation(of: call, mayFail: false) else { continue }
            _ = await bench.workbench.preview(of: invocation)
            #expect(bench.transport.requests.count == sent, "a preview of \(command.name) was sent")
        }
    }

    @Test func nothingIsSentInADryRun() async throws {
        let bench = await Bench([Self.ok], session: nil, change: { $0.network = .dry })
        await bench.run(Bench.ready)
        for command in CommandTable.standard.commands {
            for example in command.examples { await bench.run(example) }
        }
        #expect(bench.transport.requests.isEmpty)
    }

    @Test func stagesStandInOneList() {
        #expect(
            Exchanger.stages.map(\.name) == [
                "reach of secrets", "request hooks", "masks", "proof", "preview", "dry run", "send", "record",
                "learn for the next proof", "show what was not sent", "failure hooks", "response hooks",
            ])
    }
}

extension Int {
    fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
