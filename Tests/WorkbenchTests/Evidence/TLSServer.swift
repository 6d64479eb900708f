import Foundation
import Glibc

/// `openssl s_server` with a certificate that is not trusted, in a process of its own that ends with the value.
final class TLSServer {
    let url: String
    private let process = Process()
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "keyway-tls-\(UUID().uuidString)")

    enum Fault: String {
        case selfSigned = "signed by itself"
        case expired
        case otherName = "of another name"
    }

    init(_ fault: Fault) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let key = folder.appendingPathComponent("key.pem").path
        let certificate = folder.appendingPathComponent("certificate.pem").path
        let request = folder.appendingPathComponent("request.pem").path
        let extensions = folder.appendingPathComponent("extensions").path
        try "subjectAltName=\(fault == .otherName ? "DNS:elsewhere.example" : "IP:127.0.0.1")\n".write(
            toFile: extensions, atomically: true, encoding: .utf8)
        try TLSServer.openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=Test Server",
            "-keyout", key, "-out", request)
        try TLSServer.openssl(
            "x509", "-req", "-in", request, "-signkey", key, "-days", fault == .expired ? "-1" : "2", "-extfile",
            extensions, "-out", certificate)
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = Pipe()
        try process.run()
        url = try TLSServer.url(saidIn: output.fileHandleForReading)
    }

    /// It says where it listens: `ACCEPT 127.0.0.1:39311`.
    private static func url(saidIn output: FileHandle) throws -> String {
        var text = ""
        while let data = try output.read(upToCount: 1024), !data.isEmpty {
            text += String(decoding: data, as: UTF8.self)
            if let match = text.firstMatch(of: /ACCEPT (127\.0\.0\.1:[0-9]+)\n/) { return "https://\(match.1)/" }
        }
        throw CocoaError(.fileReadUnknown)
    }

    /// For `{{env.TLS_URL}}`.
    var variables: [String: String] { ["TLS_URL": url] }

    private static func openssl(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }

    deinit {
        kill(process.processIdentifier, SIGKILL)
        try? FileManager.default.removeItem(at: folder)
    }
}
