internal import Encodings
internal import HTTPMessage
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Sets the `Date` of a response where it is to be another than the real time.
///
/// Hummingbird sets the header itself after the responder has answered, so the responder announces the date to this
/// handler by an event, and the handler puts it into the head of the response that follows on the connection.
final class ServerDate: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Announces the date of the next response on a connection.
    struct Announcement: Sendable {
        /// As the header has it (RFC 9110 §5.6.7).
        let date: String
    }

    private var announced: String?

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard let announcement = event as? Announcement else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        announced = announcement.date
        promise?.succeed(())
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard let date = announced, case .head(var head) = unwrapOutboundIn(data) else {
            return context.write(data, promise: promise)
        }
        announced = nil
        head.headerFields[.date] = date
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }
}
