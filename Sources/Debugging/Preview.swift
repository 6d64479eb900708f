internal import Diagnostics
internal import HTTPMessage
internal import Redaction
package import Script
internal import Workbench

extension Workbench {
    /// What a call would send, in lines, with secrets hidden; nil where it sends nothing, or fails before.
    package func preview(of call: Invocation) async -> [String]? {
        guard let command = table.command(call.name) else { return nil }
        var scope = usualScope
        scope.manner = .preview(CaughtRequest())
        let context = CommandContext(call, command, scope)
        return await CommandRunner.preview(context, on: self).flatMap { lines(of: $0.request) }
    }

    /// A request as it is to be sent, with secrets hidden.
    func lines(of request: HTTPRequest) -> [String]? {
        guard var masker = try? masker() else { return nil }
        let exchange = HTTPExchange(request: request, outcome: .failure(TransportError(.cancelled, "")), startedAt: 0)
        for secret in SecretFinder.secrets(in: exchange) { masker.add(secret.value) }
        let headers = request.headers.map { "\($0.name): \($0.value)" }
        let body = request.body.map { String(decoding: $0.prefix(4096), as: UTF8.self) }
        let lines = ["\(request.method) \(request.url)"] + headers + (body.map { ["", $0] } ?? [])
        return lines.map(masker.mask)
    }
}
