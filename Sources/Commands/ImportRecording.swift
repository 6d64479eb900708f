internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import Investigation
internal import JSONKit
internal import Script
internal import Session
internal import Settings
internal import Workbench

enum ImportRecording {
    static let command = Command(
        "import recording", .look, "take what `why --recording` wrote into a new session, to judge it again",
        operands: [OperandShape("FILE", .word, "a recording of a failure", completes: .file)],
        details: """
            Nothing is sent. Each secret in it has a stand-in, the same for the same secret: they can be compared with each \
            other, and not be sent. `why` says what could not be compared.
            """,
        traits: CommandTraits(
            effect: .changesSession, runBy: .texts, needs: nil, recipe: .kept(needs: [], makes: [], renews: false),
            locked: .refused, failure: .notJudged, dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["import recording failure.json"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let file = call.text(0) ?? ""
        let bytes = try bench.environment.files.read(call.source.path(of: file))
        let recording = try SessionRecording(parsing: bytes, from: file)
        try bench.take(recording, from: file)
        let count = try bench.store().exchangeCount()
        return .note(
            "\(count.counted("exchange")) of a failure are from \(file), each secret with a stand-in",
            ["exchanges": JSON(count), "program": JSON(recording.program), "verdict": recording.verdict])
    }
}
