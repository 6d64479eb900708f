import Answers
import BenchSupport
import Foundation
import HTTPMessage
import JSONKit
import Session
import Testing

@testable import Investigation
@testable import Workbench

/// The rules on what went well.
@Suite struct SuccessTests {
    static let recipes: [URL] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../recipes")
        let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        // A recipe that reads a file beside it is run where that file is.
        return (files ?? []).filter { $0.pathExtension == "keyway" && !needsData($0) }.sorted { $0.path < $1.path }
    }()

    private static func needsData(_ recipe: URL) -> Bool {
        ((try? String(contentsOf: recipe, encoding: .utf8)) ?? "").contains("@data/")
    }

    @Test(arguments: recipes) func nothingIsWrongWithWhatWentWell(_ recipe: URL) async throws {
        let bench = try await LiveBench()
        #expect(await bench.run(try String(contentsOf: recipe, encoding: .utf8)) == [])
        for entry in try await bench.workbench.store().exchanges(last: 1000) {
            let failure = try await bench.workbench.store().failure(ofExchange: entry.number)
            guard failure == nil, (entry.exchange.response?.status ?? 500) < 400 else { continue }
            let verdict = await bench.value(of: "why \(entry.number)")
            let isError = entry.exchange.response?.headers["Location"]?.contains("error=") == true
            #expect(isError || verdict?["nothing_wrong"]?.bool == true, "\(entry.number): \(verdict?.text() ?? "")")
        }
        await bench.stop()
    }

    /// What recipes provoke on purpose is told too; a recipe knows no better than the session.
    @Test(arguments: recipes) func whatWasRefusedOnPurposeIsTold(_ recipe: URL) async throws {
        let bench = try await LiveBench()
        #expect(await bench.run(try String(contentsOf: recipe, encoding: .utf8)) == [])
        var untold: [Int64] = []
        for entry in try await bench.workbench.store().exchanges(last: 1000) {
            guard let status = entry.exchange.response?.status, status == 401 || status == 403 else { continue }
            let verdict = await bench.value(of: "why \(entry.number)")
            if verdict?["cause"]?.string == nil { untold.append(entry.number) }
        }
        #expect(untold == [])
        await bench.stop()
    }

    @Test func aSessionWithoutFailuresSaysSo() async throws {
        let bench = try await LiveBench()
        #expect(await bench.run("client create App scope=profile\nauthorize --as ada\nexchange\nwhy") == [])
        #expect(await bench.display.answers.last?.json?["nothing_wrong"]?.bool == true)
        await bench.stop()
    }
}
