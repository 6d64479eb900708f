internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import Script
internal import Session
internal import Workbench

enum EditCommand {
    static let command = Command(
        "edit", .prompt, "open the line before, or a body, in an editor",
        operands: [OperandShape("N", .word, required: false, "an entry of the history; the line before if left out")],
        options: [OptionShape("body", "edit the body of the last call of a resource, and send it again")],
        details: """
            The editor is $VISUAL, $EDITOR or vi. A line that was changed comes back to the prompt, where Enter runs it; a body \
            that was changed is sent. Nothing comes of a text that is empty or left as it was, or of an editor that fails. \
            Ctrl-X Ctrl-E opens the line that is being typed.
            """,
        traits: CommandTraits(
            effect: .runsPrograms, runBy: .typed, needs: .programs, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["edit", "edit 12", "edit --body"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        guard let edit = bench.environment.editText, bench.isAtPrompt(call) else {
            throw Diagnostic(
                .usage, "no-editor", "an editor can be opened at the prompt only", source: call.source,
                range: call.range,
                advice: ["start `keyway` without -c and type it there; in a script write the line itself"])
        }
        if call.has("body") { return try await sendAgain(call, edit, bench) }
        guard let text = try await edit(try line(call, bench), "line.keyway") else { return unchanged }
        bench.offer(text)
        return .nothing
    }

    private static let unchanged = Answer.note("nothing was changed, so nothing is run", ["changed": false])

    private static func line(_ call: CommandContext, _ bench: isolated Workbench) throws(Diagnostic) -> String {
        guard let text = call.text(0) else {
            if let before = bench.lineBefore { return before }
            return try bench.history().entries().dropLast().last ?? ""
        }
        let entries = try bench.history().entries()
        guard let number = Int(text), entries.indices.contains(number - 1) else {
            throw Diagnostic(
                .usage, "unknown-entry", "the history has no entry \(text)", source: call.source, range: call.range,
                expected: "a number from 1 to \(entries.count)", advice: ["`history` lists them"])
        }
        return entries[number - 1]
    }

    /// The last call of a resource with another body.
    private static func sendAgain(
        _ call: CommandContext, _ edit: WorkbenchEnvironment.EditText, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> Answer {
        let last = try bench.lastExchange()
        var request = last.exchange.request
        guard last.purpose == .resource, let body = request.body,
            let text = String(validating: body, as: UTF8.self)
        else {
            throw Diagnostic(
                .usage, "no-body", "exchange \(last.number) has no body that can be edited", source: call.source,
                range: call.range, found: "\(request.method), \(last.purpose.rawValue)",
                advice: ["send one first: post /PATH name=value", "`edit` opens the line before"])
        }
        let isJSON = request.headers["Content-Type"]?.contains("json") == true
        guard let edited = try await edit(text, isJSON ? "body.json" : "body.txt") else { return unchanged }
        request.body = Array(edited.utf8)
        let entry = try await bench.send(
            request, for: call, options: try bench.sendingOptions(of: call), policy: .never, purpose: .resource,
            context: ExchangeContext(provider: last.context.provider, token: last.context.token))
        _ = try bench.response(of: entry)
        return .exchange(ExchangeAnswer(entry))
    }
}
