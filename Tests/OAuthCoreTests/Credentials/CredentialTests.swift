import OAuthCore
import OAuthSupport
import Testing

@Suite struct CredentialTests {
    @Test func theTableNamesEachOnce() {
        let names = CredentialKind.all.map(\.name)
        let items = CredentialKind.all.flatMap(\.itemNames)
        #expect(Set(names).count == names.count)
        #expect(Set(items).count == items.count)
        for kind in CredentialKind.all {
            #expect(CredentialKind.named(kind.name) == kind)
            #expect(!kind.itemNames.isEmpty && !kind.title.isEmpty && !kind.about.isEmpty)
            for item in kind.itemNames { #expect(CredentialKind.given(by: item) == kind) }
        }
        #expect(CredentialKind.named("certificate") == nil)
    }

    @Test(arguments: [CredentialKind.clientSecret, .privateKey])
    func noDescriptionHasTheValue(kind: CredentialKind) throws {
        let credential = try kind.read(kind == .privateKey ? SampleKey.ed25519 : "s3cr3t-value")
        for text in ["\(credential)", String(reflecting: [credential]), credential.summary] {
            for secret in credential.secrets { #expect(!text.contains(secret)) }
        }
        #expect(credential.secrets.contains(credential.value))
    }

    @Test func aRegistrationHasOneOfAKind() {
        var client = ClientRegistration(id: "a", secret: "1")
        client.secret = "2"
        #expect(client.credentials == [Credential(.clientSecret, "2")])
        client.secret = nil
        #expect(client.credentials.isEmpty)
        #expect(client == ClientRegistration(id: "a"))
    }

    @Test func theKeyWithTheSecretMembersIsMasked() throws {
        let key = try CredentialKind.privateKey.read(SampleKey.ed25519)
        #expect(key.secrets.contains("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"))
        #expect(!key.secrets.contains("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"))
    }
}
