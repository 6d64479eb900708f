import JSONKit
import Testing

@testable import Plugins

/// Who writes a manifest learns all that is wrong with it at once.
@Suite struct ManifestTests {
    private func fault(_ json: JSON) -> PluginError? {
        do throws(PluginError) {
            _ = try PluginManifest(json: json)
            return nil
        } catch {
            return error
        }
    }

    @Test func everyFaultIsNamed() throws {
        let error = try #require(
            fault([
                "name": "1", "version": "one", "hooks": ["request", "everything"], "needs": [["kind": "x"]],
                "providers": [["name": "a"]],
                "commands": [
                    ["name": "a", "operands": [["name": "n", "type": "date"], ["summary": "x"]]], ["name": "b c"],
                ],
            ]))
        #expect(error.message == "the plugin's manifest has 8 faults")
        #expect(
            error.advice.map { String($0.prefix { $0 != " " }) } == [
                "name", "version", "commands[0].operands[0].type", "commands[0].operands[1].name", "commands[1].name",
                "providers[0]", "hooks[1]", "needs[0].secret",
            ])
    }

    @Test func tooMuchIsCounted() throws {
        let commands = JSON((0..<201).map { ["name": JSON("c\($0)")] as JSON })
        let error = try #require(fault(["name": "a", "version": "1.0.0", "commands": commands]))
        #expect(error.message == "the plugin's manifest has no usable commands")
        #expect(error.advice == ["commands wants at most 200 entries, and has 201"])
    }

    @Test func manyFaultsAreNotAllShown() throws {
        let error = try #require(fault(["name": "a", "version": "1.0.0", "hooks": JSON((0..<50).map { JSON($0) })]))
        #expect(error.advice.count == 21)
        #expect(error.advice.last == "and 30 more")
    }
}
