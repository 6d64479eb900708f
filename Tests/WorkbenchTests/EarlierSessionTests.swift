import Answers
import BenchSupport
import Foundation
import GRDB
import HTTPMessage
import JSONKit
import OAuthCore
import Testing

@testable import Session
@testable import Workbench

/// Session files that an earlier version wrote (see `Sessions/README.md`): what they hold is never lost.
@Suite struct EarlierSessionTests {
    private static let passphrase = "correct horse battery"
    private static let clientID = "client_r5cHSArHQO900kqNxVx-_w"
    private static let clientSecret = "secret_LTo7TD8fTYzpvdlzZ1XR2PahU5OZW-cXQYBbRvXvi68"
    private static let code = "code_2eIunVHg-T6GXTg3t3O6BN2yZGCKc79abFeVlsA_8M0"
    private static let accessTokens = [
        "at_iFuzuj-PVVRpQs7a0UtMxNCBdtVKqd0zzFRj_MAF6Lo", "at__Gy0ktuFSgagUMX5S21mn1zU8oSbUjZiwYspfnLMmMM",
    ]
    private static let refreshTokens = [
        "rt_z72Zvejg280d3nqu2Son4BaLOLyzGUjMOe5YUqChfVI", "rt_Y_eXmSKMpcH7UV_WaFU2NTBUZpiPNlrUIMzXCso32D8",
    ]

    /// Opens a copy of the file, which brings it to the schema of this version.
    private func opened(_ name: String) throws -> SessionStore { try SessionStore(path: try copy(of: name)) }

