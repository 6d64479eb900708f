import CCurl
import Glibc
import HTTPMessage

/// Says why a transfer failed: what was being done, what was found, and what to try.
struct FailureWording {
    var order: TransferOrder
    var ending: TransferEnding
    var sentHead: SentHead
    var received: ReceivedHead
    var bodyCount: Int
    /// The proxy that the environment named.
    var proxy: String?

    var error: TransportError {
        switch ending.code {
        case CURLE_URL_MALFORMAT:
            TransportError(.badURL, "the URL cannot be read: \(detail); write it as https://host/path")
        case CURLE_COULDNT_RESOLVE_HOST:
            TransportError(
                .lookup,
                "could not find the address of \(order.parts.host); is the name spelled right, and is the network up?")
        case CURLE_COULDNT_RESOLVE_PROXY:
            TransportError(
                .proxyLookup, "could not find the address of \(proxyName); \(Self.checkProxy)")
        case CURLE_COULDNT_CONNECT: unconnected
        case CURLE_OPERATION_TIMEDOUT: timedOut
        case CURLE_PROXY: TransportError(.proxyRefused, "\(proxyName) refused: \(detail); \(Self.checkProxy)")
        case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR: broken
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_INVALIDCERTSTATUS:
            TLSFailureWording(order: order, ending: ending).error
        case CURLE_BAD_CONTENT_ENCODING:
            TransportError(
                .badEncoding,
                "the response body of \(server) is not what its Content-Encoding says: \(detail); "
                    + "ask for it plain with Accept-Encoding: identity")
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_HTTP2_STREAM,
            CURLE_FILESIZE_EXCEEDED:
            notHTTP
        // What libcurl 7.88 calls a header line beyond its own limit.
        case CURLE_OUT_OF_MEMORY where sentHead.isRequest && !received.isFinal: Self.headTooLarge
        default: other
        }
    }

    // MARK: One paragraph each

    private var unconnected: TransportError {
        let reason = ending.systemError == 0 ? detail : Self.systemText(ending.systemError)
        if usesProxy {
            return TransportError(.connect, "could not connect to \(proxyName): \(reason); \(Self.checkProxy)")
        }
        let advice =
            switch ending.systemError {
            case ECONNREFUSED: "is the server running?"
            case ENETUNREACH, EHOSTUNREACH: "is the network up?"
            default: "check host, port and network"
            }
        return TransportError(.connect, "could not connect to \(server): \(reason); \(advice)")
    }

    private var timedOut: TransportError {
        guard !sentHead.isRequest else {
            let found =
                received.text == nil ? "sent nothing" : "sent \(bodyCount.counted("byte")) of a body and did not end it"
            return TransportError(
                .timeout,
                "no whole response within \(Self.seconds(order.options.totalMilliseconds)): \(server) took the request "
                    + "and \(found); try again, or raise the timeout")
        }
        let limit = [order.options.connectMilliseconds, order.options.totalMilliseconds].filter { $0 > 0 }.min() ?? 0
        let place = usesProxy ? "\(server) through \(proxyName)" : server
        return TransportError(
            .connectTimeout,
            "no connection to \(place) within \(Self.seconds(limit)); check host, port and firewall, or raise the "
                + "timeout")
    }

    private var broken: TransportError {
        if ending.tunnelStatus >= 300 { return tunnelRefused }
        if TLSFailureWording.isAlert(ending.detail) { return TLSFailureWording(order: order, ending: ending).error }
        if ending.detail.contains("chunked-encoding") { return notHTTP }
        if received.text != nil {
            return TransportError(
                .closed,
                "\(server) broke off its response after \(bodyCount.counted("byte")) of the body: \(detail); "
                    + "try again, and look at the server's log")
        }
        if usesProxy, sentHead.isTunnel {
            return TransportError(.closed, "\(proxyName) hung up when asked for a tunnel to \(server): \(detail)")
        }
        return TransportError(
            .closed,
            "\(server) hung up without an answer: \(detail); look at the server's log, and whether it speaks "
                + "\(order.isSecure ? "TLS" : "plain HTTP") on this port")
    }

    private var tunnelRefused: TransportError {
        let status = ending.tunnelStatus
        let advice =
            status == 407
            ? "it wants a user name and password; put them into the proxy's URL"
            : "ask who runs it, or name the host in NO_PROXY"
        return TransportError(.proxyRefused, "\(proxyName) answered \(status) to CONNECT \(server): \(advice)")
    }

    private var notHTTP: TransportError {
        if ending.code == CURLE_UNSUPPORTED_PROTOCOL, !sentHead.isRequest {
            return TransportError(.unsupportedScheme, "the URL cannot be requested: \(detail); use http or https")
        }
        return TransportError(
            .protocolViolation,
            "\(server) answered with something that is not HTTP: \(detail); does another kind of server, or a TLS one, "
                + "listen there?")
    }

    private var other: TransportError {
        // libcurl's words may quote a proxy's URL with its password.
        let words = usesProxy || detail.isEmpty ? String(cString: keyway_easy_strerror(ending.code)) : detail
        return TransportError(.other, "the request to \(server) failed: \(words) (curl error \(ending.code.rawValue))")
    }

    // MARK: Names

    private var detail: String {
        ending.detail.isEmpty ? String(cString: keyway_easy_strerror(ending.code)) : ending.detail.safeToShow
    }

    private var server: String { order.server }

    private var usesProxy: Bool { order.namedProxy != nil || proxy != nil }

    private var proxyName: String {
        "the proxy \((order.namedProxy ?? proxy ?? "").withoutUserinfo.safeToShow)"
    }

    private static let checkProxy = "check the proxy's URL, or http_proxy and https_proxy in the environment"

    private static func seconds(_ milliseconds: Int) -> String {
        milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }

    private static func systemText(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }
}

// MARK: What the callbacks object to

extension FailureWording {
    static let cancelled = TransportError(.cancelled, "the request was cancelled before its response was complete")

    static func notTaken(_ code: CURLcode) -> TransportError {
        TransportError(
            .other,
            "libcurl would not take the request: \(String(cString: keyway_easy_strerror(code))); nothing was sent"
        )
    }

    static let headTooLarge = TransportError(
        .tooLarge,
        "the server sent more than \(ReceivedHead.mostLines) header lines or \(ReceivedHead.mostOctets >> 10) KiB of "
            + "headers; look at what it sends")

    static func bodyTooLarge(limit: Int) -> TransportError {
        TransportError(
            .tooLarge,
            "the response body is larger than \(limit) bytes once decoded, and was cut off; raise the limit if it is to "
                + "be that large")
    }

    static func headBrokenOff(_ order: TransferOrder) -> TransportError {
        TransportError(
            .closed,
            "\(order.server) broke off its response in the middle of its headers; try again, and look at the "
                + "server's log")
    }

    static func notSentAgain(_ order: TransferOrder) -> TransportError {
        TransportError(
            .closed,
            "\(order.server) closed the connection before it answered; it may have acted on the request, so this "
                + "\(order.request.method) was not sent again; look at what came of it before you repeat it")
    }
}
