import Foundation
import JSONKit
import Testing

@testable import Commands
@testable import Guide
@testable import Workbench

@Suite struct EditorTests {
    private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("scripts/editors")

    /// What is committed is what the tables say; `scripts/editors/generate` writes it anew.
    @Test(arguments: EditorFile.all.map(\.path))
    func theCommittedFileIsTheGeneratedOne(_ path: String) throws {
        let file = try #require(EditorFile.all.first { $0.path == path })
        let text = file.text(.standard)
        let url = folder.appendingPathComponent(path)
        if ProcessInfo.processInfo.environment["KEYWAY_RECORD"] != nil {
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
        let committed = try String(contentsOf: url, encoding: .utf8)
        #expect(committed == text, "run scripts/editors/generate")
        #expect(ProcessInfo.processInfo.environment["KEYWAY_RECORD"] == nil, "recorded; look at what changed")
    }

    /// Every pattern of the grammar compiles, and every command is in it.
    @Test func theGrammarKnowsEveryCommand() throws {
        let json = try JSON(parsing: EditorFile.textMate.text(.standard))
        let pattern = try #require(json["repository"]?["command"]?["begin"]?.string)
        let expression = try NSRegularExpression(pattern: pattern)
        for command in CommandTable.standard.commands {
            let line = "  try \(command.name) x"
            let range = NSRange(line.startIndex..., in: line)
            let match = try #require(expression.firstMatch(in: line, range: range), "\(command.name)")
            #expect((line as NSString).substring(with: match.range(at: 2)) == command.name)
        }
    }
}
