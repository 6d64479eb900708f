import Foundation
import Glibc
import TestSupport

/// `openssl s_server` with a certificate that is not trusted, in a process of its own that ends with the value.
final class TLSServer {
    let url: String
    private let process: Process
    private let folder: URL

    enum Fault: String {
        case selfSigned = "signed by itself"
        case expired
        case otherName = "of another name"
    }

    init(_ fault: Fault) async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("keyway-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", TLSServer.script(fault)]
        process.currentDirectoryURL = folder
        process.standardInput = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        url = try await TLSServer.url(saidIn: folder.appendingPathComponent("said"))
    }

    /// All in one shell, so that nobody here waits for a process.
    private static func script(_ fault: Fault) -> String {
        """
        echo subjectAltName=\(fault == .otherName ? "DNS:elsewhere.example" : "IP:127.0.0.1") > extensions
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=Test Server' -keyout key -out request
        openssl x509 -req -in request -signkey key -days \(fault == .expired ? -1 : 2) -extfile extensions -out certificate
        exec openssl s_server -accept 127.0.0.1:0 -cert certificate -key key -www > said
        """
    }

    /// It says where it listens: `ACCEPT 127.0.0.1:39311`.
    private static func url(saidIn file: URL) async throws -> String {
        var address: String?
        try await wait(until: "openssl s_server listens") {
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            address = text.firstMatch(of: /ACCEPT (127\.0\.0\.1:[0-9]+)\n/).map { String($0.1) }
            return address != nil
        }
        return "https://\(address ?? "")/"
    }

    /// For `{{env.TLS_URL}}`.
    var variables: [String: String] { ["TLS_URL": url] }

    deinit {
        kill(process.processIdentifier, SIGKILL)
        try? FileManager.default.removeItem(at: folder)
    }
}
