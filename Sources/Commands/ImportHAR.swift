internal import Answers
internal import Diagnostics
internal import Interchange
internal import Investigation
internal import JSONKit
internal import Script
internal import Settings
internal import Workbench

enum ImportHAR {
    static let command = Command(
        "import har", .look, "take the exchanges of an HTTP Archive into the session's log",
        operands: [OperandShape("FILE", .word, "an archive of a browser, a proxy, or `export har`", completes: .file)],
        details: """
            Nothing is sent. Authorizations, tokens and refusals in it are known to `why` as if they had been made here. \
            The last exchange of the archive is the one that queries look at.
            """,
        traits: CommandTraits(
            effect: .changesSession, runBy: .texts, needs: nil, recipe: .kept(needs: [], makes: [], renews: false),
            locked: .refused, failure: .notJudged, dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["import har session.har"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let file = call.text(0) ?? ""
        let entries: [ExportedExchange]
        let bytes = try bench.environment.files.read(call.source.path(of: file))
        do throws(InterchangeError) {
            entries = try HARReader.exchanges(bytes)
        } catch {
            throw Diagnostic(error)
        }
        var flow = try ImportedFlow(entries, bench)
        var numbers: [Int64] = []
        for entry in entries { numbers.append(try flow.take(entry, bench)) }
        try flow.finish(bench)
        guard let first = numbers.first, let last = numbers.last else {
            return .note("\(file) holds no exchanges", ["exchanges": 0])
        }
        return .note(
            "exchanges \(first) to \(last) are from \(file)",
            ["exchanges": JSON(entries.count), "first": JSON(first), "last": JSON(last)])
    }
}
