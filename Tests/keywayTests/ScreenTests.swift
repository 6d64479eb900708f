import Foundation
import Testing

/// The prompt as a person at a terminal meets it: each file is a play that must go, and look, as it is written down.
///
/// `KEYWAY_RECORD=1` writes the files anew; such a run fails all the same, so that nobody leaves it on.
@Suite(.serialized) struct ScreenTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens")

    private static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".screen") }.map { String($0.dropLast(7)) }.sorted()
    }()

    @Test func filesAreThere() { #expect(Self.names.count >= 3) }

    @Test(arguments: names) func looksAsDrawn(_ name: String) async throws {
        let file = Self.folder.appending(path: "\(name).screen")
        let drawn = try String(contentsOf: file, encoding: .utf8)
        let home = try TemporaryFolder()
        let replayed = try await ScreenPlay(drawn).replayed(home: home.path)
        if ProcessInfo.processInfo.environment["KEYWAY_RECORD"] == "1" {
            try Data(replayed.utf8).write(to: file)
            Issue.record("recorded \(name).screen")
        } else {
            #expect(replayed == drawn)
        }
    }
}
