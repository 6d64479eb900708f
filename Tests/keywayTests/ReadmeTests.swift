import Commands
import Diagnostics
import Foundation
import Script
import Testing
import Workbench

/// The README as a newcomer follows it: its tour goes as it is written down, and what it says to type can be typed.
///
/// `KEYWAY_RECORD=1` writes the tour anew if it has changed; such a run fails all the same.
@Suite(.serialized) struct ReadmeTests {
    private static let file = URL(filePath: Program.checkout).appending(path: "README.md")
    private let text: String
    private let home: TemporaryFolder

    init() throws {
        text = try String(contentsOf: Self.file, encoding: .utf8)
        home = try TemporaryFolder()
    }

    @Test func theTourGoesAsWritten() async throws {
        let replayed = try await Tour(text).replayed(home: home.path)
        if ProcessInfo.processInfo.environment["KEYWAY_RECORD"] == "1" {
            try Data(replayed.utf8).write(to: Self.file)
            Issue.record("recorded README.md")
        } else {
            let steady = Steady(home: home.path)
            #expect(steady.text(replayed) == steady.text(text))
        }
    }

    @Test func itsCommandsParse() {
        let vocabulary = CommandTable.standard.vocabulary
        let lines = commands(in: text[...], vocabulary)
        #expect(lines.count > 15)
        for line in lines {
            #expect(throws: Never.self, "\(line)") {
                try Script.parse(ScriptSource(.prompt, text: line), vocabulary: vocabulary)
            }
        }
    }

    /// What goes wrong on purpose is refused, and by the server.
    @Test func whatIsMadeWrongIsRefused() async throws {
        let part = try #require(text.firstMatch(of: /\*\*3\..*/)).output
        let lines = commands(in: part, CommandTable.standard.vocabulary)
        let exchanges = lines.filter { $0.hasPrefix("exchange ") }
        let start = "client create App redirect={{callback}} scope=profile\nauthorize --as ada\n"
        #expect(exchanges.count == 2)
        for line in exchanges {
            let refused = try await keyway(start + line)
            #expect(refused.output.contains("400 Bad Request"), "\(line): \(refused.output)")
            #expect(refused.status == 3)
        }
        _ = try await keyway(start + (exchanges.first { $0.contains("code_verifier") } ?? ""))
        #expect(try await keyway("why").output.hasPrefix("verifier-mismatch (proved)"))
        _ = try await keyway(start + "exchange")
        let others = lines.filter { !$0.hasPrefix("exchange ") }
        let refused = others.filter { $0.hasPrefix("authorize ") || $0.hasPrefix("get ") }
        #expect(refused.count == 2)
        for line in refused { #expect(try await keyway(line).status == 3, "\(line)") }
        for line in others where line.hasPrefix("sandbox ") { #expect(try await keyway(line).status == 0, "\(line)") }
    }

    @Test func theRecipeRuns() async throws {
        let recipe = try #require(text.firstMatch(of: /```\n(client create (?s:.*?))```/)).output.1
        let file = home.path + "/my.keyway"
        try Data(recipe.utf8).write(to: URL(filePath: file))
        let run = try await ShellRun("keyway run '\(file)'", home: home.path)
        #expect(run.status == 0, "\(run.output)")
    }

    /// Pasted lines end at the first that fails: nothing of one provider's goes to another.
    @Test func aFailedChangeOfTheProviderEndsThePaste() async throws {
        let lines = try #require(text.firstMatch(of: /```\n(use https(?s:.*?))```/)).output.1
        let run = try await keyway(String(lines).replacing("https://issuer.example", with: "http://127.0.0.1:9"))
        #expect(run.status == 3)
        #expect(run.output.contains("GET http://127.0.0.1:9/.well-known/oauth-authorization-server failed"))
        #expect(!run.output.contains("client"))
    }

    private func keyway(_ lines: String) async throws -> ShellRun {
        let file = home.path + "/lines.keyway"
        try Data((lines + "\n").utf8).write(to: URL(filePath: file))
        return try await ShellRun("keyway < '\(file)'", home: home.path)
    }

    /// The pieces of code in a text that begin with a command, without those that leave something to fill in.
    private func commands(in text: Substring, _ vocabulary: Vocabulary) -> [String] {
        text.replacing(/```(?s:.*?)```/, with: "").matches(of: /`([^`\n]+)`/).map { String($0.output.1) }.filter {
            line in
            let word = String(line.prefix { $0 != " " })
            // A word alone only names a command.
            let isCommand = line != word && (vocabulary.command(word) != nil || vocabulary.group(word) != nil)
            return isCommand && line.firstMatch(of: /…|\b[A-Z]{3,}\b|\bNAME\b/) == nil
        }
    }
}

/// The README's console sessions, which are one: each goes on where the one before has stopped.
private struct Tour {
    private let lines: [String]
    private static var prompt: Regex<(Substring, Substring, Substring?)> {
        /(sandbox[^ >]*(?: \d+[smh])?>)(?: (.+))?/
    }

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The text with its sessions as they go today; as it is where they differ only by chance.
    func replayed(home: String) async throws -> String {
        // What a line still takes would stand behind it.
        let unhinted = "keyway -c 'config hints off' > /dev/null; exec keyway"
        let window = try TerminalWindow(unhinted, columns: 100, rows: 200, home: home)
        try await window.waitForPrompt("sandbox>")
        var written: [String] = []
        var session: [String]?
        var shown = 0
        for line in lines {
            if line == "```console" {
                session = []
                written.append(line)
            } else if line == "```", let before = session {
                written += try seen(in: window, from: &shown, after: before) + [line]
                session = nil
            } else if session != nil {
                session?.append(line)
                if let typed = line.wholeMatch(of: Self.prompt)?.output.2 { try await type(String(typed), window) }
            } else {
                written.append(line)
            }
        }
        let (today, before) = (written.joined(separator: "\n"), lines.joined(separator: "\n"))
        let steady = Steady(home: home)
        return steady.text(today) == steady.text(before) ? before : today
    }

    private func type(_ line: String, _ window: TerminalWindow) async throws {
        try await window.type(line)
        // Until it is there the prompt before looks as the next one will.
        try await window.waitUntil("what was typed") { $0.hasSuffix(line.suffix(8)) }
        try window.press("Enter")
        try await window.waitUntil("the next prompt") {
            $0.wholeMatch(of: Self.prompt).map { $0.output.2 == nil } ?? false
        }
    }

    /// What has come since the session before, as far as the written one shows it.
    private func seen(in window: TerminalWindow, from shown: inout Int, after before: [String]) throws -> [String] {
        var all = try window.scrollback().split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        while all.last?.isEmpty == true { all.removeLast() }
        // The last line is the prompt of the next session.
        let end = all.count - 1
        let start = shown
        shown = end
        let opening = before.first.map { $0.hasPrefix("$ ") ? [$0] : [] } ?? []
        let closing = before.last?.wholeMatch(of: Self.prompt).map { $0.output.2 == nil } == true ? [all[end]] : []
        return opening + all[start..<end] + closing
    }
}
