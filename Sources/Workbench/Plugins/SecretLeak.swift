internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Plugins
internal import Providers
internal import Redaction
internal import Session

/// A plugin that may not see a secret may not have it sent to where it pleases either.
extension Workbench {
    /// What a hook has made of a request: it can be sent, and takes no secret to another server than it was meant for.
    func checkChange(
        of message: HookMessage, to changed: HookMessage, by record: PluginRecord
    ) throws(Diagnostic) {
        guard case .request(let before) = message, case .request(let after) = changed, before != after else { return }
        do throws(TransportError) {
            try after.validate()
        } catch {
            // What was wrong before is told by who sends it.
            guard (try? before.validate()) != nil else { return }
            throw Diagnostic(
                .execution, "plugin-nonsense", "the plugin \(record.name) has made a request that cannot be sent",
                found: error.message, advice: ["`plugin remove \(record.name)` takes its hooks out of the way"])
        }
        guard URLParts(before.url)?.origin != URLParts(after.url)?.origin else { return }
        try refuseHidden(in: after, of: record)
    }

    /// What is sent for a plugin's `keyway/run`, or by a script's hook, goes with its secrets to the provider, and to nobody
    /// else.
    func checkReach(
        of request: HTTPRequest, _ context: ExchangeContext, _ call: CommandContext
    ) async throws(Diagnostic) {
        guard let plugin = call.scope.servedPlugin, let record = shelf.record(plugin) else { return }
        let provider = try await provider(named: context.provider ?? selection.provider)
        let urls = [provider.baseURL] + (provider.server.json.members ?? []).compactMap(\.value.string)
        let origins = Set(urls.compactMap { URLParts($0)?.origin })
        if let origin = URLParts(request.url)?.origin, origins.contains(origin) { return }
        try refuseHidden(in: request, of: record)
    }

    private func refuseHidden(in request: HTTPRequest, of record: PluginRecord) throws(Diagnostic) {
        let masker = try masker(showing: record.manifest.needs)
        let message = request.hookJSON
        guard masker.mask(message) != message else { return }
        let host = URLParts(request.url)?.origin ?? request.url
        throw Diagnostic(
            .execution, "plugin-masked", "the plugin \(record.name) would send a secret that it may not see to \(host)",
            advice: [
                "a plugin that works on secrets says so: needs access_token \"why\"",
                "in a hook, change takes the header out: -Authorization",
            ])
    }
}
