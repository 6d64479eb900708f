internal import HTTPMessage
internal import Session
internal import Workbench

extension CompletionSource {
    /// The newest exchanges by number.
    static let exchanges = CompletionSource(kind: .exchange) { _, bench in
        ((try? bench.store().exchanges(last: 30)) ?? []).reversed().map { entry in
            let status = entry.exchange.response.map { " \($0.status)" } ?? ""
            let path = URLParts(entry.exchange.request.url)?.path ?? ""
            return Completion("\(entry.number)", "\(entry.exchange.request.method) \(path)\(status)")
        }
    }
}
