internal import Encodings
internal import HTTPMessage
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Lets responses bear the date of the sandbox's own clock where that was moved, as a server with another clock would.
///
/// Hummingbird writes its own date last, so that ours travels under another name up to here.
final class ServerDate: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private static let carrier = "Sandbox-Date"

    /// - Parameter reply: may have a date already, where a fault gave it one.
    static func give(to reply: inout Reply, _ clock: ProviderClock) {
        let date = reply.headers["Date"] ?? (clock.moved != 0 ? HTTPDate.text(clock.now) : nil)
        guard let date else { return }
        reply.headers["Date"] = nil
        reply.headers[carrier] = date
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data), let carrier = HTTPField.Name(ServerDate.carrier),
            let date = head.headerFields[carrier]
        else { return context.write(data, promise: promise) }
        head.headerFields[carrier] = nil
        head.headerFields[.date] = date
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }
}
