import BenchSupport
import Foundation
import GRDB
import HTTPMessage
import JSONKit
import Testing

@testable import Session
@testable import Workbench

@Suite struct LockTests {
    private static let exchanged = [HTTPResponse.tokens, HTTPResponse.json(["access_token": "in-a-body-1"])]

    /// A session with a secret in every table that may hold one.
    private func lived() async -> Bench {
        let bench = await Bench(Self.exchanged)
        await bench.run(
            Bench.ready
                + "provider set api_key=api-key-12345\nauthorize\nexchange\nset --secret pin = variable-secret-1\n"
                + "get /x?code=in-a-query-1 X-Api-Key:in-a-header-1")
        return bench
    }

    private static let secrets = [
        "s3cret-value-1", "access-token-1", "refresh-token-1", "code-12345678", "variable-secret-1", "in-a-body-1",
        "in-a-query-1", "in-a-header-1", "api-key-12345",
    ]

    private func file(_ bench: Bench) -> String {
        let path = "\(bench.folder)/test.sqlite"
        return [path, path + "-wal"].map { path in
            FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }.joined()
    }

    @Test func nothingSecretIsLeftInTheFile() async throws {
        let bench = await lived()
        for secret in Self.secrets { #expect(file(bench).contains(secret), "\(secret) was never there") }
        #expect(await bench.run("session lock --passphrase {{env.SECRET}}") == [])
        for secret in Self.secrets { #expect(!file(bench).contains(secret), "\(secret) is still there") }
        #expect(await bench.run("client list\ntoken list\nlog\nsession show") == [])
        for line in ["get /x", "exchange", "authorize", "show {{client.secret}}", "client show --reveal"] {
            #expect(await bench.run(line) == ["locked"], "\(line)")
        }
    }

    @Test func unlockingBringsEverythingBack() async throws {
        let bench = await lived()
        let tables = [
            "provider", "client", "credential", "clientVersion", "failure", "authorization", "token", "variable",
            "exchange",
            "secret",
        ]
        func rows() async throws -> [String] {
            try await bench.workbench.store().read("test") { database in
                try tables.flatMap { table in
                    try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map(\.description)
                }
            }
        }
        let before = try await rows()
        #expect(await bench.run("session lock --passphrase {{env.SECRET}}") == [])
        #expect(try await rows() != before)
        #expect(await bench.run("session unlock --passphrase wrong-one") == ["wrong-passphrase"])
        #expect(await bench.run("session unlock --passphrase {{env.SECRET}}") == [])
        #expect(try await rows() == before)
        #expect(await bench.run("session unlock --passphrase x") == ["not-locked"])
    }

    /// A table or a column that comes to be must be sealed, or said to hold no secret here.
    @Test func everyColumnIsSealedOrHarmless() async throws {
        let harmless: Set<String> = [
            "id", "name", "createdAt", "provider", "clientID", "authenticationMethod", "redirectURIs", "scope",
            "secretChangedAt", "client", "redirectURI", "error", "answeredAt", "user", "authorization", "parent",
            "exchange", "grantType", "tokenType", "refreshExpiresAt", "scopeIsStated", "expiresIn", "receivedAt",
            "revokedAt", "isSecret",
            "changedAt", "number", "purpose", "token", "redirectOf", "startedAt", "method", "status", "version",
            "reason", "bodySize", "failureCode", "timing", "tls", "peer", "since", "origin", "at", "code", "command",
            "fingerprint", "kind", "proof",
        ]
        let bench = await Bench()
        try await bench.workbench.store().read("test") { database in
            let tables = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
            for table in tables where !["secret", "setting", "grdb_migrations"].contains(table) {
                let sealed = SecretColumns.all.filter { $0.table == table }.flatMap(\.columns).map(\.name)
                for column in try database.columns(in: table).map(\.name) where !sealed.contains(column) {
                    #expect(harmless.contains(column), "\(table).\(column) may hold a secret in a locked session")
                }
            }
        }
    }

    @Test func asksWhereNothingIsGiven() async {
        let bench = await Bench()
        #expect(await bench.run("session lock") == ["nobody-to-ask"])
        #expect(await bench.run("client add x client_secret=?") == ["nobody-to-ask"])
    }
}
