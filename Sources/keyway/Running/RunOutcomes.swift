internal import ArgumentParser
internal import Diagnostics
internal import HTTPMessage
internal import Interchange
internal import JSONKit
internal import Reports
internal import Terminal
internal import Workbench

/// What is done when all recipes have ended: reports, the recording, the summary, the exit code.
struct RunOutcomes {
    private let system: System
    private let plan: RunPlan
    private let results: [RecipeResult]
    private let startedAt: Int64

    init(_ system: System, _ plan: RunPlan, _ results: [RecipeResult], startedAt: Int64) {
        self.system = system
        self.plan = plan
        self.results = results
        self.startedAt = startedAt
    }

    func finish() throws {
        try checkSteps()
        try writeReports()
        try writeRecording()
        plan.replay?.sayUnused(system)
        if system.options.output == .text, results.count > 1 { summarize() }
        system.finish()
        if let first = results.first(where: { $0.exitCode != 0 }) { throw ExitCode(first.exitCode) }
        try system.checkOutput()
    }

    /// That no recipe at all has the steps that were asked for is a mistake of the command line.
    private func checkSteps() throws {
        guard !plan.selection.isEverything, !results.isEmpty, results.allSatisfy({ $0.outcome == .skipped }) else {
            return
        }
        let selection = plan.selection
        let names =
            selection.only + [selection.from, selection.to].compactMap { $0 } + selection.tags.map { "--tag \($0)" }
        system.failed(
            "no recipe has a step “\(names.joined(separator: "”, “"))”",
            advice: "give a step's title, a part of it, or --tag with one of its tags")
        system.finish()
        throw ExitCode(64)
    }

    private func writeReports() throws {
        guard !plan.reports.isEmpty else { return }
        let report = RunReport(
            startedAt: startedAt, duration: system.clock() - startedAt, recipes: results.compactMap(\.report),
            version: Release.version)
        for order in plan.reports { try saved { () throws(Diagnostic) in try order.write(report, with: system.files) } }
    }

    private func writeRecording() throws {
        guard let file = plan.recording else { return }
        let text = HARWriter.document(results.flatMap(\.recorded)).text(.pretty) + "\n"
        try saved { () throws(Diagnostic) in try system.files.write(Array(text.utf8), to: file) }
    }

    private func saved(_ write: () throws(Diagnostic) -> Void) throws {
        do throws(Diagnostic) {
            try write()
        } catch {
            system.failed(error.message, advice: error.advice.first ?? "")
            system.finish()
            throw ExitCode(3)
        }
    }

    // MARK: The summary

    private func summarize() {
        let capabilities = system.output.capabilities
        let bad = results.filter { $0.exitCode != 0 }
        if results.count <= 50 || !bad.isEmpty {
            let rows = (results.count <= 50 ? bad + results.filter { $0.exitCode == 0 } : bad).map {
                row($0, capabilities)
            }
            let columns = [
                Table.Column(""), Table.Column("recipe"), Table.Column("steps", alignment: .right),
                Table.Column("requests", alignment: .right), Table.Column("held", alignment: .right),
                Table.Column("ms", alignment: .right), Table.Column(bad.isEmpty ? "" : "first failure"),
            ]
            system.output.writeLine("")
            for line in Table(columns, rows: rows).draw(capabilities) { system.output.writeLine(line) }
        }
        system.output.writeLine("\n" + total(bad.count, capabilities))
    }

    private func row(_ result: RecipeResult, _ capabilities: TerminalCapabilities) -> [Table.Cell] {
        let (mark, style): (String, Style) =
            switch result.outcome {
            case .passed: ("passed", .success)
            case .failed, .error: ("failed", .error)
            case .skipped: ("skipped", .dim)
            }
        let numbers = [result.counts.steps, result.counts.exchanges, result.counts.expectations, Int(result.duration)]
        return [Table.Cell(mark, style: style), Table.Cell(result.name)] + numbers.map { Table.Cell("\($0)") }
            + [Table.Cell(result.failure ?? "")]
    }

    private func total(_ bad: Int, _ capabilities: TerminalCapabilities) -> String {
        let counts = results.map(\.counts).reduce(RecipeCounts(), +)
        let skipped = results.count { $0.outcome == .skipped }
        let verdict =
            bad == 0
            ? capabilities.paint("passed", .success) + " \((results.count - skipped).counted("recipe"))"
            : capabilities.paint("failed", .error) + " \(bad) of \(results.count.counted("recipe"))"
        let rest = skipped == 0 ? "" : " (\(skipped) skipped)"
        return "\(verdict)\(rest): \(counts.words), in \(system.clock() - startedAt) ms"
    }
}
