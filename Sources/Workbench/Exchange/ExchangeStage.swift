internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import PluginHost
internal import Plugins
internal import Script
internal import Session

/// A step on the way of a request.
struct ExchangeStage: Sendable {
    /// What it does, for messages and tests.
    let name: String
    let run:
        @Sendable (_ passage: inout Passage, _ exchanger: Exchanger, _ bench: isolated Workbench)
            async throws(Diagnostic)
            -> Void

    /// Refuses to take a secret of the session elsewhere for a plugin or a hook.
    static let reachOfSecrets = ExchangeStage(name: "reach of secrets") { passage, _, bench throws(Diagnostic) in
        try await bench.checkReach(of: passage.request, passage.context, passage.call)
    }

    /// Lets plugins change the request, or refuse it.
    static let requestHooks = ExchangeStage(name: "request hooks") { passage, _, bench throws(Diagnostic) in
        guard passage.exchange == nil else { return }
        passage.request = try await bench.hooked(passage.request, passage.call)
    }

    /// Refuses to send the mask of a secret in its place.
    static let masks = ExchangeStage(name: "masks") { passage, _, bench throws(Diagnostic) in
        try bench.checkMasks(in: passage.request)
    }

    /// Ends a command that is only previewed at its first request.
    package static let preview = ExchangeStage(name: "preview") { passage, _, bench throws(Diagnostic) in
        try bench.catchForPreview(passage.request, passage.call)
    }

    /// In a dry run puts into the place of an answer that nothing was sent.
    static let dryRun = ExchangeStage(name: "dry run") { passage, _, bench throws(Diagnostic) in
        guard case .dry = passage.call.scope.manner else { return }
        passage.exchange = HTTPExchange(
            request: passage.request, outcome: .failure(TransportError(.other, "not sent (--dry-run)")),
            startedAt: bench.environment.clock())
    }

    static let sending = ExchangeStage(name: "send") { passage, exchanger, _ throws(Diagnostic) in
        guard passage.exchange == nil else { return }
        passage.exchange = await exchanger.transport.send(
            passage.request, options: passage.options, onBody: passage.onBody)
    }

    /// Saves the exchange and the secrets in it before anything of it is shown.
    static let recording = ExchangeStage(name: "record") { passage, _, bench throws(Diagnostic) in
        guard let exchange = passage.exchange else { return }
        passage.entry = try bench.record(exchange, purpose: passage.purpose, context: passage.context)
    }

    /// Shows what a dry run has not sent, once the secrets in it are known.
    static let showingUnsent = ExchangeStage(name: "show what was not sent") { passage, _, bench throws(Diagnostic) in
        guard case .dry = passage.call.scope.manner else { return }
        try await bench.showUnsent(passage.request, passage.call)
    }

    /// Tells plugins of a request that was not answered.
    static let failureHooks = ExchangeStage(name: "failure hooks") { passage, _, bench throws(Diagnostic) in
        guard let exchange = passage.exchange, case .live = passage.call.scope.manner else { return }
        if let failure = exchange.failure {
            let told: JSON = ["message": JSON(failure.message), "url": JSON(passage.request.url)]
            try await bench.tellHooks(.failure, told, reason: failure.message, passage.call)
        }
    }

    /// Lets plugins change the response for what works on it; the log keeps what came.
    static let responseHooks = ExchangeStage(name: "response hooks") { passage, _, bench throws(Diagnostic) in
        guard var entry = passage.entry, let response = entry.exchange.response else { return }
        try await bench.hooked(response, of: &entry, passage.call)
        passage.entry = entry
        guard let seen = entry.exchange.response, seen.status >= 400 else { return }
        let told = seen.hookJSON.setting("url", to: JSON(passage.request.url))
        let server = ServerError(response: seen).map { " \($0.text)" } ?? ""
        try await bench.tellHooks(.failure, told, reason: "The server answered \(seen.status)\(server)", passage.call)
    }
}
