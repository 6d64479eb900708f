import Foundation
import Glibc

/// A real terminal, which tmux emulates: it takes keys and shows what a person would see.
final class TerminalWindow: @unchecked Sendable {
    private let home: String
    private let name = "keyway-\(UUID().uuidString.prefix(8))"
    /// Runs in the foreground: one that goes into the background would look like a client that never ends.
    private let server: Process

    struct Failure: Error, CustomStringConvertible { let description: String }

    /// - Parameter command: what runs in it, by `sh -c`, in the checkout.
    init(_ command: String, columns: Int, rows: Int, home: String) throws {
        self.home = home
        server = TerminalWindow.process(["-L", name, "-f", "/dev/null", "-D"], home: home)
        server.standardOutput = FileHandle.nullDevice
        try server.run()
        while !FileManager.default.fileExists(atPath: "\(home)/tmux-\(getuid())/\(name)") {
            Thread.sleep(forTimeInterval: 0.01)
        }
        let script = "unset TMUX; cd '\(Program.checkout)'; \(command); echo '[left]'; cat > /dev/null"
        try tmux("new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "sh", "-c", script)
    }

    deinit { try? tmux("kill-server") }

    func type(_ text: String) throws { try tmux("send-keys", "-l", "--", text) }

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

    /// Waits until a text is to be seen on the last lines; the limit only keeps a broken test from hanging.
    func wait(for text: String) async throws {
        for _ in 0..<600 {
            if try screen().contains(where: { $0.contains(text) }) { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw try vain(text)
    }

    /// Waits until the last line begins with a text and nothing follows it: a prompt that reads keys.
    func waitForPrompt(_ text: String) async throws {
        for _ in 0..<600 {
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
        process.environment = Program.environment(home: home).merging(
            ["TMUX_TMPDIR": home, "TERM": "xterm-256color"]
        ) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }
}
