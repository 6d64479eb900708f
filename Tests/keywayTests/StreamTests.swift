import Foundation
import Testing

/// A streamed body at the prompt.
@Suite struct StreamTests {
    @Test func whatHasComeIsShownBeforeTheRestIs() async throws {
        let home = try TemporaryFolder()
        let window = try TerminalWindow("hostile keyway", columns: 80, rows: 24, home: home.path)
        try await window.waitForPrompt("sandbox>")
        try await window.type("get {{env.SERVER}}/drip --stream")
        try window.press("Enter")
        try await window.wait(for: "the first drop")
        // The server says nothing more before the file is there.
        #expect(try !window.screen().contains { $0.contains("the last drop") })
        #expect(try window.screen().last?.hasSuffix("sandbox>") == false)
        try Data().write(to: URL(filePath: home.path + "/go"))
        try await window.wait(for: "the last drop")
        try await window.waitForPrompt("sandbox>")
    }
}
