internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import PluginHost
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
        let isForProvider = URLParts(request.url).map { origins.contains($0.origin) } ?? false
        if isForProvider, !carriesKey(ofPresetOf: record, provider, request) { return }
        try refuseHidden(in: request, of: record)
    }

    /// Whether a request carries the environment variable that a plugin's own preset has named as the account's key: the
    /// preset decides which variable it is and where it goes, so the plugin would read any variable of the user.
    private func carriesKey(ofPresetOf record: PluginRecord, _ provider: Provider, _ request: HTTPRequest) -> Bool {
        guard record.manifest.presetNames.contains(provider.name), let variable = provider.keyVariable,
            let key = environment.variables[variable], !key.isEmpty
        else { return false }
        return request.hookJSON.text().contains(key)
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
