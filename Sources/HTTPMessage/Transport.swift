/// What turns a request into an exchange. It never follows a redirect: a ``RedirectTrail`` says what to send next.
public protocol Transport: Sendable {
    /// Sends one request and waits for its whole response.
    ///
    /// Failure is an outcome of the exchange, never thrown, so that it is recorded like any other.
    /// Cancelling the task ends the request with ``TransportError/Code/cancelled``.
    /// - Parameter onBody: called with each decoded piece of the body as it arrives, a redirect's (3xx) excepted. It
    ///   runs where the transport works, so it should hand the piece on and not block.
    func send(_ request: HTTPRequest, options: TransportOptions, onBody: (@Sendable ([UInt8]) -> Void)?) async
        -> HTTPExchange
}

/// How a request is sent.
public struct TransportOptions: Sendable, Equatable {
    /// Seconds for name lookup, connection and TLS; 0 sets no limit of its own.
    public var connectTimeout: Double = 10
    /// Seconds for the whole exchange; 0 sets no limit.
    public var timeout: Double = 60
    /// Bytes of a response body after decompression; more is ``TransportError/Code/tooLarge``.
    public var bodyLimit: Int = 16 << 20
    /// A PEM file of certificate authorities to trust instead of the system's.
    public var certificateAuthority: String?
    /// PEM files of the client's certificate and its key.
    public var clientCertificate: String?
    /// The PEM file of the certificate's key; nil where the certificate's file holds it.
    public var clientKey: String?
    /// Does not verify the peer.
    public var insecure = false
    /// A proxy URL, used even for loopback; empty for none; nil leaves it to the environment, as curl reads it.
    public var proxy: String?
    /// Headers that the transport would send of itself and is not to: `User-Agent`, `Accept-Encoding`, `Host`.
    public var omittedHeaders: [String] = []

    /// The defaults.
    public init() {}
}

/// Why no response could be had.
public struct TransportError: Error, Sendable, Equatable {
    /// A stable name of the reason.
    public enum Code: String, Sendable, CaseIterable {
        case badURL, unsupportedScheme, malformedRequest, lookup, proxyLookup, proxyRefused, connect, connectTimeout,
            timeout,
            tlsUntrusted, tlsHandshake, clientCertificate, tooLarge, badEncoding, closed, protocolViolation,
            redirectLoop, tooManyRedirects, redirectRefused, cancelled, other
    }

    /// The stable name of the reason.
    public var code: Code
    /// What was found, in words fit to show, with no control characters and no secrets.
    public var message: String

    /// An error; `message` says what failed and what to try.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
