import Foundation
import Glibc

/// A real terminal, which tmux emulates: it takes keys and shows what a person would see.
final class TerminalWindow: @unchecked Sendable {
    private let home: String
    private let name = "keyway-\(UUID().uuidString.prefix(8))"
    private let server: pid_t

    struct Failure: Error, CustomStringConvertible { let description: String }

    /// - Parameter command: what runs in it, by `sh -c`, in the checkout.
    init(_ command: String, columns: Int, rows: Int, home: String) throws {
        self.home = home
        server = try TerminalWindow.startServer(["-L", name, "-f", "/dev/null", "-D"], home: home)
        try awaitServer()
        // Ctrl-C ends what runs, not the shell that waits for it.
        let script = "trap : INT; unset TMUX; cd '\(Program.checkout)'; \(command); echo '[left]'; cat > /dev/null"
        try tmux("new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "sh", "-c", script)
    }

    /// Its socket is there a moment before anybody is listening.
    private func awaitServer() throws {
        for _ in 0..<1000 {
            if (try? tmux("set-option", "-g", "history-limit", "100000")) != nil { return }
            Thread.sleep(forTimeInterval: 0.02)
        }
        throw Failure(description: "tmux does not answer")
    }

    deinit {
        try? tmux("kill-server")
        kill(server, SIGKILL)
        waitpid(server, nil, 0)
    }

    /// Not by Foundation, and without any descriptor of this process: a server that lives on must hold no other
    /// process's socket, by whose end Foundation knows of that one's.
    private static func startServer(_ arguments: [String], home: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        // A thread of a task blocks signals, and a server must hear of its children.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let closing =
            #"for file in /proc/$$/fd/*; do n=${file##*/}; [ $n -gt 2 ] && eval "exec $n>&-"; done; exec tmux "$@""#
        var argv = (["bash", "-c", closing, "tmux"] + arguments).map { strdup($0) } + [nil]
        var environment = TerminalWindow.environment(home: home).map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in argv + environment { free(text) } }
        var pid: pid_t = 0
        guard posix_spawn(&pid, "/bin/bash", &actions, &attributes, &argv, &environment) == 0 else {
            throw Failure(description: "tmux did not start")
        }
        return pid
    }

    private static func environment(home: String) -> [String: String] {
        Program.environment(home: home).merging(["TMUX_TMPDIR": home, "TERM": "xterm-256color"]) { $1 }
    }

    /// Waits until something of what was typed is to be seen: a prompt that is still as it was is not the next one.
    func type(_ text: String) async throws {
        let before = try screen()
        try typeHidden(text)
        for _ in 0..<1500 {
            if try screen() != before { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw try vain("what was typed: \(text)")
    }

    /// Types what is not shown, as a secret is not.
    func typeHidden(_ text: String) throws { try tmux("send-keys", "-l", "--", text) }

    /// Waits until the screen is as it must be.
    ///
    /// - Returns: the screen then, or as it stays if it does not become so.
    func screen(when isDrawn: ([String]) -> Bool) async throws -> [String] {
        for _ in 0..<500 {
            let now = try screen()
            if isDrawn(now) { return now }
            try await Task.sleep(for: .milliseconds(20))
        }
        return try await steadyScreen()
    }

    /// The screen when nothing more is drawn on it.
    func steadyScreen() async throws -> [String] {
        var last = try screen()
        for _ in 0..<50 {
            try await Task.sleep(for: .milliseconds(25))
            let now = try screen()
            if now == last { break }
            last = now
        }
        return last
    }

    /// As a terminal pastes: in brackets, where the program has asked for them.
    func paste(_ text: String) throws {
        try tmux("set-buffer", "--", text)
        try tmux("paste-buffer", "-p")
    }

    /// Keys by tmux's names: `Enter`, `Tab`, `Up`, `C-c`.
    func press(_ keys: String) throws { try tmux(["send-keys"] + keys.split(separator: " ").map(String.init)) }

    func resize(columns: Int, rows: Int) throws { try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)") }

    /// The lines that are to be seen, without the empty ones at the end.
    func screen() throws -> [String] {
        var lines = try output(of: ["capture-pane", "-p"]).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// All that was ever shown, without the breaks that the width has made.
    func scrollback() throws -> String { try output(of: ["capture-pane", "-p", "-J", "-S", "-"]) }

    /// Waits until the last line is as it should be.
    func waitUntil(_ what: String, _ isThere: (String) -> Bool) async throws {
        for _ in 0..<1500 {
            if let last = try screen().last, isThere(last) { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw try vain(what)
    }

    /// Waits until a text is to be seen, or no longer; the limit only keeps a broken test from hanging.
    func wait(for text: String, toBeThere: Bool = true) async throws {
        for _ in 0..<1500 {
            if try screen().contains(where: { $0.contains(text) }) == toBeThere { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw try vain(toBeThere ? text : "\(text) to go")
    }

    /// Waits until the last line begins with a text and nothing follows it: a prompt that reads keys.
    func waitForPrompt(_ text: String) async throws {
        for _ in 0..<1500 {
            if try screen().last?.hasSuffix(text) == true { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw try vain("the prompt \(text)")
    }

    private func vain(_ what: String) throws -> Failure {
        Failure(description: "waited in vain for \(what); the screen has:\n" + (try screen().joined(separator: "\n")))
    }

    private func tmux(_ arguments: String...) throws { try tmux(arguments) }

    private func tmux(_ arguments: [String]) throws {
        let process = client(arguments)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: "tmux \(arguments) failed") }
    }

    private func output(of arguments: [String]) throws -> String {
        let process = client(arguments)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    private func client(_ arguments: [String]) -> Process {
        TerminalWindow.process(["-L", name] + arguments, home: home)
    }

    private static func process(_ arguments: [String], home: String) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/tmux")
        process.arguments = arguments
        process.environment = environment(home: home)
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }
}
