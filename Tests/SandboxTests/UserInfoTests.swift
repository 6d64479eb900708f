import HTTPMessage
import JSONKit
import Testing

@Suite struct UserInfoTests {
    @Test(arguments: [
        (["profile"], ["id", "username", "avatar"]), (["openid"], ["sub"]),
        (["openid", "profile"], ["sub", "id", "username", "avatar"]),
    ])
    func showsWhatWasAllowed(scopes: [String], members: [String]) async throws {
        try await TestSandbox.with { sandbox in
            let token = try await sandbox.accessToken(scopes, user: "ben")
            let json = try await sandbox.get("/oauth/userinfo", token: token).json()
            #expect(json.members?.map(\.name) == members)
            if let name = json["username"] { #expect(name.string == "ben") }
            if let avatar = json["avatar"]?.string {
                let picture = try await sandbox.get(avatar)
                #expect(picture.status == 200)
                #expect(picture.body.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            }
        }
    }
}
