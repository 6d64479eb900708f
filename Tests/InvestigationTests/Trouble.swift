import Foundation

/// A recipe that produces a situation for real.
struct Trouble: Sendable, CustomStringConvertible {
    let name: String
    let cause: String
    let confidence: String
    /// Whether `why --prove` is needed to tell.
    let needsProof: Bool
    let text: String

    var description: String { name }

    /// The first line tells the confidence, after the cause where that is not the file's name.
    init(_ file: URL) throws {
        name = file.deletingPathExtension().lastPathComponent
        text = try String(contentsOf: file, encoding: .utf8)
        let lines = text.split(separator: "\n")
        let words = (lines.first ?? "").dropFirst(2).split(separator: " ").map(String.init)
        confidence = words.last ?? ""
        cause = words.count > 1 ? words[0] : name
        needsProof = lines.count > 1 && lines[1] == "# prove"
    }

    /// The server beside the sandbox that it needs: `# needs a server whose certificate is expired`.
    func tlsServer() async throws -> TLSServer? {
        let words = text.split(separator: "\n").first { $0.hasPrefix("# needs a server whose certificate is ") }
        guard let fault = words.flatMap({ TLSServer.Fault(rawValue: String($0.dropFirst(38))) }) else { return nil }
        return try await TLSServer(fault)
    }

    /// Every file, or why one of them cannot be read.
    static let read = Result {
        guard let folder = Bundle.module.resourceURL?.appendingPathComponent("Troubles") else {
            throw CocoaError(.fileNoSuchFile)
        }
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }.map(Trouble.init)
    }

    /// Those that were read; a test of its own tells if they are not all.
    static let all = (try? read.get()) ?? []
}
