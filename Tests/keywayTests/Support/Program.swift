import Foundation

/// The program itself, as it was built beside these tests.
enum Program {
    /// The folder that `swift build` puts it in.
    static let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
    static let path = folder + "/keyway"

    /// The top of the checkout.
    static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// Where a program that counts what is run writes its counts: nowhere. Tests end programs by force, and one that is
    /// ended while it adds its counts to a file leaves a file that no count can be read of.
    static let noCounts = "/dev/null"

    /// What the program may know of its surroundings: a state folder of its own, and no terminal.
    static func environment(home: String) -> [String: String] {
        [
            "HOME": home, "XDG_STATE_HOME": home + "/state",
            "PATH": "\(folder):\(checkout)/Tests/keywayTests/Servers:/usr/bin:/bin", "LC_ALL": "C.UTF-8",
            "TERM": "dumb", "NO_PROXY": "127.0.0.1", "LLVM_PROFILE_FILE": noCounts,
        ]
    }
}

/// A folder that goes with the value.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "keyway-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A shell command and what came of it.
struct ShellRun {
    /// Standard output and standard error as they came, mixed as on a terminal.
    let output: String
    let status: Int32

    /// - Parameter command: for `sh -c`, run in the checkout.
    init(_ command: String, home: String) async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.environment = Program.environment(home: home)
        process.currentDirectoryURL = URL(filePath: Program.checkout)
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let ended = Ended(process: process, pipe: pipe)
        (output, status) = await aside { ended.outputAndStatus() }
    }

    /// A process and what it writes to, handed to the thread that waits for both.
    private struct Ended: @unchecked Sendable {
        let process: Process
        let pipe: Pipe

        func outputAndStatus() -> (String, Int32) {
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return (String(decoding: data, as: UTF8.self), process.terminationStatus)
        }
    }
}

/// Waits on a thread of its own: tests share as many threads as there are processors, and one that blocks there holds up
/// the others until their requests run out of time.
func aside<Value: Sendable>(_ wait: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: wait()) }
    }
}
