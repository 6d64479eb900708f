import Foundation
import Session
import Testing

@testable import Commands
@testable import Workbench

/// After a session that uses every command, with secrets of every kind, a search of all that it leaves behind beside
/// the session itself finds none of them.
@Suite(.serialized) struct SecretSearchTests {
    private let home: TemporaryFolder
    /// What the process is given; their names tell that they are secret.
    private static let given = [
        "API_KEY": "sk-given-0123456789abcdef", "EXTRA": "extra-secret-0123456789", "PIN": "pin-marked-as-secret-1",
        "PASSPHRASE": "passphrase-of-the-session-1",
    ]

    init() throws { home = try TemporaryFolder() }

    @Test func everyCommandIsUsed() {
        #expect(EveryCommand.missing(in: CommandTable.standard.commands.map(\.name)) == [])
    }

    @Test func noneIsFoundAfterASessionOfEveryCommand() async throws {
        let window = try prompt("EDITOR=true keyway 2> errors")
        for line in EveryCommand.lines { try await run(line, in: window) }
        let used = try secrets()
        #expect(used.count > 20)
        try await window.type(EveryCommand.last)
        try window.press("Enter")
        try await window.wait(for: "[left]")
        let history = try await ShellRun("cat \"$XDG_STATE_HOME/keyway/history\"", home: home.path).output
        #expect(history.contains("client create App"), "the history was not kept at all")
        try search(for: used, screen: window.scrollback())
    }

    @Test func noneIsFoundAfterARunWithReports() async throws {
        let variables = Self.given.map { "\($0)='\($1)'" }.joined(separator: " ")
        let recipe = home.path + "/secrets.keyway"
        try Data(EveryCommand.recipe.utf8).write(to: URL(filePath: recipe))
        let command = """
            \(variables) keyway run --session kept --report junit=\(home.path)/junit.xml --report tap=\(home.path)/tap \
            --report json=\(home.path)/report.json --report html=\(home.path)/html --record \(home.path)/recording \
            \(recipe)
            """
        let run = try await ShellRun(command, home: home.path)
        #expect(run.status == 1, "\(run.output)")
        let piped = try await ShellRun(
            "\(variables) keyway --output json -c 'use sandbox\nclient create A scope=profile\nauthorize --as ada\nexchange\nlog 1'",
            home: home.path)
        #expect(piped.status == 0, "\(piped.output)")
        try search(for: secrets(), screen: run.output + piped.output)
    }

    @Test func noneIsFoundAfterACrash() async throws {
        let window = try prompt("SWIFT_BACKTRACE=enable=yes,interactive=no keyway")
        for line in ["client create App scope=profile", "authorize --as ada", "exchange", "show {{client.secret}}"] {
            try await run(line, in: window)
        }
        let used = try secrets()
        _ = try await ShellRun("kill -SEGV $(cat \"$HOME/pid\")", home: home.path)
        // A signal from outside is no end: what is written then is what counts.
        try await window.waitUntil("the crash is reported") { $0.contains("[left]") || $0.contains("Backtrace took") }
        try search(for: used, screen: window.scrollback())
    }

    // MARK: Planted secrets

    @Test func noPlantedOneIsFoundAfterItWasTyped() async throws {
        let beside = try TemporaryFolder()
        let window = try planted(beside, "keyway 2>&1")
        try await run("config pager never", in: window)
        try await run("record start typed.keyway", in: window)
        let typed = PlantedSecrets.lines(privateKey: beside.path + "/key.pem") + PlantedSecrets.mistakes.map(\.line)
        for line in typed { try await run(line, in: window) }
        for line in PlantedSecrets.looking { try await run(line, in: window) }
        for line in ["record stop --keep-failures", "history save history.keyway"] {
            try await run(line, in: window)
        }
        try await window.waitForPrompt(">")
        let screen = try window.scrollbackWithout(typed)
        #expect(screen.contains("kept as a secret"))
        expectFiles("typed.keyway", "history.keyway", "all.har", "all.hurl", "bundle.json", "state/keyway/history")
        try search(for: plantedValues, screen: screen)
    }

