internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Terminal
internal import Workbench

/// Each answer as one JSON document on a line of standard output; failures likewise on standard error.
actor JSONDisplay: Display {
    private let output: TerminalOutput
    private let errors: TerminalOutput

    init(output: TerminalOutput, errors: TerminalOutput) {
        self.output = output
        self.errors = errors
    }

    func show(_ answer: Answer, of call: CommandContext) {
        guard let json = answer.json else { return }
        output.write(bytes: (json.text() + "\n").utf8)
        output.flush()
    }

    func stepBegan(_ title: String) {}

    func failed(_ failure: Diagnostic, allowed: Bool) {
        let place = failure.place.map { place in
            JSON(members: [
                ("source", JSON(failure.source?.name ?? "")), ("line", JSON(place.line)),
                ("column", JSON(place.column)),
            ])
        }
        let error = JSON(present: [
            ("kind", JSON(failure.kind.rawValue)), ("code", JSON(failure.code)), ("message", JSON(failure.message)),
            ("found", failure.found.map { JSON($0) }), ("expected", failure.expected.map { JSON($0) }),
            ("differences", differences(of: failure)),
            ("advice", JSON(failure.advice.map { JSON($0) })), ("place", place), ("allowed", JSON(allowed)),
        ])
        output.flush()
        errors.write(bytes: (JSON(members: [("error", error)]).text() + "\n").utf8)
        errors.flush()
    }

    /// Nil where there are none; a bare nil would be a JSON null.
    private func differences(of failure: Diagnostic) -> JSON? {
        guard !failure.differences.isEmpty else { return Optional<JSON>.none }
        return JSON(failure.differences.map(json))
    }

    private func json(_ difference: Difference) -> JSON {
        JSON(members: [
            ("path", JSON(difference.path)), ("found", JSON(difference.found)), ("expected", JSON(difference.expected)),
        ])
    }

    func streamed(_ text: String) {}

    func text(of answer: Answer) -> String { answer.json.map { $0.text() + "\n" } ?? "" }

    func roundBegan(_ title: String) {}

    func roundsEnded() {}
}
