import ArgumentParser
import Foundation
import Script

@testable import keyway

/// `keyway run` without a process of its own.
enum TestRun {
    static func results(
        _ arguments: String...,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) async throws -> [RecipeResult] {
        let command = try RunCommand.parse(["--quiet"] + arguments)
        let system = System(command.shared.values(limitsRun: true), sleep: sleep)
        let plan = try RunPlan(command, system)
        let recipes = try RecipeFiles(system).recipes(command.files, shard: command.shard, times: command.repeat)
        let results = await RunPool(system, plan, jobs: command.jobs, seconds: command.shared.timeout).run(recipes)
        if plan.recording != nil || !plan.reports.isEmpty {
            try? RunOutcomes(system, plan, results, startedAt: system.clock()).finish()
        }
        return results
    }

    /// The repository's own recipes.
    static let library: String = {
        let here = URL(fileURLWithPath: #filePath)
        return here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("recipes").path
    }()

    static var recipes: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: library)) ?? []
        return names.filter { $0.hasSuffix(".keyway") }.sorted()
    }
}

/// A folder that is gone with the test.
final class RecipeFolder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("keyway-run-\(UUID().uuidString)").path

    init(_ recipes: [String: String] = [:]) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in recipes { try text.write(toFile: file(name), atomically: true, encoding: .utf8) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func text(_ name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }
}
