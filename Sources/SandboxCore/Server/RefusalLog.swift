internal import Synchronization

/// One request that the sandbox answered, as its operator sees it.
public struct SandboxEvent: Sendable, Equatable {
    /// Milliseconds since 1970, by the sandbox's clock.
    public var time: Int64
    /// The HTTP method of the request.
    public var method: String
    /// Without the query, which may hold secrets.
    public var path: String
    /// 0 where the connection was closed without an answer.
    public var status: Int
    /// Why it was refused, in words, which the response does not give away; nil where it was not.
    public var cause: String?
}

/// The last refusals.
package final class RefusalLog: Sendable {
    private let events = Mutex<[SandboxEvent]>([])
    private static let most = 500

    /// A log without refusals.
    package init() {}

    /// Adds a refusal; the oldest 50 give way where there are 500.
    package func append(_ event: SandboxEvent) {
        events.withLock { events in
            if events.count >= RefusalLog.most { events.removeFirst(RefusalLog.most / 10) }
            events.append(event)
        }
    }

    /// The refusals that are kept, oldest first.
    package var all: [SandboxEvent] { events.withLock { $0 } }
}
