import Diagnostics
import Foundation
import GRDB
import JSONKit
import OAuthCore
import Redaction
import Testing

@testable import Session

/// What a client proves itself with, in rows of its own.
@Suite struct CredentialTests {
    private let store: SessionStore
    private let registration: ClientRegistration
    private let key = Credential(.privateKey, #"{"kty":"OKP","crv":"Ed25519","x":"eHg","d":"private-part-1"}"#)

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("keyway-\(UUID().uuidString)").path
        store = try SessionStore(path: folder + "/session.sqlite")
        registration = ClientRegistration(
            id: "c1", credentials: [Credential(.clientSecret, "secret-value"), key], name: "N", proof: "dpop")
    }

    private func columns(_ sql: String) throws -> [String?] {
        try store.read("test") { try String?.fetchAll($0, sql: sql) }
    }

    @Test func eachIsReadAsItWasSaved() throws {
        let saved = try store.save(registration, provider: "p", at: 1)
        #expect(saved.registration == registration)
        #expect(try store.clients(of: "p").map(\.registration) == [registration])
        #expect(try Set(store.secrets()).isSuperset(of: ["secret-value", key.value, "private-part-1"]))
        #expect(try columns("SELECT secret FROM client") == [nil])
    }

    @Test func aSaveWithoutOneKeepsIt() throws {
        _ = try store.save(registration, provider: "p", at: 1)
        let again = try store.save(ClientRegistration(id: "c1", secret: "new-secret"), provider: "p", at: 2)
        #expect(again.registration.credentials == [Credential(.clientSecret, "new-secret"), key])
        #expect(again.registration.proof == "dpop")
        #expect(try store.clientVersions(of: "p").map(\.registration.secret) == ["secret-value", "new-secret"])
    }

    @Test func aClientTakesItsCredentialsWithIt() throws {
        let client = try store.save(registration, provider: "p", at: 1)
        try store.deleteClient(client.id)
        #expect(try columns("SELECT value FROM credential").isEmpty)
    }

    @Test func theLockSealsThem() throws {
        let client = try store.save(registration, provider: "p", at: 1)
        try store.lock("a passphrase", salt: [UInt8](repeating: 1, count: 16))
        #expect(try store.client(client.id)?.registration.credentials == [])
        #expect(try columns("SELECT value FROM credential") == [nil, nil])
        try store.unlock("a passphrase")
        #expect(try store.client(client.id) == client)
    }

    @Test func aMaskedExportHasNone() throws {
        _ = try store.save(registration, provider: "p", at: 1)
        let mask = RowMask(masker: Masker(fingerprint: Fingerprint(key: [1])))
        let rows = try store.rows(leavingOut: [], mask: mask)["credential"]?["rows"]?.text() ?? ""
        #expect(rows.contains("client_secret"))
        #expect(!rows.contains("secret-value") && !rows.contains("private-part-1"))
    }

    /// An export of the time before there were credentials.
    @Test func anEarlierExportIsRead() throws {
        let tables = try JSON(
            parsing: """
                {"client": {"columns": ["id", "provider", "clientID", "secret", "name", "authenticationMethod",
                "redirectURIs", "scope", "createdAt", "secretChangedAt"],
                "rows": [[1, "p", "c1", "old-secret", null, null, "[]", "", 5, null]]}}
                """)
        try store.fill(tables, from: "bundle.json")
        #expect(try store.clients(of: "p").map(\.registration) == [ClientRegistration(id: "c1", secret: "old-secret")])
        #expect(try columns("SELECT secret FROM client") == [nil])
    }
}
