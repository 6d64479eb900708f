import BenchSupport
import Diagnostics
import Foundation
import JSONKit
import Testing

@testable import Commands
@testable import Settings
@testable import Workbench

/// The examples of `help COMMAND` run as they stand, in a session where the flow has been gone through.
@Suite struct ExampleTests {
    /// What comes before an example that is about something else than the flow.
    private static let contexts: [String: String] = [
        "exchange": "authorize --as ada", "exchange code_verifier={{random 32}}": "authorize --as ada",
        "exchange -redirect_uri": "authorize --as ada", "exchange --auth client_secret_basic": "authorize --as ada",
        "expect status == 201": "client create Other",
        "expect $.clientSecret startsWith secret_": "client create Other",
        "expect $.error not exists": "get /oauth/userinfo", "expect $.choices | count > 0": chat,
        "show $.choices | count": chat, "save reply = $.choices[0].message.content": chat,
        "save --secret key = $.clientSecret": "client create Other",
        #"match $.choices '[{"finish_reason": #string, ...}...]'"#: chat,
        #"match {{user}} '{"roles": ["admin", ...], ...}'"#: #"set user:='{"roles": ["admin", "author"]}'"#,
        "client use \"My Cool App\"": "client create Other", "client remove \"My Cool App\"": "client create Other",
        "session use my-api": "session new my-api\nsession use mine",
        "session delete old": "session new old\nsession use mine",
        "session import my-api.json": "session export my-api.json\nsession rename other",
        "session unlock": "session lock",
        "record stop my.keyway": "record start\nget /oauth/userinfo",
        "record stop --keep-failures": "record start my.keyway\nget /oauth/userinfo",
        "import har session.har": "export har all --to session.har",
        "import recording failure.json": "try get /nowhere\nwhy --recording failure.json\nsession new for-a-recording",
        "import curl request.sh --print": "export curl --reveal --to request.sh",
        "provider remove issuer.example": "provider add issuer.example base_url=https://issuer.example",
        "alias me": "alias me = 'get /oauth/userinfo'", "unalias me": "alias me = 'get /oauth/userinfo'",
        "plugin add ./sign.keyway": "plugin new sign", "plugin test ./sign.keyway": "plugin new sign",
        "plugin show sigv4": "plugin new sigv4\nplugin add ./sigv4.keyway --yes sigv4",
        "plugin remove sigv4": "plugin new sigv4\nplugin add ./sigv4.keyway --yes sigv4",
        "tutorial skip": "tutorial", "tutorial stop": "tutorial", "unset model size": "set model=a size=b",
        "edit --body": chat,
    ]

    private static let chat =
        #"post /oauth/chat/completions model=sandbox/echo messages:='[{"role":"user","content":"Hello"}]'"#

    /// What cannot go on here, and by which code it ends: a browser that nobody sits at, an API that has not the URL, and
    /// what is made wrong on purpose.
    private static let failures: [String: String] = [
        #"authorize scope="profile generations""#: "state-missing",
        "authorize --manual prompt=consent": "state-missing", "exchange code_verifier={{random 32}}": "invalid_grant",
        "exchange -redirect_uri": "invalid_request", "userinfo -Authorization": "missing_token",
        "token verify 1 --access": "token-opaque", "put /things/1 name=new": "unknown_url",
        "grant urn:example:grant code=1234 scope=profile": "unsupported_grant_type",
        "grant jwt-bearer sub=ada exp=+300": "invalid_grant",
        "grant saml-bearer assertion=@assertion.xml": "unsupported_grant_type",
        "grant password username=ada password=?": "unsupported_grant_type", "patch /things/1 name=new": "unknown_url",
        "delete /things/1": "unknown_url",
    ]

    /// Whether an example is about what is not at hand: another host, or a program that has to be written first; or is
    /// shown by a transcript, since making a key of a passphrase takes its time.
    private static func isElsewhere(_ example: String) -> Bool {
        example.contains(/https:\/\/(issuer|api)\.example/) && !example.contains("base_url")
            || example.contains("sigv4.py")
            || example.contains("--kind process") || example.contains("--passphrase")
    }

    /// Shown by screen plays: they go on until somebody ends them, or are for a screen.
    private static let elsewhere: Set<String> = ["watch", "debug", "change", "refuse", "annotate"]

    private static var commands: [String] {
        CommandTable.standard.commands.map(\.name).filter { !elsewhere.contains($0) }
    }

    @Test(arguments: commands) func examplesRun(_ name: String) async throws {
        let command = try #require(CommandTable.standard.command(name))
        let bench = try await newBench()
        #expect(await failed(Self.flow, bench) == [])
        for example in command.examples where !Self.isElsewhere(example) {
            if let context = Self.contexts[example] { _ = await failed(context, bench) }
            let codes = await failed(example, bench)
            #expect(codes == (Self.failures[example].map { [$0] } ?? []), "\(example)")
        }
        await bench.stop()
    }

    private static let flow = """
        client create "My Cool App" redirect={{callback}} scope="openid profile generations characters"
        authorize --as ada
        exchange
        refresh
        get /oauth/userinfo
        get /oauth/userinfo
        """

    private func failed(_ text: String, _ bench: LiveBench) async -> [String] {
        await bench.workbench.runTyped(ScriptSource(.prompt, text: text)).map(\.code)
    }

    private func newBench() async throws -> LiveBench {
        let folder = Bench.newFolder()
        return try await LiveBench(
            session: "mine", folder: folder, keepsTypedLines: true,
            variables: [
                "CLIENT_SECRET": "s3cret-of-mine", "PASSPHRASE": "open sesame", "SERIKA_API_KEY": "sk-serika-key",
            ],
            ask: { _ in "y" }, askSecret: { _ in "open sesame" }
        ) { environment in
            environment.files = FolderFiles(folder: folder)
            environment.history = HistoryAccess(entries: { (1...12).map { "show status == \($0)" } }, clear: {})
            environment.editText = { _, _ in nil }
        }
    }
}

/// The working folder is one of the test's own.
private struct FolderFiles: FileAccess {
    let folder: String
    private var files: TestFiles { TestFiles(sessionFolder: folder) }

    init(folder: String) { self.folder = folder }

    var sessionFolder: String { folder }
    private func here(_ path: String) -> String {
        if path.hasPrefix(folder) { return path }
        let working = FileManager.default.currentDirectoryPath
        return folder + "/" + (path.hasPrefix(working) ? String(path.dropFirst(working.count + 1)) : path)
    }
    func read(_ path: String) throws(Diagnostic) -> [UInt8] { try files.read(here(path)) }
    func sessionNames() -> [String] { files.sessionNames() }
    func rename(_ path: String, to other: String) throws(Diagnostic) { try files.rename(here(path), to: here(other)) }
    func delete(_ path: String) throws(Diagnostic) { try files.delete(here(path)) }
    func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) { try files.write(bytes, to: here(path)) }
    func exists(_ path: String) -> Bool { files.exists(here(path)) }
}
