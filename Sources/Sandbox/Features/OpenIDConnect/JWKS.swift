internal import HTTPMessage
internal import SandboxCore

/// `GET /oauth/jwks`: what ID tokens are verified with.
enum JWKS {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        .json(try await provider.keys.publicKeys(), headers: [HTTPHeader("Cache-Control", "public, max-age=300")])
    }
}