    @Test func noPlantedOneIsFoundAfterARecipe() async throws {
        let beside = try TemporaryFolder()
        let recipe = beside.path + "/planted.keyway"
        let lines =
            PlantedSecrets.lines(privateKey: beside.path + "/key.pem") + ["expect {{SERIKA_API_KEY}} == {{pin}}"]
        try Data(PlantedSecrets.privateKey.utf8).write(to: URL(filePath: beside.path + "/key.pem"))
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: recipe))
        let reports = ["junit=junit.xml", "tap=tap", "json=report.json", "html=html"].map { "--report \($0)" }
        let run = try await ShellRun(
            """
            cd "$HOME"; export PLANTED_TOKEN=env1r0nment-pl4nted
            keyway run --verbose --session kept \(reports.joined(separator: " ")) --record recording \(recipe)
            keyway run --dry-run \(recipe); keyway run --output json \(recipe)
            """, home: home.path)
        #expect(run.output.contains("kept as a secret"), "\(run.output)")
        // Without the environment: what was taken from it is known all the same.
        let looking = PlantedSecrets.looking.map { "try \($0)" }.joined(separator: "\n")
        let looked = try await ShellRun(
            "cd \"$HOME\"; keyway --output json --session kept -c '\(looking)'", home: home.path)
        expectFiles("junit.xml", "tap", "report.json", "html", "recording", "all.har", "bundle.json")
        var mistakes = ""
        for mistake in PlantedSecrets.mistakes {
            try Data((mistake.line + "\n").utf8).write(to: URL(filePath: recipe))
            mistakes += try await ShellRun(
                "keyway run \(recipe); keyway check \(recipe); keyway --output json run \(recipe)", home: home.path
            ).output
        }
        try search(for: plantedValues, screen: run.output + looked.output + mistakes)
    }

    @Test func noPlantedOneIsFoundAfterACrash() async throws {
        let beside = try TemporaryFolder()
        let window = try planted(beside, "SWIFT_BACKTRACE=enable=yes,interactive=no keyway")
        let typed = PlantedSecrets.lines(privateKey: beside.path + "/key.pem")
        for line in typed { try await run(line, in: window) }
        try await window.waitForPrompt(">")
        _ = try await ShellRun("kill -SEGV $(cat \"$HOME/pid\")", home: home.path)
        try await window.waitUntil("the crash is reported") { $0.contains("[left]") || $0.contains("Backtrace took") }
        try search(for: plantedValues, screen: try window.scrollbackWithout(typed))
    }

    private func expectFiles(_ names: String...) {
        for name in names {
            #expect(FileManager.default.fileExists(atPath: "\(home.path)/\(name)"), "\(name) was not written")
        }
    }

    /// A prompt wide enough that no typed line is broken.
    private func planted(_ beside: TemporaryFolder, _ command: String) throws -> TerminalWindow {
        try Data(PlantedSecrets.privateKey.utf8).write(to: URL(filePath: beside.path + "/key.pem"))
        return try TerminalWindow(
            "cd \"$HOME\"; export PLANTED_TOKEN=env1r0nment-pl4nted; ulimit -c 0; "
                + "sh -c 'echo $$ > pid; exec env \(command)'", columns: 240, rows: 50, home: home.path)
    }

    private var plantedValues: Set<String> {
        Set(PlantedSecrets.kinds.map(\.value) + PlantedSecrets.mistakes.map(\.value))
    }

    // MARK: Typing

    private func prompt(_ command: String) throws -> TerminalWindow {
        let variables = Self.given.map { "export \($0)='\($1)'" }.joined(separator: "; ")
        return try TerminalWindow(
            "cd \"$HOME\"; \(variables); echo 'use sandbox' > record.keyway; ulimit -c 0; "
                + "sh -c 'echo $$ > pid; exec env \(command)'", columns: 120, rows: 50, home: home.path)
    }

    /// Types a line and waits for the prompt after it; where something else asks, it is ended.
    private func run(_ line: String, in window: TerminalWindow) async throws {
        try await window.waitForPrompt(">")
        let word = line.prefix { $0 != " " }
        try await window.type(line)
        try await window.wait(for: String(line.suffix(20)))
        try window.press("Enter")
        switch word {
        case "watch":
            try await window.wait(for: "every")
            try window.press("C-c")
        case "debug":
            try await window.waitForPrompt("record.keyway:1>")
            try await window.type("stop")
            try window.press("Enter")
        default: break
        }
        try await window.waitUntil("the prompt after \(line)") { last in
            last.hasSuffix(">") && !last.hasSuffix("record.keyway:1>")
        }
    }

    // MARK: Searching

    /// Every secret that the sessions hold, and those that were given.
    private func secrets() throws -> Set<String> {
        let folder = home.path + "/state/keyway/sessions"
        var found = Set(Self.given.values)
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file.hasSuffix(".sqlite") {
            let store = try SessionStore(path: "\(folder)/\(file)")
            // What an archive was written with in their places is none.
            found.formUnion(try store.secrets().filter { $0.utf8.count >= 8 && !$0.contains("masked") })
            store.close()
        }
        return found
    }

    /// Every file below the home folder except the sessions themselves, and what the sandbox keeps.
    private func keptFiles() throws -> [(path: String, bytes: Data)] {
        let root = URL(filePath: home.path)
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey])
        return (files?.allObjects ?? []).compactMap { $0 as? URL }.filter { url in
            (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
                && !url.path.contains(".sqlite")
        }.map { ($0.path, (try? Data(contentsOf: $0)) ?? Data()) }
    }

    private func search(for secrets: Set<String>, screen: String) throws {
        let files = try keptFiles()
        for secret in secrets {
            #expect(!screen.contains(secret), "\(secret) is on the screen: \(place(of: secret, in: screen))")
            for file in files {
                #expect(file.bytes.range(of: Data(secret.utf8)) == nil, "\(secret) is in \(file.path)")
            }
        }
    }

    private func place(of secret: String, in screen: String) -> String {
        screen.split(separator: "\n").first { $0.contains(secret) }.map(String.init) ?? ""
    }

    /// What the session has learned before is known to a new prompt at its first line, and to one that was there already.
    @Test func aSecretOfTheSessionIsKnownToEveryPrompt() async throws {
        _ = try await ShellRun(
            "keyway -c 'client add web client_secret={{env.HOME}}' ; keyway -c vars", home: home.path)
        let first = try TerminalWindow("keyway", columns: 100, rows: 50, home: home.path)
        try await first.waitForPrompt("sandbox/web>")
        try await first.type("set note = seen-\(home.path)")
        try first.press("Enter")
        try await first.wait(for: "note =")
        _ = try await ShellRun("keyway -c 'set --secret pin = learned-elsewhere-1'", home: home.path)
        try await first.type("set other = learned-elsewhere-1")
        try first.press("Enter")
        try await first.wait(for: "other =")
        try await first.type("set plain = kept")
        try first.press("Enter")
        try await first.wait(for: "plain =")
        try await first.waitForPrompt("sandbox/web>")
        let kept = try await ShellRun("cat \"$XDG_STATE_HOME/keyway/history\"", home: home.path).output
        #expect(kept == "set plain = kept\n")
    }
}

extension TerminalWindow {
    /// All that was shown, but for the lines as they were typed.
    fileprivate func scrollbackWithout(_ typed: [String]) throws -> String {
        try scrollback().split(separator: "\n").filter { line in
            !typed.contains { line.contains("> " + $0) }
        }.joined(separator: "\n")
    }
}
