internal import Encodings
internal import HTTPMessage
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Synchronization

/// Between Hummingbird's messages and ours.
final class Responder: HTTPResponder {
    private static let bodyLimit = 1 << 20

    private let dispatcher = Mutex<Dispatcher?>(nil)

    /// Called when the port is known, which is before the first connection is taken.
    func use(_ dispatcher: Dispatcher) { self.dispatcher.withLock { $0 = dispatcher } }

    func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        guard let dispatcher = dispatcher.withLock({ $0 }) else { return Response(status: .serviceUnavailable) }
        var call = Responder.call(request)
        let reply: Reply
        if let body = try await Responder.body(of: request) {
            call.body = body
            reply = await dispatcher.reply(to: call)
        } else {
            reply = dispatcher.refuseBody(of: call, limit: Responder.bodyLimit)
        }
        return try await Responder.response(reply, to: request, context)
    }

    private static func call(_ request: Request) -> Call {
        let target = request.head.path ?? "/"
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        return Call(
            method: request.method.rawValue, path: String(halves[0]), query: halves.count > 1 ? String(halves[1]) : "",
            headers: HTTPHeaders(request.headers.map { HTTPHeader($0.name.rawName, $0.value) }))
    }

    /// Nil where there is more than is taken.
    private static func body(of request: Request) async throws -> [UInt8]? {
        var body: [UInt8] = []
        for try await piece in request.body {
            guard body.count + piece.readableBytes <= bodyLimit else { return nil }
            body += piece.readableBytesView
        }
        return body
    }

    private static func response(
        _ reply: Reply, to request: Request, _ context: ConnectionContext
    ) async throws -> Response {
        let status = HTTPTypes.HTTPResponse.Status(code: reply.status)
        if let date = reply.date {
            try await context.channel.triggerUserOutboundEvent(ServerDate.Announcement(date: HTTPDate.text(date)))
        }
        switch reply.body {
        case .lost:
            try? await context.channel.close()
            return Response(status: .serviceUnavailable)
        case .bytes(let bytes):
            var fields = fields(reply.headers)
            if request.method == .head { fields[.contentLength] = String(bytes.count) }
            let body = request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
            return Response(status: status, headers: fields, body: body)
        case .stream(let produce):
            return Response(status: status, headers: fields(reply.headers), body: body(produce))
        }
    }

    private static func body(_ produce: @escaping @Sendable (Reply.Writer) async throws -> Void) -> ResponseBody {
        ResponseBody { writer in
            try await produce { try await writer.write(ByteBuffer(bytes: $0)) }
            try await writer.finish(nil)
        }
    }

    private static func fields(_ headers: HTTPHeaders) -> HTTPFields {
        var fields = HTTPFields()
        for header in headers {
            guard let name = HTTPField.Name(header.name) else { continue }
            fields.append(HTTPField(name: name, value: header.value))
        }
        return fields
    }
}

/// What a response needs to know of its connection: how to end it without an answer.
struct ConnectionContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }
}
