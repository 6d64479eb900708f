internal import HTTPMessage
internal import Synchronization

/// A fault as the operator sees it.
public struct SandboxFault: Sendable, Equatable {
    /// The stable name by which the fault is switched on and off.
    public let name: String
    /// One line that says what goes wrong while the fault is on.
    public let summary: String
    /// Whether the fault is on now, and for how long.
    public let state: State

    /// Whether a fault is on, and when it ends.
    public enum State: Sendable, Equatable {
        case off
        /// Until it is cleared.
        case on
        /// For so many requests more.
        case remaining(Int)
    }
}

/// Which faults are on, and for how long.
package final class FaultSwitches: Sendable {
    private let faults: [Fault]
    private let states = Mutex<[String: SandboxFault.State]>([:])

    /// - Parameter faults: those of the features that are served, sorted by name.
    package init(_ faults: [Fault]) { self.faults = faults }

    /// The faults that are served, sorted by name, each with its state now.
    package var all: [SandboxFault] {
        let states = states.withLock { $0 }
        return faults.map { SandboxFault(name: $0.name, summary: $0.summary, state: states[$0.name] ?? .off) }
    }

    /// - Parameter count: the requests it is for; nil until it is cleared.
    package func set(_ name: String, count: Int?) throws(SandboxError) {
        guard faults.contains(where: { $0.name == name }) else { throw unknown(name) }
        if let count, count < 1 {
            throw SandboxError(
                .fault, "a fault cannot be set for \(count.counted("request"))", advice: "give a count from 1")
        }
        states.withLock { $0[name] = count.map { .remaining($0) } ?? .on }
    }

    /// Switches one fault off; a fault that is off stays off.
    ///
    /// - Throws: ``SandboxError/Code/fault`` for a name that is not a served fault.
    package func clear(_ name: String) throws(SandboxError) {
        guard faults.contains(where: { $0.name == name }) else { throw unknown(name) }
        states.withLock { $0[name] = nil }
    }

    /// Switches every fault off.
    package func clearAll() { states.withLock { $0.removeAll() } }

    /// Runs what the faults that are on do before a request of a route is handled, which counts as one use of each.
    ///
    /// - Throws: the ``Refusal`` of a fault, and the error of a wait that was cancelled.
    package func before(_ route: Route) async throws {
        for fault in faults where fault.concerns(route) {
            if let before = fault.before, fires(fault) { try await before() }
        }
    }

    /// Lets the faults that are on change a request of a route before it is handled.
    ///
    /// - Throws: the ``Refusal`` of a fault that refuses the request.
    package func change(_ call: inout Call, _ route: Route, in provider: Provider) async throws {
        for fault in faults where fault.concerns(route) {
            if let change = fault.call, fault.applies(call), fires(fault) { try await change(&call, provider) }
        }
    }

    /// The reply to a request that was refused, as the faults that are on change it.
    package func refused(_ route: Route, _ reply: Reply) -> Reply {
        var reply = reply
        for fault in faults where fault.concerns(route) {
            if let refused = fault.refused, fires(fault) { reply = refused(reply) }
        }
        return reply
    }

    /// The reply to a request that was handled, as the faults that are on change it.
    package func after(_ route: Route, _ reply: Reply) -> Reply {
        var reply = reply
        for fault in faults where fault.concerns(route) {
            if let after = fault.after, fires(fault) { reply = after(reply) }
        }
        return reply
    }

    /// Lets the faults that are on change an authorization code that is about to be redeemed.
    package func change(_ code: inout AuthorizationCode) {
        for fault in faults { if let change = fault.code, fires(fault) { change(&code) } }
    }

    /// Lets the faults that are on change tokens before they are stored and handed out.
    package func change(_ tokens: inout TokenIssue) {
        for fault in faults { if let change = fault.tokens, fires(fault) { change(&tokens) } }
    }

    /// Lets the faults that are on change the claims of an ID token before it is signed.
    package func change(_ claims: inout IDTokenClaims) {
        for fault in faults { if let change = fault.idToken, fires(fault) { change(&claims) } }
    }

    /// Whether a fault is on, which counts as one use of it.
    private func fires(_ fault: Fault) -> Bool {
        states.withLock { states in
            switch states[fault.name] {
            case nil, .off: return false
            case .on: return true
            case .remaining(let count):
                states[fault.name] = count > 1 ? .remaining(count - 1) : nil
                return true
            }
        }
    }

    private func unknown(_ name: String) -> SandboxError {
        let names = faults.map(\.name).joined(separator: ", ")
        return SandboxError(.fault, "the sandbox has no fault \u{201C}\(name)\u{201D}", advice: "it has \(names)")
    }
}
