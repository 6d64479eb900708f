public import Diagnostics
internal import Script

extension Workbench {
    /// Waits between two attempts of `retry`, by the sleeper of the environment.
    ///
    /// - Throws: `interrupted` if the task is cancelled meanwhile.
    public func pause(for duration: Duration) async throws(Diagnostic) {
        do {
            try await environment.sleep(duration)
        } catch {
            throw Diagnostic(.interrupted, "interrupted", "interrupted")
        }
    }
}
