/// What `why` says of a failure, as the template reads it.
struct CauseContent {
    let cause: String
    let confidence: String
    let sentence: String
    let hasFacts: Bool
    let facts: [Fact]
    let fix: FailureContent.Advice?
    let hasCommands: Bool
    let commands: [String]
    let references: String?

    struct Fact {
        let label: String
        let text: String
        /// Two texts under each other with marks under what differs.
        let drawing: String?
    }

    init(_ report: CauseReport) {
        cause = report.cause
        confidence = report.confidence
        sentence = report.sentence
        let drawings = report.evidence.map { $0.lines.isEmpty ? nil : $0.lines.joined(separator: "\n") }
        facts = report.facts.enumerated().map { index, fact in
            Fact(label: fact.label, text: fact.text, drawing: index < drawings.count ? drawings[index] : nil)
        }
        hasFacts = !facts.isEmpty
        fix = report.fix.map(FailureContent.Advice.init)
        commands = report.commands
        hasCommands = !commands.isEmpty
        references = report.references.isEmpty ? nil : report.references.joined(separator: ", ")
    }
}
