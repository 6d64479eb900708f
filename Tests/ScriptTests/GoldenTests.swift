import Diagnostics
import FoundationEssentials
import Script
import Testing

/// Sets of files: a script with mistakes, and the diagnostics that it must give, to the letter.
///
/// `KEYWAY_RECORD=1` writes the `.expected` files anew; such a run fails all the same, so that nobody leaves it on.
@Suite struct GoldenTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    private static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".keyway") }.map { String($0.dropLast(7)) }.sorted()
    }()

    @Test func filesAreThere() { #expect(Self.names.count > 20) }

    @Test(arguments: names) func diagnostics(_ name: String) async throws {
        let text = try String(contentsOf: Self.folder.appending(path: "\(name).keyway"), encoding: .utf8)
        let source = ScriptSource(.recipe(path: "\(name).keyway"), text: text)
        let report = await Self.failures(of: source).map(\.report).joined(separator: "\n")
        let file = Self.folder.appending(path: "\(name).expected")
        if ProcessInfo.processInfo.environment["KEYWAY_RECORD"] == "1" {
            try Data(report.utf8).write(to: file)
            Issue.record("recorded \(name).expected")
        } else {
            #expect(try report == String(contentsOf: file, encoding: .utf8))
        }
    }

    private static func failures(of source: ScriptSource) async -> [Diagnostic] {
        do throws(ScriptRejection) {
            let script = try Script.parse(source, vocabulary: .test, library: TestLibrary())
            return await Interpreter(host: TestHost(), vocabulary: .test, keepsGoing: true).run(script)
        } catch {
            return error.diagnostics
        }
    }
}

extension Diagnostic {
    /// All four parts as plain text.
    fileprivate var report: String {
        var lines = ["\(kind): \(message) [\(code)]"]
        if let place, let source {
            let before = place.lineText.prefix(place.column - 1)
            let indentation = String(before.map { $0 == "\t" ? "\t" : " " })
            lines.append("  at \(source.name):\(place.line):\(place.column)")
            lines.append("  | \(place.lineText)")
            lines.append("  | \(indentation)\(String(repeating: "^", count: place.length))")
        }
        if let found { lines.append("  found: \(found)") }
        if let expected { lines.append("  expected: \(expected)") }
        lines += differences.map { "  differs: \($0.text)" }
        lines += advice.map { "  try: \($0)" } + ["  exit \(exitCode)"]
        return lines.joined(separator: "\n") + "\n"
    }
}
