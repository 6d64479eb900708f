/// What was waited for and did not come.
public struct WaitedInVain: Error, CustomStringConvertible {
    public let description: String
}

/// Waits for something that another thread, task or process brings about.
///
/// How often it looks only keeps a broken test from hanging: no test depends on how long this takes.
///
/// - Parameter what: completes "waited in vain until …".
/// - Throws: `WaitedInVain` if it never comes, and what the condition throws.
public func wait(until what: @autoclosure () -> String, _ condition: () async throws -> Bool) async throws {
    for _ in 0..<15_000 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(2))
    }
    throw WaitedInVain(description: "waited in vain until \(what())")
}

/// Waits until the task is cancelled, and no longer.
public func untilCancelled() async {
    let (never, continuation) = AsyncStream.makeStream(of: Never.self)
    for await _ in never {}
    continuation.finish()
}
