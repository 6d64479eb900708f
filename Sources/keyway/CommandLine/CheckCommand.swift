internal import ArgumentParser
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Terminal
internal import Workbench

/// `keyway check FILE…`: what is wrong with recipes, without running them.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check recipe files without sending anything.",
        discussion: """
            Parses them with the files they include, looks up every name, and warns of what is probably not meant: secrets \
            in the file, captures that nothing uses, expectations that cannot fail. With --output json it prints one JSON \
            list of findings with their places, for editors.

            Exit codes: 0 nothing is wrong; 1 there are warnings, with --strict; 2 a file does not parse, or names what \
            does not exist; 3 a file cannot be read; 64 wrong usage.
            """)

    @OptionGroup var shared: SharedOptions

    @Flag(help: "Fail if there are warnings.")
    var strict = false

    @Argument(help: "The recipes, or folders of them; - is standard input.", completion: .recipes)
    var files: [String]

    func run() async throws {
        let system = System(shared.values())
        let workbench = system.workbench(session: nil, display: system.display()) { _ in nil }
        var findings: [Finding] = []
        for source in try RecipeSources(system).sources(files) { findings += await workbench.check(source) }
        switch shared.output {
        case .text: show(findings, system)
        case .json: system.output.writeLine(JSON(findings.map(\.json)).text())
        }
        system.finish()
        if findings.contains(where: { $0.severity == .error }) { throw ExitCode(2) }
        if strict, !findings.isEmpty { throw ExitCode(1) }
    }

    private func show(_ findings: [Finding], _ system: System) {
        let capabilities = system.output.capabilities
        for finding in findings {
            system.output.write(DiagnosticText(finding.diagnostic, capabilities, finding.severity).text)
        }
        let errors = findings.count { $0.severity == .error }
        let warnings = findings.count - errors
        guard errors + warnings > 0 else { return system.output.writeLine("nothing is wrong") }
        system.output.writeLine("\(counted(errors, "error")), \(counted(warnings, "warning"))")
    }

    private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

extension Finding {
    /// As editors want it: lines and columns count from 1, and the end is behind the last character.
    var json: JSON {
        let range = diagnostic.range.flatMap { range in
            diagnostic.source.map { source in
                JSON(members: [
                    ("start", JSON(position: source.position(of: range.lowerBound))),
                    ("end", JSON(position: source.position(of: range.upperBound))),
                ])
            }
        }
        return JSON(present: [
            ("file", diagnostic.source.map { JSON($0.name) }), ("range", range), ("severity", JSON(severity.rawValue)),
            ("code", JSON(diagnostic.code)), ("message", JSON(diagnostic.message)),
            ("found", diagnostic.found.map { JSON($0) }), ("expected", diagnostic.expected.map { JSON($0) }),
            ("advice", JSON(diagnostic.advice.map { JSON($0) })),
        ])
    }
}

extension JSON {
    fileprivate init(position: (line: Int, column: Int)) {
        self.init(members: [("line", JSON(position.line)), ("column", JSON(position.column))])
    }
}
