internal import PluginHost
internal import Plugins
package import Providers

extension Workbench {
    /// A preset that a plugin brings.
    func pluginProvider(_ name: String) -> Provider? {
        pluginProviders.first { $0.name == name }
    }

    /// The presets of all added plugins, in the order of the plugins.
    package var pluginProviders: [Provider] {
        shelf.records.flatMap(\.manifest.providers).compactMap(Provider.init)
    }
}
