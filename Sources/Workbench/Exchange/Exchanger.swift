internal import Diagnostics
internal import HTTPMessage
internal import Script
internal import Session

/// The one door to the network: the only owner of a transport.
///
/// Every request goes through the same stages, whatever it is for: token requests, discovery, probes, pictures, what a
/// redirect leads to, and what plugins send.
struct Exchanger: Sendable {
    let transport: any Transport

    /// What is done with a request, in this order.
    static let stages: [ExchangeStage] = preparing + trying + answering

    private static let preparing: [ExchangeStage] = [.reachOfSecrets, .requestHooks, .masks]
    /// Done once more where the server asks for another proof of the request (RFC 9449 §8).
    private static let trying: [ExchangeStage] = [
        .proof, .preview, .dryRun, .sending, .recording, .lesson, .showingUnsent,
    ]
    private static let answering: [ExchangeStage] = [.failureHooks, .responseHooks]

    /// Sends a request and follows its redirects as far as the policy says.
    ///
    /// - Returns: the last exchange, which may be a failure of the network.
    /// - Throws: what a stage refuses; never a failure of the network itself.
    func exchange(
        _ first: Passage, _ policy: RedirectPolicy, on bench: isolated Workbench
    ) async throws(Diagnostic) -> SessionExchange {
        first.call.notes.beginExchange()
        var entry = try await pass(first, on: bench)
        var trail = RedirectTrail(policy)
        while let next = trail.next(after: entry.exchange) {
            var passage = Passage(
                next.request, options: first.options, purpose: first.purpose, context: first.context, call: first.call,
                onBody: first.onBody)
            passage.context.redirectOf = entry.number
            passage.exchange = next.refusal
            entry = try await pass(passage, on: bench)
        }
        return entry
    }

    private func pass(_ first: Passage, on bench: isolated Workbench) async throws(Diagnostic) -> SessionExchange {
        var passage = first
        defer { if let entry = passage.entry { bench.keepNotes(of: entry.number, first.call) } }
        for stage in Exchanger.preparing { try await stage.run(&passage, self, bench) }
        repeat {
            for stage in Exchanger.trying { try await stage.run(&passage, self, bench) }
        } while passage.triesAgain()
        for stage in Exchanger.answering { try await stage.run(&passage, self, bench) }
        guard let entry = passage.entry else {
            throw Diagnostic(.execution, "not-sent", "the request was not sent", advice: ["try again"])
        }
        return entry
    }
}