    private func copy(of name: String, in folder: String = Bench.newFolder()) throws -> String {
        let file = try #require(
            Bundle.module.url(forResource: name, withExtension: "sqlite", subdirectory: "Sessions"))
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = "\(folder)/earlier.sqlite"
        try FileManager.default.copyItem(atPath: file.path, toPath: path)
        return path
    }

    @Test func clientsAndTheirSecretsAreRead() throws {
        let clients = try opened("version-0.1").clients(of: "sandbox").map(\.registration)
        #expect(
            clients == [
                ClientRegistration(
                    id: Self.clientID, secret: Self.clientSecret, authenticationMethod: "client_secret_post",
                    redirectURIs: ["http://127.0.0.1:8765/callback"], scope: "profile generations",
                    name: "My Cool App"),
                ClientRegistration(
                    id: "other-client", secret: "other-secret-01", redirectURIs: ["http://127.0.0.1:8765/callback"],
                    scope: "profile"),
            ])
    }

    /// A secret that stays in its old column too would be sealed by no lock of its new place.
    @Test func secretsAreOnlyAmongTheCredentials() throws {
        for name in ["version-0.1", "version-0.1-locked"] {
            let store = try opened(name)
            if try store.lockParameters() != nil { try store.unlock(Self.passphrase) }
            let left = try store.read("test") { try Int.fetchOne($0, sql: "SELECT count(secret) FROM client") }
            #expect(left == 0)
            let moved = try store.read("test") { try Int.fetchOne($0, sql: "SELECT count(value) FROM credential") }
            #expect(moved == 2)
        }
    }

    @Test func tokensAndTheirLineageAreRead() throws {
        let tokens = try opened("version-0.1").tokens(of: "sandbox")
        #expect(tokens.map(\.tokens.accessToken) == Self.accessTokens)
        #expect(tokens.map(\.tokens.refreshToken) == Self.refreshTokens)
        #expect(tokens.map(\.tokens.expiresIn) == [3600, 3600])
        #expect(tokens.map(\.tokens.scope.text) == ["profile generations", "profile generations"])
        #expect(tokens.map(\.grantType) == ["authorization_code", "refresh_token"])
        #expect(tokens.map(\.parent) == [nil, 1])
        #expect(tokens.map(\.authorization).first == 1)
        #expect(tokens.map(\.exchange) == [6, 8])
    }

    @Test func theAuthorizationIsRead() throws {
        let authorization = try #require(try opened("version-0.1").authorization(1))
        #expect(authorization.code == Self.code)
        #expect(authorization.verifier == "CHD78vWhAQoOsbQwaxPxAzE5DPCajX5lwGkFBT8fLGo")
        #expect(authorization.user == "ada")
        #expect(authorization.error == nil)
    }

    @Test func exchangesAreRead() throws {
        let exchanges = try opened("version-0.1").allExchanges()
        #expect(exchanges.map(\.number) == Array(1...10))
        #expect(
            exchanges.map(\.purpose) == [
                .management, .browser, .browser, .browser, .browser, .token, .resource, .token, .resource, .token,
            ])
        #expect(
            exchanges.map { $0.exchange.response?.status } == [201, 200, 303, 200, 303, 200, 200, 200, 401, 400])
        let userinfo = try #require(exchanges.first { $0.number == 7 }?.exchange.response)
        #expect(try JSON(parsing: userinfo.body)["username"]?.string == "ada")
        let redemption = try #require(exchanges.first { $0.number == 6 }?.exchange.request.body)
        let form = FormParameters.parse(String(decoding: redemption, as: UTF8.self))
        #expect(form.first("code") == Self.code)
        #expect(form.first("client_secret") == Self.clientSecret)
    }

    @Test func variablesAreRead() throws {
        #expect(
            try opened("version-0.1").variables() == [
                SessionVariable(name: "greeting", value: "hello", isSecret: false),
                SessionVariable(name: "pin", value: "pin-value-0001", isSecret: true),
            ])
    }

    @Test func failuresAreRead() throws {
        let store = try opened("version-0.1")
        let last = try #require(try store.lastFailure())
        #expect((last.code, last.command, last.exchange) == ("invalid_grant", "exchange", 10))
        let first = try #require(try store.failure(ofExchange: 9))
        #expect((first.code, first.command, first.token) == ("invalid_token", "get", 2))
    }

    @Test func everySecretStaysMasked() throws {
        let secrets = Set(try opened("version-0.1").secrets())
        let expected = [Self.clientSecret, Self.code, "other-secret-01", "pin-value-0001", "nonsense", "engine"]
        for secret in expected + Self.accessTokens + Self.refreshTokens {
            #expect(secrets.contains(secret), "\(secret) is no longer known as a secret")
        }
    }

    @Test func theLockedOneOpensWithItsPassphraseAndHoldsTheSame() throws {
        let plain = try opened("version-0.1")
        let locked = try opened("version-0.1-locked")
        #expect(try locked.lockParameters() != nil)
        #expect(try locked.clients().map(\.registration.id) == [Self.clientID, "other-client"])
        #expect(try locked.clients().map(\.registration.secret) == [nil, nil])
        #expect(try locked.secrets().isEmpty)
        #expect(throws: (any Error).self) { try locked.unlock("another passphrase") }
        try locked.unlock(Self.passphrase)
        #expect(try locked.lockParameters() == nil)
        #expect(try locked.clients() == plain.clients())
        #expect(try locked.tokens(of: "sandbox") == plain.tokens(of: "sandbox"))
        #expect(try locked.authorization(1) == plain.authorization(1))
        #expect(try locked.allExchanges() == plain.allExchanges())
        #expect(try locked.variables() == plain.variables())
        #expect(try locked.lastFailure() == plain.lastFailure())
        #expect(try Set(locked.secrets()) == Set(plain.secrets()))
    }

    /// The commands see what the store holds: what was chosen is still chosen, and `why` still proves the failure.
    @Test func commandsWorkOnIt() async throws {
        let folder = Bench.newFolder()
        _ = try copy(of: "version-0.1", in: folder)
        let bench = await Bench(folder: folder, session: "earlier")
        #expect(await bench.run("show {{token.access}}\nshow {{client.secret}}\nshow {{pin}}\nwhy") == [])
        let answers = await bench.display.answers
        #expect(answers.count == 4)
        #expect(answers.last?.json?["cause"]?.string == "code-reused")
    }
}
