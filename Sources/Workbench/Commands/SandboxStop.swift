internal import Diagnostics
internal import JSONKit

enum SandboxStop {
    static let command = Command("sandbox stop", .sandbox, "stop the sandbox provider", examples: ["sandbox stop"]) {
        _, bench async throws(Diagnostic) in
        try await bench.sandbox().stop()
        return .note("the sandbox is stopped", ["running": false])
    }
}
