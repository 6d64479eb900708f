import Diagnostics
import Script
import Testing

@testable import Commands
@testable import Workbench

@Suite struct StepSelectionTests {
    private func titles(_ change: (inout StepSelection) -> Void) throws -> [String]? {
        let text =
            "set x = 1\nstep \"One\" --tag a\nset y = 1\nstep \"Two\"\nset y = 1\nstep \"One more\" --tag b\nset y = 1"
        let script = try Script.parse(
            ScriptSource(.commandLine, text: text), vocabulary: CommandTable.standard.vocabulary)
        var selection = StepSelection()
        change(&selection)
        return selection.applied(to: script).map { kept in kept.steps.map(kept.title) }
    }

    @Test func choosesByTitlePartAndTag() throws {
        #expect(try titles { _ in } == ["One", "Two", "One more"])
        #expect(try titles { $0.only = ["one"] } == ["One"])
        #expect(try titles { $0.only = ["MORE", "two"] } == ["Two", "One more"])
        #expect(try titles { $0.from = "two" } == ["Two", "One more"])
        #expect(try titles { $0.to = "two" } == ["One", "Two"])
        #expect(try titles { $0.tags = ["b", "a"] } == ["One", "One more"])
        #expect(
            try titles {
                $0.tags = ["b"]; $0.to = "two"
            } == nil)
        #expect(try titles { $0.only = ["nothing"] } == nil)
    }

    @Test func whatStandsBeforeTheStepsStays() throws {
        let script = try Script.parse(
            ScriptSource(.commandLine, text: "set x = 1\nstep \"One\"\nset y = 1"),
            vocabulary: CommandTable.standard.vocabulary)
        #expect(script.keeping(steps: []).statements.count == 1)
    }
}
