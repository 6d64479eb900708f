package import Diagnosis
package import Diagnostics
internal import HTTPMessage
internal import OAuthCore
internal import Providers
internal import Redaction
package import Session
internal import Workbench

extension Workbench {
    /// All that was recorded around an exchange.
    package func evidence(of entry: SessionExchange) async throws(Diagnostic) -> Evidence {
        let problem = try store().failure(ofExchange: entry.number)?.code
        let isRefused = (entry.exchange.response?.status ?? 500) >= 400
        return try await evidence(
            .exchange(entry.number, problem: isRefused ? nil : problem), around: entry.number,
            provider: entry.context.provider, url: entry.exchange.request.url)
    }

    /// All that was recorded around a failure.
    package func evidence(of failure: SessionFailure) async throws(Diagnostic) -> Evidence {
        let entry: SessionExchange? = if let number = failure.exchange { try store().exchange(number) } else { nil }
        let newest = try store().exchanges(last: 1).last
        if failure.command == "authorize", let id = failure.authorization, entry?.exchange.failure == nil {
            return try await evidence(
                .authorization(id), around: entry?.number ?? newest?.number ?? 0, provider: failure.provider,
                url: entry?.exchange.request.url ?? newest?.exchange.request.url)
        }
        if let entry { return try await evidence(of: entry) }
        let command = FailedCommand(code: failure.code, line: failure.line, token: failure.token)
        return try await evidence(
            .command(command), around: newest?.number ?? 0, provider: failure.provider,
            url: newest?.exchange.request.url)
    }

    package func evidence(
        _ subject: Subject, around number: Int64, provider name: String?, url: String?
    ) async throws(Diagnostic) -> Evidence {
        let provider = try await recordedProvider(name ?? selection.provider, calledAt: url)
        var collector = try EvidenceCollector(self)
        return try collector.collect(subject, around: number, provider: provider, fingerprint: try fingerprint())
    }

    /// The provider as it was called; a sandbox is not started for it, and had another port in another run.
    private func recordedProvider(_ name: String, calledAt url: String?) async throws(Diagnostic) -> Provider {
        guard name == ProviderPreset.sandbox.name, let preset = ProviderPreset.named(name) else {
            return try await provider(named: name)
        }
        let origin = url.flatMap(URLParts.init)?.origin
        let saved = try store().providers().first { $0.name == name }
        let running = await environment.sandbox?.address()
        let base = origin.map { $0 + ProviderPreset.sandboxPath } ?? running ?? ""
        return preset.provider(base).taking(saved)
    }
}
