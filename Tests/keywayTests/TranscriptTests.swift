import Foundation
import Testing

/// The program as its users meet it: each file is a shell session that must go as it is written down.
///
/// `KEYWAY_RECORD=1` writes the files anew; such a run fails all the same, so that nobody leaves it on.
@Suite(.serialized) struct TranscriptTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Transcripts")

    private static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".console") }.map { String($0.dropLast(8)) }.sorted()
    }()

    @Test func filesAreThere() { #expect(Self.names.count >= 5) }

    @Test(arguments: names) func goesAsWritten(_ name: String) async throws {
        let file = Self.folder.appending(path: "\(name).console")
        let written = try String(contentsOf: file, encoding: .utf8)
        let home = try TemporaryFolder()
        let replayed = try await Transcript(written).replayed(home: home.path)
        if ProcessInfo.processInfo.environment["KEYWAY_RECORD"] == "1" {
            try Data(replayed.utf8).write(to: file)
            Issue.record("recorded \(name).console")
        } else {
            #expect(replayed == written)
        }
    }
}
