public import HTTPMessage
internal import Synchronization

/// Answers requests from a recording, without a network.
///
/// What a client makes afresh each time (state, verifiers, ports of loopback) may differ from the recording; the answers
/// carry the new values where the recorded ones stood.
public final class ReplayTransport: Transport {
    private struct State {
        var entries: [ExportedExchange]
        var matcher = ReplayMatcher()
    }

    private let state: Mutex<State>
    /// Milliseconds since 1970.
    private let clock: @Sendable () -> Int64

    public init(_ recording: [ExportedExchange], clock: @escaping @Sendable () -> Int64) {
        state = Mutex(State(entries: recording))
        self.clock = clock
    }

    /// The recorded requests that nobody has sent yet.
    public var unused: [ExportedExchange] { state.withLock { $0.entries } }

    public func send(
        _ request: HTTPRequest, options: TransportOptions, onBody: (@Sendable ([UInt8]) -> Void)?
    ) async -> HTTPExchange {
        var exchange = state.withLock { answer(request, &$0) }
        exchange.startedAt = clock()
        if let response = exchange.response, !(300..<400).contains(response.status), !response.body.isEmpty {
            onBody?(response.body)
        }
        return exchange
    }

    /// Where the recorded answer to a page's request sends a user agent; nil where it sends it nowhere.
    ///
    /// It counts as the use of that answer. Nothing is sent.
    public func redirect(of url: String) -> String? {
        state.withLock { answer(HTTPRequest("GET", url), &$0) }.response?.headers["Location"]
    }

    private func answer(_ request: HTTPRequest, _ state: inout State) -> HTTPExchange {
        var nearest: (entry: ExportedExchange, differences: [String])?
        for index in state.entries.indices {
            var matcher = state.matcher
            let entry = state.entries[index]
            let differences = matcher.differences(from: entry.exchange.request, in: request)
            if differences.isEmpty {
                state.entries.remove(at: index)
                let exchange = matcher.answer(to: request, from: entry.exchange)
                state.matcher = matcher
                return exchange
            }
            if nearest.map({ differences.count < $0.differences.count }) ?? true { nearest = (entry, differences) }
        }
        let failure = TransportError(.other, ReplayTransport.parting(nearest))
        return HTTPExchange(request: request, outcome: .failure(failure), startedAt: 0)
    }

    /// Where recipe and recording part, in words.
    private static func parting(_ nearest: (entry: ExportedExchange, differences: [String])?) -> String {
        guard let nearest else { return "the recording holds no more requests" }
        return
            "the recording has no such request; the nearest of those left is \(nearest.entry.caption(.none)), which differs in "
            + nearest.differences.prefix(4).joined(separator: "; ")
    }
}
