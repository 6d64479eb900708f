import Foundation
import Glibc

@testable import CurlTransport

/// A certificate authority and certificates of its making, in a folder that goes with the value.
final class TestAuthority: Sendable {
    let folder: String

    init(_ name: String) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("keyway-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
            "/O=Keyway Tests/CN=\(name)", "-keyout", path("ca.key"), "-out", certificate)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var certificate: String { path("ca.pem") }

    func path(_ file: String) -> String { "\(folder)/\(file)" }

    /// Makes `<name>.pem` and `<name>.key`.
    func issue(_ name: String, subject: String, alternativeNames: String, expired: Bool = false) throws {
        let request = path("\(name).csr")
        let extensions = path("\(name).ext")
        try "subjectAltName=\(alternativeNames)\n".write(toFile: extensions, atomically: true, encoding: .utf8)
        try openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", subject, "-keyout",
            path("\(name).key"), "-out", request)
        try openssl(
            "x509", "-req", "-in", request, "-CA", certificate, "-CAkey", path("ca.key"), "-CAcreateserial", "-days",
            expired ? "-1" : "1", "-extfile", extensions, "-out", path("\(name).pem"))
    }

    private func openssl(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ServerFailure(what: "openssl \(arguments)", code: process.terminationStatus)
        }
    }
}

/// A server in a process of its own that ends with the value.
final class ServerProcess: Sendable {
    let port: Int
    private let process: Locked<Process>

    /// Starts the program and waits until its port takes connections.
    init(_ program: String, port: Int, _ arguments: [String]) throws {
        self.port = port
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = Pipe()
        try process.run()
        self.process = Locked(process)
        try RawServer.waitUntilListening(port) { process.isRunning }
    }

    deinit {
        process.withLock { process in
            // Started from a thread of libdispatch, it has SIGTERM blocked.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
    }
}
