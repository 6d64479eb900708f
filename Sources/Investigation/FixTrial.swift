package import Answers
internal import Diagnosis
internal import DiagnosisRules
package import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Session
package import Workbench

/// One run of a fix: what it changes, what comes of it, and whether it was tried before.
package struct FixTrial {
    private let cause: String
    private let commands: [String]
    private let inquiry: Inquiry
    private var tried: TriedFixes
    private let before: Held

    /// What a session holds and uses, to tell what a fix has changed.
    private struct Held: Equatable {
        var exchange: Int64 = 0
        var provider = ""
        var client: Int64?
        var authorization: Int64?
        var token: Int64?
        var secrets = 0
        var metadata = ""
    }

    /// - Parameter commands: the lines of the fix.
    package init(
        _ cause: String, _ commands: [String], _ inquiry: Inquiry, _ bench: isolated Workbench
    ) throws(Diagnostic) {
        self.cause = cause
        self.commands = commands
        self.inquiry = inquiry
        tried = try TriedFixes(bench)
        before = try Self.held(bench)
    }

    /// Why the fix is not run: it was run for the same cause before, and did not help.
    package var circle: Diagnostic? {
        guard let earlier = tried.earlier(cause, commands, failed: inquiry.entry?.number ?? 0) else { return nil }
        let after = earlier.after.map { $0 == cause ? "the verdict was \(cause) again" : "the verdict was \($0) then" }
        return Diagnostic(
            .execution, "fix-tried", "not fixed: this fix was tried for \(cause) before, and is not tried again",
            found: (after ?? "it did not help") + " (exchange \(earlier.exchange))",
            advice: [
                "look at what it sent: log \(earlier.exchange)", "change something else, or type its commands yourself",
            ])
    }

    /// What came of it where every command of it did what it was to do.
    package mutating func succeeded(_ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let changes = try changes(bench)
        guard let repeated = try await repeatedRequest(bench) else {
            return .report(
                ReportAnswer(
                    lines: [
                        .init(
                            .good, "the commands did what they were to do; the request that failed was not sent again")
                    ]
                        + changes.map { .init(.fact, $0, label: "changed") },
                    json: [
                        "fixed": .null, "commands": JSON(commands.map { JSON($0) }),
                        "changed": JSON(changes.map { JSON($0) }),
                    ]))
        }
        try tried.forget(bench)
        return .report(
            ReportAnswer(
                lines: [.init(.good, "fixed: \(repeated.sentence)")]
                    + changes.map { .init(.fact, $0, label: "changed") },
                json: JSON(present: [
                    ("fixed", true), ("exchange", JSON(repeated.exchange)),
                    ("status", repeated.status.map { JSON($0) }),
                    ("commands", JSON(commands.map { JSON($0) })), ("changed", JSON(changes.map { JSON($0) })),
                ])))
    }

    /// What came of it where a command of it failed.
    package mutating func failed(_ failure: Diagnostic, _ bench: isolated Workbench) async throws(Diagnostic)
        -> Diagnostic
    {
        let verdict = await Self.verdictNow(bench)
        let newest = try bench.store().exchanges(last: 1).last?.number ?? 0
        try tried.add(
            TriedFixes.Tried(cause: cause, commands: commands, after: verdict?.cause, exchange: newest), bench)
        let now = verdict.map { "\($0.cause) (\($0.confidence.rawValue)): \($0.sentence)" }
        let message =
            switch verdict?.cause {
            case nil: "not fixed: \(failure.message)"
            case cause?: "not fixed: the verdict is still \(now ?? cause)"
            default: "not fixed: the verdict was \(cause), and now is \(now ?? "")"
            }
        let changes = try changes(bench)
        return Diagnostic(
            .execution, "fix-failed", message,
            found: changes.isEmpty
                ? "nothing was changed meanwhile" : "changed meanwhile: \(changes.joined(separator: "; "))",
            advice: ["`why` tells what it ran into"])
    }

    private static func verdictNow(_ bench: isolated Workbench) async -> Verdict? {
        guard let last = (try? bench.store().lastFailure()) ?? nil, let evidence = try? await bench.evidence(of: last)
        else { return nil }
        return evidence.conclusion().verdict
    }

    /// What stands for the request that failed, and was answered: the same request, or the authorization that now came
    /// back. Nil where nothing of the kind was sent.
    private func repeatedRequest(
        _ bench: isolated Workbench
    ) async throws(Diagnostic) -> (exchange: Int64, status: Int?, sentence: String)? {
        let sent = try bench.store().exchanges(last: 100).filter { $0.number > before.exchange }
        guard let entry = inquiry.entry, inquiry.authorization == nil else {
            // An authorization, or a command that sent nothing: its commands are what was to succeed.
            guard let last = sent.last else { return nil }
            return (last.number, last.exchange.response?.status, "the commands succeed (exchange \(last.number))")
        }
        let place = { (url: String) in String(url.prefix { $0 != "?" && $0 != "#" }) }
        let same = sent.last { other in
            other.exchange.request.method == entry.exchange.request.method
                && (place(other.exchange.request.url) == place(entry.exchange.request.url)
                    || other.purpose == entry.purpose && entry.purpose != .resource)
        }
        guard let same, let evidence = try? await bench.evidence(of: same), evidence.conclusion().isSuccess else {
            return nil
        }
        let status = same.exchange.response?.status
        return (
            same.number, status,
            "the call now succeeds (exchange \(same.number) answers \(status.map { String($0) } ?? "nothing"))"
        )
    }

    // MARK: What was changed

    private func changes(_ bench: isolated Workbench) throws(Diagnostic) -> [String] {
        let now = try Self.held(bench)
        var changes: [String] = []
        if now.provider != before.provider { changes.append("the provider in use is \(now.provider)") }
        if now.metadata != before.metadata, now.provider == before.provider {
            changes.append("the metadata of \(now.provider)")
        }
        if now.client != before.client, let id = now.client, let client = try bench.store().client(id) {
            changes.append("the client in use is \(client.registration.id)")
        } else if now.secrets != before.secrets {
            changes.append("the secret of the client in use")
        }
        if now.authorization != before.authorization, let id = now.authorization {
            changes.append("authorization \(id) is in use")
        }
        if now.token != before.token, let id = now.token { changes.append("token \(id) is in use") }
        return changes
    }

    private static func held(_ bench: isolated Workbench) throws(Diagnostic) -> Held {
        let selection = bench.selection
        let provider = selection.provider
        let saved = try bench.store().providers().first { $0.name == provider }
        return Held(
            exchange: try bench.store().exchanges(last: 1).last?.number ?? 0, provider: provider,
            client: selection.clients[provider], authorization: selection.authorizations[provider],
            token: selection.tokens[provider], secrets: try bench.store().clientVersions(of: provider).count,
            metadata: saved.map { "\($0.server.json.text())" } ?? "")
    }
}
