import JSONKit
import Providers
import Testing

@Suite struct ProviderPresetTests {
    static let presets = ProviderPreset.all.filter { !["sandbox", "serika"].contains($0.name) }

    @Test func thereAreTen() { #expect(Self.presets.count == 10) }

    @Test(arguments: presets.map(\.name)) func presetsAgreeWithThemselves(name: String) throws {
        let preset = try #require(ProviderPreset.named(name))
        let provider = preset.provider(preset.baseURL ?? "")
        #expect(provider.name == name)
        #expect(!provider.quirks.isEmpty)
        for scope in provider.scopes { #expect(provider.scopeSummaries[scope] != nil, "\(scope)") }
        for (endpoint, scope) in provider.endpointScopes {
            #expect(provider.endpoints.contains(endpoint), "\(endpoint)")
            #expect(provider.scopeSummaries[scope] != nil, "\(scope)")
        }
        #expect(Provider(json: provider.json)?.json == provider.json)
    }

    @Test(arguments: [
        ("/x", "https://a.example/v1/x"), ("x", "https://a.example/v1/x"),
        ("https://b.example/y", "https://b.example/y"),
    ])
    func pathsAreAddedToTheBaseURL(path: String, url: String) {
        let provider = Provider(
            name: "a", title: "A", baseURL: "https://a.example/v1/",
            server: ProviderPresetTests.presets[0].provider("").server)
        #expect(provider.url(path) == url)
    }
}
