public import JSONKit

/// An issuer as metadata may write it for many tenants at once: with `{tenantid}`, or `common` where the tenant's name
/// stands.
///
/// Microsoft Entra's metadata does so; a token names its tenant in `tid`.
public struct IssuerTemplate: Sendable, Equatable {
    /// The issuer as the metadata writes it.
    public let text: String

    /// A template of this text, which may be an issuer as it stands.
    public init(_ text: String) { self.text = text }

    /// The names in braces: `tenantid`.
    public var placeholders: [String] {
        text.split(separator: "{").dropFirst().compactMap { part in
            part.contains("}") ? part.prefix { $0 != "}" }.description : nil
        }
    }

    /// The issuer that the claims of a token make of it; nil where a placeholder stays.
    public func filled(from claims: JSON) -> String? {
        var segments = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        // Behind the scheme, an empty one and the host.
        if segments.count > 3, IssuerTemplate.shared.contains(segments[3]), let tenant = value("tid", in: claims) {
            segments[3] = tenant
        }
        var issuer = segments.joined(separator: "/")
        for name in placeholders.prefix(8) {
            guard let value = value(name, in: claims) else { return nil }
            issuer = issuer.replacing("{\(name)}", with: value)
        }
        return issuer.contains("{") ? nil : issuer
    }

    /// Segments that stand for every tenant.
    private static let shared = ["common", "organizations", "consumers"]

    /// What the claims say of a placeholder: the claim of its name, or the one that tenants are named by. A value that
    /// would change the URL's structure fills in nothing.
    private func value(_ name: String, in claims: JSON) -> String? {
        let wanted = name.lowercased().filter { $0.isLetter || $0.isNumber }
        let names = wanted.hasPrefix("tenant") ? ["tid", "tenant_id", "tenantid", "tenant", name] : [name]
        let value = names.lazy.compactMap { claims[$0]?.string }.first
        guard let value, !value.isEmpty, value.utf8.count <= 200,
            value.utf8.allSatisfy({ octet in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) || "-._~".utf8.contains(octet)
            })
        else { return nil }
        return value
    }
}
