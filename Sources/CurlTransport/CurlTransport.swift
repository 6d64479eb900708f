public import HTTPMessage

/// The ``Transport`` on libcurl: HTTP/1.1 and 2, kept-alive connections, TLS verified unless told otherwise.
///
/// Nothing is started before the first request. A proxy named in the environment is honoured as curl does
/// (`http_proxy`, `https_proxy`, `all_proxy`, `no_proxy`), but never for a loopback address. Only a request that may
/// safely be repeated (RFC 9110 §9.2.2) is sent again when a kept-alive connection turns out to be dead.
public final class CurlTransport: Transport {
    private let userAgent: String
    private let now: @Sendable () -> Int64
    private let state = Locked(State.unused)

    private enum State {
        case unused
        case running(TransferLoop)
        case closed
    }

    /// - Parameters:
    ///   - version: Keyway's own, for the header `User-Agent: keyway/<version>`, sent unless a request has its own.
    ///   - now: the wall clock, in milliseconds since 1970.
    public init(version: String, now: @escaping @Sendable () -> Int64) {
        userAgent = "keyway/\(version)"
        self.now = now
    }

    deinit {
        if case .running(let loop) = state.withLock({ $0 }) { loop.stop(waiting: false) }
    }

    /// Ends every transfer with ``TransportError/Code/cancelled``, closes the connections and ends the thread.
    public func close() {
        let previous = state.withLock { state in
            defer { state = .closed }
            return state
        }
        if case .running(let loop) = previous { loop.stop(waiting: true) }
    }

    public func send(
        _ request: HTTPRequest, options: TransportOptions, onBody: (@Sendable ([UInt8]) -> Void)?
    ) async -> HTTPExchange {
        let startedAt = now()
        do throws(TransportError) {
            let order = try TransferOrder(
                request: request, options: options, onBody: onBody, userAgent: userAgent, startedAt: startedAt)
            return await perform(order, on: try runningLoop())
        } catch {
            return HTTPExchange(request: request.withoutUserinfo, outcome: .failure(error), startedAt: startedAt)
        }
    }

    private func perform(_ order: TransferOrder, on loop: TransferLoop) async -> HTTPExchange {
        let id = loop.nextID()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                loop.start(Transfer(id: id, order: order) { continuation.resume(returning: $0) })
                // The handler below may have run before the loop knew of the transfer.
                if Task.isCancelled { loop.cancel(id) }
            }
        } onCancel: {
            loop.cancel(id)
        }
    }

    private func runningLoop() throws(TransportError) -> TransferLoop {
        try state.withLock { state throws(TransportError) in
            switch state {
            case .running(let loop): return loop
            case .closed: throw TransportError(.cancelled, "the transport was closed; nothing was sent")
            case .unused:
                guard let loop = TransferLoop.started() else {
                    throw TransportError(
                        .other, "libcurl could not start; is there memory left, and room for a thread?")
                }
                state = .running(loop)
                return loop
            }
        }
    }
}
