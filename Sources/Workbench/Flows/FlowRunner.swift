package import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
package import OAuthFlows
internal import Script
internal import Session

/// Runs flows: the only place that does what their steps say.
///
/// So every flow can be stepped through between its messages, shown in a dry run, cancelled, and changed item by item.
package enum FlowRunner {
    /// Runs a flow to its end, message by message.
    ///
    /// - Throws: where a message cannot be sent, the flow refuses an answer, or the task is cancelled.
    package static func run<Ran: Flow>(
        _ flow: Ran, _ run: FlowRun<Ran>, on bench: isolated Workbench
    ) async throws(Diagnostic) -> FlowResult<Ran.Outcome> {
        var state = FlowState(flow: flow, run: run)
        while true {
            if Task.isCancelled { throw Diagnostic(.interrupted, "interrupted", "interrupted") }
            if let outcome = try await state.step(on: bench) { return outcome }
        }
    }
}

/// Where a flow stands.
private struct FlowState<Ran: Flow> {
    var flow: Ran
    let run: FlowRun<Ran>
    var event = FlowEvent.begin
    var entries: [SessionExchange] = []
    /// How many messages the flow has wanted to send or open.
    var messages = 0

    private var call: CommandContext { run.call }

    private var isDry: Bool {
        if case .dry = call.scope.manner { true } else { false }
    }

    /// Does the next step; returns what the flow brought once it is at its end.
    mutating func step(on bench: isolated Workbench) async throws(Diagnostic) -> FlowResult<Ran.Outcome>? {
        switch try next(bench) {
        case .send(let draft, let message): event = try await send(draft, message, bench)
        case .open(let draft): event = try await open(draft, bench)
        case .tell(let instruction):
            await bench.show(InstructionAnswer(instruction).answer, of: call)
            event = isDry ? .waited : try await run.tell(instruction, bench) ? .acted : .waited
        case .wait(let seconds):
            if !isDry { try await bench.pause(for: .seconds(seconds)) }
            event = .waited
        case .done(let outcome): return FlowResult(outcome: outcome, entries: entries)
        }
        return nil
    }

    private mutating func next(_ bench: isolated Workbench) throws(Diagnostic) -> FlowStep<Ran.Outcome> {
        let context = FlowContext(
            server: run.server, client: run.client, authenticationMethod: run.method, assertion: run.assertion,
            dialect: run.dialect,
            now: bench.environment.clock(), random: bench.environment.random)
        do throws(OAuthError) {
            return try flow.next(event, context)
        } catch {
            try run.failed(error, bench)
            let index = error.messageIndex ?? entries.count - 1
            let entry = entries.indices.contains(index) ? entries[index] : nil
            if let failure = error.transport, let entry { throw Diagnostic(failure, of: entry) }
            throw Diagnostic(error, exchange: entry?.number)
        }
    }

    private mutating func send(
        _ draft: OAuthRequest, _ message: FlowMessage, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> FlowEvent {
        let draft = try await edited(draft, message.summary, bench)
        let entry = try await bench.exchange(
            draft.httpRequest, for: call, options: try bench.sendingOptions(of: call),
            purpose: ExchangePurpose(message),
            context: run.context)
        entries.append(entry)
        if isDry { return .response(message.standIn, to: draft) }
        if let response = entry.exchange.response { return .response(response, to: draft) }
        let failure = entry.exchange.failure ?? TransportError(.other, "no response")
        guard message.survivesFailure else { throw Diagnostic(failure, of: entry) }
        return .failed(failure)
    }

    private mutating func open(_ draft: OAuthRequest, _ bench: isolated Workbench) async throws(Diagnostic) -> FlowEvent
    {
        let draft = try await edited(draft, "authorization request", bench)
        try bench.catchForPreview(HTTPRequest("GET", draft.targetURL), call)
        if isDry { try await bench.showUnsent(HTTPRequest("GET", draft.targetURL), call) }
        return .callback(try await run.open(flow, draft, bench), of: draft)
    }

    /// The message as the call's items change it, which are about the first; a debugger may stop before the others.
    private mutating func edited(
        _ draft: OAuthRequest, _ summary: String, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> OAuthRequest {
        defer { messages += 1 }
        guard messages == 0 else {
            try await call.scope.messages?.before(message: summary, draft.httpRequest)
            return draft
        }
        return try run.edits.map { edits throws(Diagnostic) in try bench.edited(draft, by: edits) } ?? draft
    }
}
