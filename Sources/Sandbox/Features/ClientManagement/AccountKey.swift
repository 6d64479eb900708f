internal import GRDB
internal import HTTPMessage
internal import SandboxCore

/// The API key or session token that client management asks for.
enum AccountKey {
    private static let needed = "Managing clients needs an API key (sk-...) or a session token of your account"

    static func owner(of call: Call, in provider: Provider) async throws -> User {
        guard call.headers["Authorization"] != nil else {
            throw BearerChallenge.missingToken(
                "\(needed), as \u{201C}Authorization: Bearer \u{2026}\u{201D}.", cause: "there is no bearer token")
        }
        let key = try BearerAccess.bearerToken(of: call)
        return try await provider.store.read { db in
            if let user = try User.find(key: key, in: db) { return user }
            guard try AccessToken.find(key, in: db) == nil else {
                throw BearerChallenge.invalidToken(
                    "An OAuth access token is not accepted here. \(needed).", cause: "an OAuth access token came")
            }
            throw BearerChallenge.invalidToken(
                "The key is unknown. \(needed).", cause: "no such API key or session token")
        }
    }
}
