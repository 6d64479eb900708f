internal import Diagnostics
internal import Foundation
internal import HTTPMessage
internal import Script
internal import Subprocess
internal import Synchronization
internal import SystemPackage
internal import Terminal
internal import Workbench

/// Opens the system's browser and listens for the callback on loopback (RFC 8252 §6, §7.3).
struct BrowserUserAgent: UserAgent {
    let output: TerminalOutput
    let waiting: WaitingLine
    let environment: [String: String]
    let sleep: @Sendable (Duration) async throws -> Void

    func callback(for request: UserAgentRequest) async throws(Diagnostic) -> String {
        guard let target = URLParts(request.redirectURI), target.isLoopback, target.scheme == "http" else {
            throw Diagnostic(
                .execution, "redirect-not-loopback",
                "Keyway can listen only at a loopback redirect URI, and this is \(request.redirectURI)",
                advice: [
                    "paste the answer yourself: authorize --manual",
                    "or register {{callback}} and choose it with --redirect",
                ])
        }
        let listener = CallbackListener(target, sleep: sleep)
        let wait = Mutex<WaitingLine.Wait?>(nil)
        defer { waiting.end(wait.withLock { $0 }) }
        return try await listener.callback(timeout: request.timeout) { () async in
            let columns = output.capabilities.columns ?? Int.max
            output.writeLine("Opening the browser; if none appears, go to:\n\n  \(request.url.sanitizedForOneLine())\n")
            let waits = "Waiting for the answer at \(request.redirectURI.sanitizedForOneLine()) (Ctrl-C gives up)"
            for line in waits.wrapped(toWidth: columns, keepsWords: true) { output.writeLine(line) }
            output.flush()
            wait.withLock { $0 = waiting.begin("waiting for the browser") }
            open(request.url)
        }
    }

    /// Starts the browser and does not wait for it; that there is none is no failure, since the URL is shown.
    private func open(_ url: String) {
        let browser = environment["BROWSER"] ?? "xdg-open"
        Task.detached {
            var options = PlatformOptions()
            // Ctrl-C at the terminal is not meant for it.
            options.processGroupID = 0
            _ = try? await Subprocess.run(
                .path("/usr/bin/env"), arguments: [browser, url], platformOptions: options, input: .none,
                output: .discarded, error: .discarded)
        }
    }
}
