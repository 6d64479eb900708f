import Answers
import BenchSupport
import Diagnostics
import Foundation
import HTTPMessage
import JSONKit
import Script
import Testing

@testable import Commands
@testable import Workbench

@Suite struct ExportTests {
    private let flow = Bench.ready + "authorize\nexchange\nget /things\n"

    private func shown(_ bench: Bench) async -> String {
        guard case .text(let text)? = await bench.display.answers.last else { return "" }
        return text
    }

    @Test func secretsAreLeftToVariables() async {
        let bench = await Bench([.tokens, .json(["a": 1])])
        #expect(await bench.run(flow + "export curl") == [])
        #expect(await shown(bench).contains("'Authorization: Bearer '\"${ACCESS_TOKEN:?}\""))
        #expect(await bench.run("export hurl 2") == [])
        #expect(await shown(bench).contains("Authorization: Bearer {{access_token}}"))
        #expect(await bench.run("export curl --reveal") == [])
        #expect(await shown(bench).contains("Bearer access-token-1"))
    }

    @Test func aSessionBecomesAFileThatOnlyItsOwnerReads() async throws {
        let bench = await Bench([.tokens, .json(["a": 1])])
        let file = bench.folder + "/out/all.har"
        #expect(await bench.run(flow + "export har all --to \(file)") == [])
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(!text.contains("access-token-1") && !text.contains("s3cret-value-1"))
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try JSON(parsing: text)["log"]?["entries"]?.count == 2)
    }

    @Test func mistakesAreNamed() async {
        let bench = await Bench()
        #expect(await bench.run("export pdf") == ["export-format"])
        #expect(await bench.run("export curl") == ["no-exchange"])
        #expect(await bench.run("export curl 99") == ["unknown-exchange"])
        #expect(await bench.run("import curl 'wget https://x.example'") == ["curl-command"])
        #expect(await bench.run("import curl 'curl --warp https://x.example'") == ["curl-option"])
        #expect(await bench.run("import har x.har") == ["har"])
    }

    @Test func anImportedCommandIsSentAsItStands() async {
        let bench = await Bench([.json(["ok": true])])
        #expect(
            await bench.run(#"import curl "curl https://other.example/x -H 'X-A: b' -u me:password-1 -d 'a=b c'""#)
                == [])
        let request = bench.transport.requests.first
        #expect(request?.method == "POST")
        #expect(request?.url == "https://other.example/x")
        #expect(request?.headers["Authorization"] == "Basic bWU6cGFzc3dvcmQtMQ==")
        #expect(request?.body == Array("a=b c".utf8))
        #expect(await bench.run("expect $.ok == true") == [])
    }

    /// It is shown as a command that can be typed, without its secret.
    @Test func anImportedCommandCanBeShownInstead() async throws {
        let bench = await Bench()
        #expect(
            await bench.run(
                #"import curl "curl https://other.example/x?a=b -H 'Authorization: Bearer token-12345678' -L" --print"#)
                == [])
        let line = await shown(bench)
        #expect(
            line
                == "get https://other.example/x?a=b --no-token --follow Authorization:\"Bearer {{env.CREDENTIAL}}\"")
        #expect(throws: Never.self) {
            try Script.parse(ScriptSource(.commandLine, text: line), vocabulary: CommandTable.standard.vocabulary)
        }
        #expect(bench.transport.requests.isEmpty)
    }
}
