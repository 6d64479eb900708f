import Foundation

/// The program itself, as it was built beside these tests.
enum Program {
    /// The folder that `swift build` puts it in.
    static let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
    static let path = folder + "/keyway"

    /// The top of the checkout.
    static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// What the program may know of its surroundings: a state folder of its own, and no terminal.
    static func environment(home: String) -> [String: String] {
        [
            "HOME": home, "XDG_STATE_HOME": home + "/state",
            "PATH": "\(folder):\(checkout)/Tests/keywayTests/Servers:/usr/bin:/bin", "LC_ALL": "C.UTF-8",
            "TERM": "dumb", "NO_PROXY": "127.0.0.1",
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
    init(_ command: String, home: String) throws {
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
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        output = String(decoding: data, as: UTF8.self)
        status = process.terminationStatus
    }
}
