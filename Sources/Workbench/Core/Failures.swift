package import Diagnostics
internal import HTTPMessage
package import OAuthCore
internal import Session

extension Diagnostic {
    /// The network's failure.
    init(_ failure: TransportError, of entry: SessionExchange) {
        if failure.code == .cancelled {
            self.init(.interrupted, "interrupted", "interrupted while waiting for \(entry.exchange.request.url)")
            return
        }
        self.init(
            .execution, failure.code.rawValue, "\(entry.exchange.request.method) \(entry.exchange.request.url) failed",
            found: failure.message,
            advice: ["`log \(entry.number)` shows what was sent", Diagnostic.whyAdvice])
    }

    /// A message that the protocol does not allow, or a server's refusal in its own words.
    package init(_ error: OAuthError, exchange: Int64? = nil) {
        var advice = [error.advice]
        if let exchange { advice.append("`log \(exchange)` shows the exchange") }
        if exchange != nil || error.doing == AuthorizationResponse.doing { advice.append(Diagnostic.whyAdvice) }
        self.init(.execution, error.name, "\(error.doing) failed", found: error.found, advice: advice)
        self.exchange = exchange
    }
}

extension Diagnostic {
    /// The advice of a failure that `why` can judge.
    package static let whyAdvice = "`why` tells which link broke"
}

extension Workbench {
    /// Runs a protocol step; its error becomes a diagnostic.
    package nonisolated func protocolStep<Value>(
        exchange: Int64? = nil, _ body: () throws(OAuthError) -> Value
    ) throws(Diagnostic) -> Value {
        do throws(OAuthError) {
            return try body()
        } catch {
            throw Diagnostic(error, exchange: exchange)
        }
    }
}
