import Sandbox
import SandboxCore
import Synchronization

/// What a sandbox told its operator.
final class Events: Sendable {
    private let events = Mutex<[SandboxEvent]>([])

    func append(_ event: SandboxEvent) { events.withLock { $0.append(event) } }

    var all: [SandboxEvent] { events.withLock { $0 } }
}
