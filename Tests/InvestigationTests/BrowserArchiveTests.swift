import Answers
import BenchSupport
import Foundation
import JSONKit
import Script
import Testing

@testable import Investigation
@testable import Workbench

/// Archives that Chromium wrote of a single-page application on the sandbox, trimmed and without their secrets; and the
/// same as sanitizers and other browsers would have written them.
@Suite struct BrowserArchiveTests {
    @Test(arguments: [
        ("consent-narrowed", "consent-narrowed", "proved"), ("code-reused", "code-reused", "proved"),
        ("redirect-unregistered", "redirect-uri-unregistered", "likely"),
    ])
    func isJudgedAsWritten(_ name: String, _ cause: String, _ confidence: String) async throws {
        let verdict = try await verdict(Archive(name))
        #expect(verdict?["cause"]?.string == cause)
        #expect(verdict?["confidence"]?.string == confidence)
    }

    /// Pictures that are missing and trackers that were blocked are no part of the flow.
    @Test func ignoresThePageAroundIt() async throws {
        var archive = try Archive("code-reused")
        archive.append("https://app.example/favicon.ico", status: 404, destination: "image")
        archive.append("https://tracker.example/collect", status: 0, destination: "empty")
        #expect(try await verdict(archive)?["cause"]?.string == "code-reused")
    }

    /// What was there is not known, so nothing is proved of it.
    @Test func doesNotTakeARemovedHeaderForAMissingOne() async throws {
        var archive = try Archive("consent-narrowed")
        archive.removeHeaders(["authorization", "cookie", "set-cookie"])
        let verdict = try await verdict(archive)
        #expect(verdict?["cause"]?.string == "consent-narrowed")
        #expect(verdict?["confidence"]?.string == "likely")
    }

    @Test(arguments: ["[authorization redacted]", "redacted", "Bearer [REDACTED]", "***"])
    func doesNotReadAStandInAsACredential(_ standIn: String) async throws {
        var archive = try Archive("consent-narrowed")
        archive.setHeaders("authorization", standIn)
        let verdict = try await verdict(archive)
        #expect(verdict?["cause"]?.string == "consent-narrowed")
        #expect(verdict?["confidence"]?.string == "likely")
    }

    @Test(arguments: ["[redacted]", "redacted", "[code_verifier redacted]"])
    func doesNotHashAStandIn(_ standIn: String) async throws {
        var archive = try Archive("code-reused")
        archive.redact(["code", "code_verifier", "state", "code_challenge"], as: standIn)
        let verdict = try await verdict(archive)
        #expect(verdict?["cause"]?.string == "code-reused")
        #expect(verdict?["confidence"]?.string == "likely")
    }

    /// Firefox writes forms as parameters; other tools leave out the headers that the archive repeats elsewhere.
    @Test func readsWhatStandsBesideTheHeaders() async throws {
        var archive = try Archive("code-reused")
        archive.removeHeaders(["content-type", "location"])
        #expect(try await verdict(archive)?["cause"]?.string == "code-reused")
    }

    /// A body that the browser dropped is no empty body, and no page.
    @Test(arguments: [nil, "[application/json redacted]"])
    func doesNotJudgeABodyThatIsMissing(_ text: String?) async throws {
        var archive = try Archive("code-reused")
        archive.setBodies(text)
        let verdict = try await verdict(archive)
        #expect(verdict?["cause"]?.string == "code-reused")
        #expect(verdict?["confidence"]?.string == "likely")
        #expect(verdict?["sentence"]?.string?.contains("refused") == false)
    }

    /// In a session with nothing chosen the other commands are about what came with the archive.
    @Test func otherCommandsAreAboutIt() async throws {
        let ledger = try await verdict(Archive("consent-narrowed"), asking: "scopes")
        #expect(ledger?.text().contains("granted") == true)
        #expect(try await verdict(Archive("redirect-unregistered"), asking: "scopes") != nil)
        let family = try await verdict(Archive("consent-narrowed"), asking: "token inspect")?["family"]?.elements
        #expect(family?.isEmpty == false)
        #expect(try await verdict(Archive("code-reused"), asking: "trace") != nil)
    }

    private func verdict(_ archive: Archive, asking command: String = "why") async throws -> JSON? {
        let folder = Bench.newFolder()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = folder + "/browser.har"
        try archive.data().write(to: URL(fileURLWithPath: file))
        let bench = try await LiveBench()
        #expect(await bench.run("import har \(file)\n\(command)") == [])
        let verdict = await bench.display.answers.last?.json
        await bench.stop()
        return verdict
    }
}

/// An archive that a test changes as a tool would.
private struct Archive {
    private var entries: [[String: Any]]

    init(_ name: String) throws {
        let file = try #require(
            Bundle.module.url(forResource: name, withExtension: "har", subdirectory: "Archives"))
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        entries = try #require((json?["log"] as? [String: Any])?["entries"] as? [[String: Any]])
    }

    func data() throws -> Data {
        try JSONSerialization.data(withJSONObject: ["log": ["version": "1.2", "entries": entries]])
    }

    mutating func append(_ url: String, status: Int, destination: String) {
        entries.append([
            "startedDateTime": "2099-01-01T00:00:00.000Z", "time": 1,
            "request": [
                "method": "GET", "url": url, "headers": [["name": "Sec-Fetch-Dest", "value": destination]],
            ],
            "response": ["status": status, "headers": [[String: String]](), "content": ["size": 0]],
        ])
    }

    mutating func removeHeaders(_ names: Set<String>) {
        changeHeaders { $0.filter { !names.contains($0["name"]?.lowercased() ?? "") } }
    }

    mutating func setHeaders(_ name: String, _ value: String) {
        changeHeaders { $0.map { $0["name"]?.lowercased() == name ? ["name": name, "value": value] : $0 } }
    }

    /// Puts one text in the place of each value of these parameters, in URLs and in forms.
    mutating func redact(_ names: [String], as standIn: String) {
        let pattern = "([?&\"])(\(names.joined(separator: "|")))=[^&\"]+"
        let escaped = standIn.replacingOccurrences(of: " ", with: "%20")
        change { text in
            text.replacingOccurrences(of: pattern, with: "$1$2=\(escaped)", options: .regularExpression)
        }
    }

    /// Nil leaves the token endpoint's bodies out.
    mutating func setBodies(_ text: String?) {
        for index in entries.indices where isTokenRequest(entries[index]) {
            var response = entries[index]["response"] as? [String: Any] ?? [:]
            var content = response["content"] as? [String: Any] ?? [:]
            content["text"] = text
            response["content"] = content
            entries[index]["response"] = response
        }
    }

    private func isTokenRequest(_ entry: [String: Any]) -> Bool {
        ((entry["request"] as? [String: Any])?["url"] as? String)?.hasSuffix("/oauth/token") == true
    }

    private mutating func changeHeaders(_ change: ([[String: String]]) -> [[String: String]]) {
        for index in entries.indices {
            for side in ["request", "response"] {
                guard var message = entries[index][side] as? [String: Any] else { continue }
                message["headers"] = change(message["headers"] as? [[String: String]] ?? [])
                entries[index][side] = message
            }
        }
    }

    private mutating func change(_ change: (String) -> String) {
        let options: JSONSerialization.WritingOptions = [.withoutEscapingSlashes]
        guard let data = try? JSONSerialization.data(withJSONObject: entries, options: options),
            let text = String(data: data, encoding: .utf8),
            let changed = try? JSONSerialization.jsonObject(with: Data(change(text).utf8)) as? [[String: Any]]
        else { return }
        entries = changed
    }
}
