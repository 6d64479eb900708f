import Foundation
import Testing

/// After a session with secrets of every kind, a search of what is kept beside the session finds none of them.
@Suite struct SecretSearchTests {
    private let home: TemporaryFolder

    init() throws { home = try TemporaryFolder() }

    /// Every file below the home folder except the sessions themselves, and what the sandbox keeps.
    private func keptFiles() throws -> [(path: String, text: String)] {
        let root = URL(filePath: home.path)
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey])
        return (files?.allObjects ?? []).compactMap { $0 as? URL }.filter { url in
            (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
                && !url.path.contains(".sqlite")
        }.map { ($0.path, (try? String(contentsOf: $0, encoding: .utf8)) ?? "") }
    }

    @Test func noneIsFoundOutsideTheSession() async throws {
        let window = try TerminalWindow("S=from-the-environment-1 keyway", columns: 100, rows: 50, home: home.path)
        try await window.waitForPrompt("sandbox>")
        let asked = "asked-for-secret-1"
        try window.type("client add web client_secret=? redirect={{callback}} scope=profile")
        try window.press("Enter")
        try await window.wait(for: "client secret:")
        try window.type(asked)
        try window.press("Enter")
        try await window.waitForPrompt("sandbox/web>")
        for line in [
            "set --secret pin = {{env.S}}", "show {{pin}}", "vars", "client show", "client create App",
            "config hints off", "authorize --as ada", "exchange", "show request", "log",
            "token show", "nonsense {{env.S}}", "get /oauth/userinfo Authorization:{{env.S}}",
        ] {
            try window.type(line)
            try window.press("Enter")
            try await window.wait(for: line)
            try await window.waitForPrompt("> ".trimmingCharacters(in: .whitespaces))
        }
        let screen = try window.screen().joined(separator: "\n")
        let typed = "typed-by-hand-1"
        try window.type("client add other client_secret=\(typed)")
        try window.press("Enter")
        try await window.wait(for: "added the client other")
        try await window.waitForPrompt(">")
        try window.type("session lock --passphrase \(typed)-2")
        try window.press("Enter")
        try await window.waitForPrompt("locked>")
        let revealed = try await ShellRun("cat \"$XDG_STATE_HOME/keyway/history\"", home: home.path).output
        #expect(revealed.contains("client create App"), "the history was not kept at all")
        for secret in [asked, "from-the-environment-1", typed] {
            #expect(!screen.contains(secret) || secret == typed)
            for file in try keptFiles() { #expect(!file.text.contains(secret), "\(secret) is in \(file.path)") }
        }
    }

    /// What the session has learned before is known to a new prompt at its first line, and to one that was there already.
    @Test func aSecretOfTheSessionIsKnownToEveryPrompt() async throws {
        _ = try await ShellRun(
            "keyway -c 'client add web client_secret={{env.HOME}}' ; keyway -c vars", home: home.path)
        let first = try TerminalWindow("keyway", columns: 100, rows: 50, home: home.path)
        try await first.waitForPrompt("sandbox/web>")
        try first.type("set note = seen-\(home.path)")
        try first.press("Enter")
        try await first.wait(for: "note =")
        _ = try await ShellRun("keyway -c 'set --secret pin = learned-elsewhere-1'", home: home.path)
        try first.type("set other = learned-elsewhere-1")
        try first.press("Enter")
        try await first.wait(for: "other =")
        try first.type("set plain = kept")
        try first.press("Enter")
        try await first.wait(for: "plain =")
        try await first.waitForPrompt("sandbox/web>")
        let kept = try await ShellRun("cat \"$XDG_STATE_HOME/keyway/history\"", home: home.path).output
        #expect(kept == "set plain = kept\n")
    }
}
