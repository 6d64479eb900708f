internal import Providers
internal import Session
internal import Workbench

extension CompletionSource {
    static let providers = CompletionSource(kind: .provider) { _, bench in
        let saved = (try? bench.store().providers()) ?? []
        let presets = ProviderPreset.all.filter { preset in !saved.contains { $0.name == preset.name } }
        return presets.map { Completion($0.name, $0.title) } + saved.map { Completion($0.name, $0.baseURL) }
    }
}

extension Workbench {
    /// The provider in use as far as it is known without starting or fetching anything.
    func providerAtHand() -> Provider? {
        let name = selection.provider
        let saved = try? store().provider(name)
        guard let preset = ProviderPreset.named(name) else { return saved }
        return preset.provider(preset.baseURL ?? "").taking(saved)
    }
}
