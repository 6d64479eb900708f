import FoundationEssentials
import HTTPMessage
import JSONKit
import Sandbox
import SandboxCore
import Testing

@Suite struct StoreTests {
    @Test func survivesARestart() async throws {
        let file = TemporaryStore()
        var client: TestClient?
        var tokens: TestTokens?
        try await TestSandbox.with({ $0.store = .file(file.path) }) { sandbox in
            let registered = try await sandbox.register()
            client = registered
            tokens = try await sandbox.tokens(registered)
        }
        try await TestSandbox.with({ $0.store = .file(file.path) }) { sandbox in
            let client = try #require(client)
            let tokens = try #require(tokens)
            #expect(try await sandbox.get("/oauth/userinfo", token: tokens.access).status == 200)
            let form = sandbox.refreshForm(client, tokens.refresh)
            #expect(try await sandbox.post("/oauth/token", form: form).status == 200)
        }
    }

    @Test func isSharedByTwo() async throws {
        let file = TemporaryStore()
        try await TestSandbox.with({ $0.store = .file(file.path) }) { one in
            try await TestSandbox.with({ $0.store = .file(file.path) }) { other in
                let client = try await one.register()
                let code = try await one.code(client)
                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    for index in 0..<20 {
                        let sandbox = index.isMultiple(of: 2) ? one : other
                        group.addTask {
                            try await sandbox.post("/oauth/token", form: sandbox.tokenForm(client, code: code)).status
                        }
                    }
                    return try await group.reduce(into: [Int]()) { $0.append($1) }
                }
                #expect(statuses.filter { $0 == 200 }.count == 1)
                #expect(statuses.filter { $0 == 400 }.count == 19)
            }
        }
    }

    @Test func keepsNoSecretAndIsPrivate() async throws {
        let file = TemporaryStore()
        var secrets: [String] = ["sk-sandbox-ada", "session-sandbox-ada", "engine"]
        try await TestSandbox.with({ $0.store = .file(file.path) }) { sandbox in
            let client = try await sandbox.register()
            let code = try await sandbox.code(client)
            let tokens = try sandbox.tokens(
                try await sandbox.post("/oauth/token", form: sandbox.tokenForm(client, code: code)))
            secrets += [client.secret ?? "", code, tokens.access, tokens.refresh]
            for suffix in ["", "-wal", "-shm"] {
                let mode = try FileManager.default.attributesOfItem(atPath: file.path + suffix)[.posixPermissions]
                #expect(mode as? Int == 0o600, "\(suffix)")
            }
            var bytes = Data()
            for suffix in ["", "-wal"] { bytes += try Data(contentsOf: URL(filePath: file.path + suffix)) }
            for secret in secrets { #expect(bytes.firstRange(of: Data(secret.utf8)) == nil) }
        }
    }

    @Test(arguments: ["/nowhere/at/all.sqlite", "/"])
    func saysWhatIsWrongWithAPath(path: String) async throws {
        let error = await #expect(throws: SandboxError.self) {
            _ = try await TestSandbox.start { $0.store = .file(path) }
        }
        #expect(error?.code == .store)
        #expect(error?.message.contains(path) == true)
    }

    @Test func refusesAFileOfAnotherKind() async throws {
        let file = TemporaryStore()
        try Data("this is no database, but a text that is long enough".utf8).write(to: URL(filePath: file.path))
        let error = await #expect(throws: SandboxError.self) {
            _ = try await TestSandbox.start { $0.store = .file(file.path) }
        }
        #expect(error?.code == .store)
    }
}
