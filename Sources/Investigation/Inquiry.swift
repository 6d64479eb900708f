package import Diagnosis
package import Diagnostics
internal import OAuthCore
internal import Session
package import Workbench

/// What is asked about, with the evidence for it.
package struct Inquiry {
    package let name: String
    let entry: SessionExchange?
    private let failure: SessionFailure?
    package var evidence: Evidence
    /// A later exchange that did what the failed one was meant to.
    package let fixedBy: Int64?
    /// The authorization that failed, where it is one.
    let authorization: SessionAuthorization?

    /// The client that the failed request was of, as this session knows it.
    var client: ClientRegistration? {
        guard let id = entry?.context.clientID else { return nil }
        return evidence.clients.last { $0.registration.id == id }?.registration
    }

    /// Whether the last failure is asked about, and not an exchange by its number.
    var isOfLastFailure: Bool { failure != nil }

    /// What failed, as a session keeps it.
    func failed(_ provider: String, at time: Int64) -> SessionFailure {
        failure
            ?? SessionFailure(
                at: time, code: evidence.problem ?? "refused", command: "why", line: "why", provider: provider,
                exchange: entry?.number)
    }

    var provider: String? { entry?.context.provider ?? failure?.provider }

    /// Nil where nothing failed.
    ///
    /// - Parameter text: the number of the exchange that is asked about; nil for the last failure.
    package init?(_ text: String?, _ bench: isolated Workbench) async throws(Diagnostic) {
        let store = try bench.store()
        if let text {
            guard let number = Int64(text), let entry = try store.exchange(number) else {
                throw Diagnostic(
                    .execution, "unknown-exchange", "there is no exchange \(text) in this session",
                    advice: ["`log` lists them"])
            }
            self.entry = entry
            failure = nil
            name = "exchange \(number)"
            fixedBy = nil
            authorization = nil
            evidence = try await bench.evidence(of: entry)
            return
        }
        let noted = try store.lastFailure()
        guard let failure = noted == nil ? try bench.unnotedFailure() : noted else { return nil }
        self.failure = failure
        entry = if let number = failure.exchange { try store.exchange(number) } else { nil }
        authorization = if let id = failure.authorization { try store.authorization(id) } else { nil }
        fixedBy = if let entry, failure.authorization == nil { try store.laterSuccess(of: entry) } else { nil }
        name =
            failure.authorization.map { "authorization \($0)" } ?? failure.exchange.map { "exchange \($0)" }
            ?? "`\(failure.command)`"
        evidence = try await bench.evidence(of: failure)
    }

    package func collect(_ bench: isolated Workbench) async throws(Diagnostic) -> Evidence {
        if let failure { return try await bench.evidence(of: failure) }
        if let entry { return try await bench.evidence(of: entry) }
        return evidence
    }
}
