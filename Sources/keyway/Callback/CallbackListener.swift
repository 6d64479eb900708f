internal import Diagnostics
internal import Foundation
internal import HTTPMessage
internal import Hummingbird
internal import Logging

/// A server on loopback that waits for one request to the redirect URI.
struct CallbackListener: Sendable {
    private let target: URLParts
    private let sleep: @Sendable (Duration) async throws -> Void

    /// - Parameters:
    ///   - target: a redirect URI with a loopback host.
    ///   - sleep: how the end of the time is waited for.
    init(_ target: URLParts, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.target = target
        self.sleep = sleep
    }

    /// Waits for the callback; `ready` runs once the server listens.
    func callback(
        timeout: Double, ready: @escaping @Sendable () async -> Void
    ) async throws(Diagnostic) -> String {
        let (answers, continuation) = AsyncStream.makeStream(of: Answer.self)
        let server = Task { await serve(continuation, ready) }
        let timer = Task {
            guard (try? await sleep(.seconds(timeout))) != nil else { return }
            continuation.yield(.timedOut)
        }
        let answer = await withTaskCancellationHandler {
            await first(of: answers)
        } onCancel: {
            continuation.yield(.cancelled)
        }
        timer.cancel()
        // The page that thanks the user is on its way; the server may finish sending it.
        if case .callback = answer { try? await sleep(.milliseconds(50)) }
        server.cancel()
        await server.value
        return try outcome(answer, timeout)
    }

    private enum Answer: Sendable {
        case callback(String)
        case failed(String)
        case timedOut, cancelled
    }

    private func first(of answers: AsyncStream<Answer>) async -> Answer {
        for await answer in answers { return answer }
        return .cancelled
    }

    private func serve(_ answers: AsyncStream<Answer>.Continuation, _ ready: @escaping @Sendable () async -> Void) async
    {
        let origin = target.origin
        let path = target.path.isEmpty ? "/" : target.path
        let router = Router()
        router.get("**") { request, _ in
            guard request.uri.path == path else { return CallbackPage.notFound }
            answers.yield(.callback(origin + request.uri.string))
            return CallbackPage.received(isError: request.uri.queryParameters["error"] != nil)
        }
        router.get("/") { request, _ in
            guard path == "/" else { return CallbackPage.notFound }
            answers.yield(.callback(origin + request.uri.string))
            return CallbackPage.received(isError: request.uri.queryParameters["error"] != nil)
        }
        var logger = Logger(label: "callback")
        logger.logLevel = .critical
        let host = target.host.hasPrefix("[") ? String(target.host.dropFirst().dropLast()) : target.host
        let application = Application(
            router: router,
            configuration: .init(
                address: .hostname(host == "localhost" ? "127.0.0.1" : host, port: target.effectivePort ?? 80)),
            onServerRunning: { _ in await ready() }, logger: logger)
        do {
            try await application.run()
        } catch {
            answers.yield(.failed(Self.reason(error)))
        }
    }

    /// What the system says of it, without the names of calls around it.
    private static func reason(_ error: any Error) -> String {
        let text = "\(error)"
        guard let code = text.firstMatch(of: /errno: (\d+)/).flatMap({ Int32($0.1) }) else { return text }
        return String(cString: strerror(code))
    }

    private func outcome(_ answer: Answer, _ timeout: Double) throws(Diagnostic) -> String {
        switch answer {
        case .callback(let url): return url
        case .failed(let reason):
            throw Diagnostic(
                .execution, "callback-port", "Keyway cannot listen at \(target.origin)", found: reason,
                advice: [
                    "another program may use the port: end it",
                    "or register another redirect URI and choose it: authorize --redirect http://127.0.0.1:9876/callback",
                ])
        case .timedOut:
            throw Diagnostic(
                .execution, "callback-timeout",
                "no answer came from the browser within \(Int(timeout).counted("second"))",
                advice: [
                    "try again, with --wait SECONDS for longer", "or paste the answer yourself: authorize --manual",
                ])
        case .cancelled: throw Diagnostic(.interrupted, "interrupted", "interrupted while waiting for the browser")
        }
    }
}

/// What the browser shows in the end.
enum CallbackPage {
    static func received(isError: Bool) -> Response {
        page(.ok, isError ? "The provider said no" : "Signed in", "Keyway has the answer. You can close this page.")
    }

    static var notFound: Response { page(.notFound, "Nothing here", "Keyway waits for another address.") }

    private static func page(_ status: HTTPResponse.Status, _ title: String, _ text: String) -> Response {
        let html = """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark"><title>\(title) · Keyway</title>
            <style>body{font:1.1rem/1.5 system-ui,sans-serif;margin:20vh auto;max-width:28rem;padding:0 1rem;text-align:center}</style>
            <h1>\(title)</h1><p>\(text)</p></html>
            """
        var headers = HTTPFields()
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.cacheControl] = "no-store"
        headers[.contentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: html)))
    }
}
