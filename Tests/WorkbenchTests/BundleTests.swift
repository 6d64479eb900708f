import BenchSupport
import Diagnostics
import Foundation
import GRDB
import HTTPMessage
import JSONKit
import Script
import Testing

@testable import Session
@testable import Workbench

/// `session export` and `session import`: nothing secret leaves by itself, and nothing hostile gets in.
@Suite struct BundleTests {
    private let folder = Bench.newFolder()

    private var file: String { folder + "/bundle.json" }

    private static let secrets = [
        "s3cret-value-1", "access-token-1", "refresh-token-1", "code-12345678", "variable-secret-1", "in-a-body-1",
        "in-a-query-1", "in-a-header-1", "api-key-12345",
    ]

    /// A session with a secret in every table that may hold one.
    private func lived() async -> Bench {
        let bench = await Bench([.tokens, .json(["access_token": "in-a-body-1"])], folder: folder)
        await bench.run(
            Bench.ready
                + "provider set api_key=api-key-12345\nauthorize\nexchange\nset --secret pin = variable-secret-1\n"
                + "set color = blue\nget /x?code=in-a-query-1 X-Api-Key:in-a-header-1")
        return bench
    }

    private func text() -> String {
        FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The file with every value that is in base64url written out.
    private func openText() throws -> String {
        let tables = try JSON(parsing: Array(text().utf8))["tables"]?.members ?? []
        let bytes = tables.flatMap { $0.value["rows"]?.elements ?? [] }.flatMap { $0.elements ?? [] }
            .compactMap { StoredValue.value($0) }.compactMap { Data.fromDatabaseValue($0) }
        return text() + bytes.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    }

    private func tables(_ bench: Bench) async throws -> [String] {
        try await bench.workbench.store().read("test") { database in
            try SessionStore.exportedTables.sorted().flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }
            }
        }
    }

    @Test func theTablesAreThoseOfASession() async throws {
        let names = try await Bench(folder: folder).workbench.store().read("test") {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        #expect(Set(names.filter { !$0.hasPrefix("sqlite") && $0 != "grdb_migrations" }) == SessionStore.exportedTables)
    }

    @Test("A file that cannot be written is refused before a passphrase is asked for")
    func theTargetIsLookedAtFirst() async throws {
        let bench = await Bench(
            folder: folder,
            change: {
                $0.askSecret = { _ in
                    Issue.record("asked"); return "x"
                }
            })
        #expect(await bench.run("set a = 1") == [])
        try Data("x".utf8).write(to: URL(fileURLWithPath: file))
        for target in [folder, "\(file)/inner.json"] {
            #expect(await bench.run("session export \(target) --force --passphrase ?") == ["file"], "\(target)")
        }
        let recipe = ScriptSource(
            .recipe(path: folder + "/a.keyway"), text: "session export /tmp/x.json --passphrase ?")
        let allowed = await Bench(
            folder: folder,
            change: {
                $0.askSecret = { _ in
                    Issue.record("asked"); return "x"
                }
                $0.allowed = [.sessions]
            })
        #expect(await allowed.workbench.run(recipe).map(\.code) == ["not-allowed"])
    }

    @Test func withoutAPassphraseNothingSecretIsInIt() async throws {
        let bench = await lived()
        #expect(await bench.run("session export \(file)") == [])
        let text = try openText()
        for secret in Self.secrets { #expect(!text.contains(secret), "\(secret) is in the bundle") }
        #expect(text.contains("blue") && text.contains("my-client") && text.contains("X-Api-Key"))
        #expect(!text.contains("fingerprint key"))
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func aMaskedSessionIsLookedAtAndNotUsed() async throws {
        #expect(await lived().run("session export \(file)") == [])
        let elsewhere = await Bench([.tokens, .json(["ok": true])])
        #expect(await elsewhere.run("session import \(file)") == [])
        #expect(
            await elsewhere.run("log\nlog 1\nclient list\ntoken list\nvars\nexpect {{color}} == blue\nsession show")
                == [])
        let sent = elsewhere.transport.requests.count
        #expect(await elsewhere.run("why") == ["masked"])
        for line in ["get /y", "refresh", "revoke", "userinfo"] {
            #expect(await elsewhere.run(line).count == 1, "\(line)")
        }
        #expect(elsewhere.transport.requests.count == sent, "a mask was sent")
        // A client of one's own works as ever.
        #expect(await elsewhere.run("client add mine client_secret=mine-12345678\nauthorize\nexchange\nget /y") == [])
    }

    @Test func withAPassphraseEverythingComesBack() async throws {
        let bench = await lived()
        #expect(await bench.run("session export \(file) --passphrase {{env.SECRET}}") == [])
        for secret in Self.secrets + ["blue", "my-client"] { #expect(!text().contains(secret)) }
        #expect(await bench.run("session import \(file) --name copy --passphrase wrong-one") == ["wrong-passphrase"])
        #expect(await bench.run("session import \(file) --passphrase {{env.SECRET}}") == ["session-exists"])
        let before = try await tables(bench)
        #expect(await bench.run("session import \(file) --name copy --passphrase {{env.SECRET}}") == [])
        #expect(try await tables(bench) == before)
        #expect(await bench.workbench.sessionName == "copy")
        #expect(
            await bench.run("expect {{pin}} == variable-secret-1\nexpect {{client.secret}} == s3cret-value-1") == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains(".new") } == [])
    }

    @Test func theLogMayStayBehind() async throws {
        let bench = await lived()
        #expect(await bench.run("session export \(file) --no-log --passphrase @\(folder)/none") == [])
        #expect(await bench.run("session import \(file) --name copy --passphrase @\(folder)/none") == [])
        #expect(try await bench.workbench.store().exchanges(last: 10).isEmpty)
        #expect(await bench.run("expect {{token.access}} == access-token-1") == [])
    }

    @Test func whatIsThereIsNotWrittenOver() async throws {
        let bench = await lived()
        #expect(await bench.run("session export \(file)\nsession export \(file)") == ["file-exists"])
        #expect(await bench.run("session export \(file) --force") == [])
        #expect(await bench.run("session lock --passphrase x1\n") == [])
        #expect(await bench.run("session export \(file) --force") == ["locked"])
    }

    /// Every place where it may be cut off, and every byte that may be another.
    @Test func aDamagedBundleIsRefusedAndLeavesNothing() async throws {
        let bench = await lived()
        for line in ["session export \(file) --no-log", "session export \(file) --no-log --force --passphrase p1"] {
            #expect(await bench.run(line) == [])
            let whole = Array(text().utf8)
            var generator = SystemRandomNumberGenerator()
            for round in 0..<12 {
                var bytes = whole
                if round < 6 {
                    bytes.removeLast(Int.random(in: 3..<whole.count, using: &generator))
                } else {
                    bytes[Int.random(in: 0..<whole.count, using: &generator)] = UInt8.random(
                        in: 0...255, using: &generator)
                }
                try Data(bytes).write(to: URL(filePath: file))
                let codes = await bench.run("session import \(file) --name copy\(round) --passphrase p1")
                if round < 6 { #expect(codes == ["bundle-damaged"], "cut off: \(codes)") }
                if codes != [] {
                    #expect(!FileManager.default.fileExists(atPath: "\(folder)/copy\(round).sqlite"))
                } else {
                    // What it holds now may be odd, but it can be read.
                    await bench.run("log\nvars\nclient list\ntoken list\nsession show\nsession use test")
                    await bench.run("session delete copy\(round)")
                }
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains(".new") } == [])
    }

    static let hostile: [(String, String)] = [
        ("[]", "no-bundle"), ("{}", "no-bundle"), (#"{"keyway_session":2}"#, "bundle-newer"),
        (#"{"keyway_session":1,"schema":["1 session","9 later"],"tables":{}}"#, "bundle-newer"),
        (#"{"keyway_session":1}"#, "bundle-damaged"),
        (#"{"keyway_session":1,"name":"../x","tables":{}}"#, "session-name"),
        (
            #"{"keyway_session":1,"name":"a","tables":{"sqlite_master":{"columns":["name"],"rows":[["x"]]}}}"#,
            "bundle-damaged"
        ),
        (
            #"{"keyway_session":1,"name":"a","tables":{"client":{"columns":["id; DROP TABLE x"],"rows":[[1]]}}}"#,
            "bundle-damaged"
        ),
        (
            #"{"keyway_session":1,"name":"a","tables":{"variable":{"columns":["name","json","isSecret","changedAt"],"rows":[["a","1","no",1]]}}}"#,
            "bundle-damaged"
        ),
        (
            #"{"keyway_session":1,"name":"a","tables":{"variable":{"columns":["name"],"rows":[["a"]]}}}"#,
            "bundle-damaged"
        ),
        (
            #"{"keyway_session":1,"name":"a","tables":{"variable":{"columns":["name","name"],"rows":[["a","b"]]}}}"#,
            "bundle-damaged"
        ),
        (
            #"{"keyway_session":1,"name":"a","tables":{"variable":{"columns":["name","json"],"rows":[["a"]]}}}"#,
            "bundle-damaged"
        ),
        (
            #"{"keyway_session":1,"name":"a","tables":{"token":{"columns":["id","provider","client","grantType","accessToken","tokenType","scope","scopeIsStated","receivedAt","extra"],"rows":[[1,"test",77,"x","a","b","",0,1,"{}"]]}}}"#,
            "bundle-damaged"
        ),
        (
            #"{"keyway_session":1,"name":"a","sealed":"AAAA","key":{"kdf":"scrypt","salt":"AAAAAAAAAAAAAAAAAAAAAA","n":1048576,"r":16,"p":4,"cipher":"AES-256-GCM","check":"AA"}}"#,
            "bundle-damaged"
        ),
    ]

    @Test(arguments: hostile) func somebodyElsesBundleIsRefused(_ text: String, _ code: String) async throws {
        let bench = await Bench(folder: folder)
        _ = try await bench.workbench.store()
        try Data(text.utf8).write(to: URL(filePath: file))
        #expect(await bench.run("session import \(file) --passphrase p1") == [code])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("a.") } == [])
    }

    /// A lock or a mark of masks is not taken over from a bundle.
    @Test func settingsOfTheFileStayOut() async throws {
        let bench = await Bench(folder: folder)
        _ = try await bench.workbench.store()
        try Data(
            #"{"keyway_session":1,"name":"a","tables":{"setting":{"columns":["name","value"],"rows":[["lock","{}"],["provider","test"]]}}}"#
                .utf8
        ).write(to: URL(filePath: file))
        #expect(await bench.run("session import \(file)") == [])
        #expect(try await bench.workbench.store().setting("lock") == nil)
        #expect(try await bench.workbench.store().setting("provider") == "test")
    }
}
