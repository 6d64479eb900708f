internal import JSONKit
internal import SandboxCore

/// What the provider says of itself (RFC 8414, OpenID Connect Discovery).
enum Metadata {
    static func oauth(_ call: Call, _ provider: Provider) async throws -> Reply {
        reply(provider.features.metadata(of: provider).filter { $0.document == .both })
    }

    static func openID(_ call: Call, _ provider: Provider) async throws -> Reply {
        reply(provider.features.metadata(of: provider))
    }

    private static func reply(_ members: [MetadataMember]) -> Reply {
        .json(JSON(members: members.map { ($0.name, $0.value) }))
    }
}
