internal import JSONKit
internal import OAuthCore
internal import SandboxCore

/// `/oauth/userinfo`: who the user is; with `openid` alone no more than an identifier.
enum UserInfo {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let access = try await BearerAccess.check(call, anyOf: ["profile", "openid"], in: provider)
        // A token of a client itself is about the client.
        if let subject = access.subject { return .json(["sub": JSON(subject)]).notStored }
        var members: [(String, JSON)] = []
        if access.scope.contains("openid") { members.append(("sub", JSON(access.user.id))) }
        if access.scope.contains("profile") {
            members += [
                ("id", JSON(access.user.id)), ("username", JSON(access.user.name)),
                ("avatar", JSON(provider.url(AvatarFile.path(access.user.id)))),
            ]
        }
        return .json(JSON(members: members)).notStored
    }
}
