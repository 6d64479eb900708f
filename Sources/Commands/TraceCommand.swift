internal import Answers
internal import Diagnostics
internal import Diagrams
internal import HTTPMessage
internal import Investigation
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Redaction
internal import Script
internal import Session
internal import Workbench

enum TraceCommand {
    static let command = Command(
        "trace", .look, "draw the last flow as a sequence diagram, from its authorization on",
        operands: [OperandShape("N", .word, required: false, "begin at this exchange instead")],
        options: [
            OptionShape("svg", value: "FILE", "write it as a picture"),
            OptionShape("mermaid", value: "FILE", "write it as a Mermaid diagram"),
        ],
        details:
            "Arrows bear the numbers of `log`. Beside a refusal of the sandbox stands its own reason, which the response keeps back.",
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .notJudged,
            dry: .told, comparesSecrets: false, shown: .always),
        examples: ["trace", "trace 3", "trace --svg flow.svg"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let entries = try entries(call, bench)
        guard !entries.isEmpty else {
            return .note("nothing has been sent in this session yet", JSON([]))
        }
        let reasons = await bench.environment.sandbox?.refusals() ?? []
        let base =
            entries.lazy.compactMap(\.context.provider).first == ProviderPreset.sandbox.name
            ? ProviderPreset.sandboxPath : URLParts(try await bench.provider().baseURL)?.path ?? ""
        let flow = FlowDiagram(entries, basePath: base, reasons: reasons)
        let sequence = flow.sequence
        let masker = try bench.masker()
        if let file = call.option("svg") {
            return try write(masker.mask(sequence.svgFile), to: file, call, bench)
        }
        if let file = call.option("mermaid") {
            return try write(masker.mask(sequence.mermaid), to: file, call, bench)
        }
        return .report(
            ReportAnswer(
                lines: sequence.textLines.map(ReportAnswer.Line.init),
                narrow: sequence.narrowTextLines.map(ReportAnswer.Line.init), json: json(flow)))
    }

    /// From an exchange on, at most sixty of them; by default from the first of the current authorization.
    private static func entries(_ call: CommandContext, _ bench: isolated Workbench) throws(Diagnostic)
        -> [SessionExchange]
    {
        let store = try bench.store()
        let start: Int64
        if let text = call.text(0) {
            guard let number = Int64(text), try store.exchange(number) != nil else {
                throw Diagnostic(
                    .execution, "unknown-exchange", "there is no exchange \(text) in this session",
                    advice: ["`log` lists them"])
            }
            start = number
        } else if let id = bench.selection.authorizations[bench.selection.provider],
            let first = try store.exchanges(ofAuthorization: id).first
        {
            start = first.number
        } else {
            start = (try store.exchanges(last: 20).first?.number) ?? 0
        }
        return try store.exchanges(numbered: start..<(start + 60))
    }

    private static func write(
        _ text: String, to file: String, _ call: CommandContext, _ bench: isolated Workbench
    ) throws(Diagnostic) -> Answer {
        let folder = try bench.write(Array(text.utf8), toNamed: file, for: call)
        return .note("wrote \(file)\(folder)", ["file": JSON(file)])
    }

    private static func json(_ flow: FlowDiagram) -> JSON {
        JSON(
            flow.messages.map { message in
                JSON(present: [
                    ("exchange", message.number.map { JSON($0) }), ("from", JSON(message.from.name)),
                    ("to", JSON(message.to.name)), ("request", JSON(message.request)), ("answer", JSON(message.answer)),
                    ("failed", JSON(message.isFailure)), ("reason", message.reason.map { JSON($0) }),
                ])
            })
    }
}

extension ReportAnswer.Line {
    fileprivate init(_ line: DiagramLine) {
        let role: ReportAnswer.Role =
            switch line.role {
            case .aside: .aside
            case .drawing: .verbatim
            case .failure: .mark
            case .words: .fact
            }
        self.init(role, line.text, label: line.label)
    }
}
