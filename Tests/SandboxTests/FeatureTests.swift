import HTTPMessage
import JSONKit
import Testing

@testable import Sandbox
@testable import SandboxCore

@Suite struct FeatureTests {
    @Test func namesAreUniqueAndSaidInPlainForm() {
        let names = Feature.all.map(\.name)
        #expect(Set(names).count == names.count)
        for feature in Feature.all {
            #expect(feature.name.allSatisfy { $0.isLowercase || $0 == "-" }, "\(feature.name)")
            #expect(feature.summary.hasSuffix("."), "\(feature.name)")
            for setting in feature.settings {
                #expect(setting.name.hasPrefix("\(feature.name)."))
                #expect(setting.range.contains(setting.standard))
            }
        }
    }

    @Test func tablesHaveNoNameTwice() {
        let all = Feature.all
        expectUnique(all.flatMap { $0.faults.map(\.name) })
        expectUnique(all.flatMap { $0.grants.map(\.type) })
        expectUnique(all.flatMap { $0.clientVerifiers.map(\.method) })
        expectUnique(all.flatMap { $0.senderConstraints.map(\.member) })
        expectUnique(all.flatMap { $0.scopes.map(\.name) })
        expectUnique(all.flatMap { $0.consentSources.map(\.name) })
        expectUnique(all.flatMap { $0.pages.map(\.name) })
        expectUnique(all.flatMap { feature in feature.migrations.map { $0.name(in: feature) } })
    }

    private func expectUnique(_ names: [String]) { #expect(Set(names).count == names.count, "\(names)") }

    /// The names of migrations are in files of users.
    @Test func migrationsKeepTheirNames() {
        let names = Feature.all.flatMap { feature in feature.migrations.map { $0.name(in: feature) } }
        #expect(
            names.starts(with: [
                "1: provider", "provider: 2 client metadata", "protected-resources: 1 sender constraints",
            ]))
    }

    @Test func opensAStoreOfTheFirstRelease() async throws {
        let file = TemporaryStore()
        let first = Feature.all.map { feature in
            var feature = feature
            feature.migrations = feature.migrations.filter { $0.name(in: feature) == "1: provider" }
            feature.housekeeping = { _, _ in }
            return feature
        }
        try await TestSandbox.with({ $0.store = .file(file.path) }, features: first) { sandbox in
            let refused = try await sandbox.get("/oauth/userinfo")
            #expect(refused.status == 401)
        }
        try await TestSandbox.with({ $0.store = .file(file.path) }) { sandbox in
            let token = try await sandbox.accessToken(["profile"])
            #expect(token.hasPrefix("at_"))
        }
    }

    @Test func switchesOff() async throws {
        try await TestSandbox.with({ $0.features = ["introspection": false, "refresh-token": false] }) { sandbox in
            #expect(try await sandbox.post("/oauth/introspect", form: [:]).status == 404)
            let metadata = try await sandbox.get("/api/openai/v1/.well-known/openid-configuration").json()
            #expect(metadata["introspection_endpoint"] == nil)
            #expect(metadata["introspection_endpoint_auth_methods_supported"] == nil)
            #expect(metadata["revocation_endpoint"] != nil)
            let client = try await sandbox.register()
            let form = sandbox.tokenForm(client, code: try await sandbox.code(client))
            let tokens = try await sandbox.post("/oauth/token", form: form)
            #expect(tokens.status == 200)
            #expect(try tokens.json()["refresh_token"] == nil)
            let refresh = try await sandbox.post("/oauth/token", form: sandbox.refreshForm(client, "rt_any"))
            #expect(refresh.errorCode == "unsupported_grant_type")
            #expect(!sandbox.server.faults.contains { $0.name == "refresh-refused" })
            let off = sandbox.server.features.filter { !$0.isOn }.map(\.name)
            #expect(off.contains("introspection") && off.contains("refresh-token"))
        }
    }

    @Test func doesNotGrantScopesThatAreSwitchedOff() async throws {
        try await TestSandbox.with({ $0.features = ["characters": false] }) { sandbox in
            let client = TestClient(
                id: "client_sandbox_public", redirectURI: "http://127.0.0.1/callback",
                scopes: ["profile", "characters"])
            let browser = TestBrowser(sandbox)
            try await browser.open("/oauth/authorize?\(sandbox.query(client).encoded)")
            #expect(browser.callback.first("error") == "invalid_scope")
            try await browser.open("/oauth/authorize?\(sandbox.query(client, ["scope": nil]).encoded)")
            try await browser.signIn("ada")
            #expect(!browser.page.text.contains("Your characters"))
        }
    }

    @Test(arguments: ["meteor", "token-endpoint"])
    func refusesToSwitchOff(name: String) async throws {
        let error = await #expect(throws: SandboxError.self) {
            _ = try await TestSandbox.start({ $0.features = [name: false] })
        }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains(name) == true)
    }

    @Test(arguments: [("test.size", Int64(0), false), ("test.size", 3, true), ("test.weight", 3, false)])
    func checksSettings(name: String, value: Int64, isTaken: Bool) async throws {
        let setting = FeatureSetting("test.size", "a size", standard: 2, 1...9)
        var feature = Feature("test", "Says its size.")
        feature.settings = [setting]
        feature.metadata = { [MetadataMember("size", JSON($0.setting(setting)))] }
        let table = Feature.all + [feature]
        guard isTaken else {
            await #expect(throws: SandboxError.self) {
                _ = try await TestSandbox.start({ $0.settings = [name: value] }, features: table)
            }
            return
        }
        try await TestSandbox.with({ $0.settings = [name: value] }, features: table) { sandbox in
            let json = try await sandbox.get("/api/openai/v1/.well-known/openid-configuration").json()
            #expect(json["size"]?.integer == value)
        }
    }
}
