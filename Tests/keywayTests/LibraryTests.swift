import Foundation
import Testing

@testable import keyway

/// Every recipe of the library runs as it is.
@Suite(.serialized) struct LibraryTests {
    @Test(arguments: TestRun.recipes)
    func holds(_ name: String) async throws {
        let results = try await TestRun.results("\(TestRun.library)/\(name)")
        #expect(results.map(\.exitCode) == [0], "\(name): \(results.first?.failure ?? "")")
        #expect((results.first?.counts.expectations ?? 0) > 0)
    }

    /// Nothing is sent, and what only an answer could give has a stand-in.
    @Test(arguments: TestRun.recipes)
    func runsDry(_ name: String) async throws {
        let results = try await TestRun.results("\(TestRun.library)/\(name)", "--dry-run")
        #expect(results.map(\.exitCode) == [0], "\(name): \(results.first?.failure ?? "")")
        #expect((results.first?.counts.exchanges ?? 0) > 0)
    }

    @Test func thereAreEnough() { #expect(TestRun.recipes.count >= 12) }

    /// Each says what it teaches and where it runs.
    @Test(arguments: TestRun.recipes)
    func beginsWithWhatItIsAbout(_ name: String) throws {
        let text = try String(contentsOfFile: "\(TestRun.library)/\(name)", encoding: .utf8)
        let header = text.split(separator: "\n").prefix { $0.hasPrefix("#") }.joined(separator: "\n")
        #expect(header.contains("Runs on the sandbox"))
        #expect(header.count > 150)
    }

    /// A recording made with secrets masked replays, and says the same.
    @Test(arguments: ["serika.keyway", "refresh.keyway", "openid.keyway"])
    func replays(_ name: String) async throws {
        let folder = try RecipeFolder()
        let recipe = "\(TestRun.library)/\(name)"
        let live = try await TestRun.results(recipe, "--record", folder.file("run.har"))
        let replayed = try await TestRun.results(recipe, "--offline", folder.file("run.har"))
        #expect(replayed.first?.exitCode == 0, "\(replayed.first?.failure ?? "")")
        #expect(replayed.first?.counts.exchanges == live.first?.counts.exchanges)
        let text = try folder.text("run.har")
        #expect(text.contains("masked-"))
        #expect(text.firstMatch(of: /(secret|at|rt)_[A-Za-z0-9_-]{20}/) == nil)
        #expect(!text.contains("sk-sandbox-ada"))
    }
}
