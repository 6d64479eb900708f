internal import HTTPMessage
internal import OAuthCore
package import Providers
internal import Workbench

extension Provider {
    /// What an issuer is called that nobody named: by its host, and by as much more of its URL as tells it from others.
    package static func freeName(for issuer: String, among providers: [Provider]) -> String {
        if let known = providers.first(where: { $0.server.issuer == issuer }) { return known.name }
        guard let parts = URLParts(issuer) else { return issuer }
        let host = parts.origin.replacing("\(parts.scheme.lowercased())://", with: "")
        let path = parts.path.split(separator: "/").joined(separator: "-")
        let taken = Set(providers.map(\.name) + ProviderPreset.all.map(\.name))
        return [host, path.isEmpty ? host : "\(host)-\(path)"].first { !taken.contains($0) } ?? issuer
    }
}
