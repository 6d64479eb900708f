internal import Diagnostics
internal import HTTPMessage
internal import Redaction
internal import Script

/// A request that is caught before it is sent.
struct Preview: Sendable {
    var request: HTTPRequest?
}

extension Workbench {
    /// What a call would send, in lines, with secrets hidden; nil where it sends nothing, or fails before.
    ///
    /// The command runs up to its first request and no further. What it makes up on the way, such as a state, is made
    /// anew when it really runs.
    func preview(of call: Invocation) async -> [String]? {
        guard let command = table.command(call.name), command.sends else { return nil }
        preview = Preview()
        defer { preview = nil }
        do throws(Diagnostic) { _ = try await command.run(call, self) } catch {}
        return preview?.request.flatMap(lines)
    }

    /// Ends a command that is only previewed at its first request.
    func catchForPreview(_ request: HTTPRequest) throws(Diagnostic) {
        guard preview != nil else { return }
        preview?.request = request
        throw Diagnostic(.interrupted, "preview", "not sent: this is a preview")
    }

    private func lines(of request: HTTPRequest) -> [String]? {
        guard var masker = try? masker() else { return nil }
        let exchange = HTTPExchange(request: request, outcome: .failure(TransportError(.cancelled, "")), startedAt: 0)
        for secret in SecretFinder.secrets(in: exchange) { masker.add(secret.value) }
        let headers = request.headers.map { "\($0.name): \($0.value)" }
        let body = request.body.map { String(decoding: $0.prefix(4096), as: UTF8.self) }
        let lines = ["\(request.method) \(request.url)"] + headers + (body.map { ["", $0] } ?? [])
        return lines.map(masker.mask)
    }
}

extension Command {
    /// Whether it sends something: it takes the options of all that do.
    var sends: Bool { shape.options.contains { $0.name == SendingOptions.shapes[0].name } }
}
