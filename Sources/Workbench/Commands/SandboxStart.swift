internal import Diagnostics
internal import JSONKit

enum SandboxStart {
    static let command = Command(
        "sandbox start", .sandbox, "start the sandbox provider in this process", examples: ["sandbox start"]
    ) { _, bench async throws(Diagnostic) in
        let address = try await bench.sandbox().start()
        return .note("the sandbox is at \(address)", ["base_url": JSON(address)])
    }
}
