import CCurl
import HTTPMessage

/// One request on its way, and what has come of it so far. Once started, only the loop's thread touches it.
final class Transfer: @unchecked Sendable {
    let id: UInt64
    let order: TransferOrder
    let complete: (HTTPExchange) -> Void
    var handle: EasyHandle?
    /// A second connection looks at the certificates that the first one refused.
    var isInspecting = false

    private var sentHead = SentHead()
    private var received = ReceivedHead()
    private var body: [UInt8] = []
    private var remarks = ConnectionRemarks()
    private var ending = TransferEnding()
    /// What a callback found wrong, which is why it made libcurl stop.
    private var objection: TransportError?

    init(id: UInt64, order: TransferOrder, complete: @escaping (HTTPExchange) -> Void) {
        self.id = id
        self.order = order
        self.complete = complete
    }

    // MARK: What the callbacks report

    func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard body.count + bytes.count <= order.options.bodyLimit else {
            objection = FailureWording.bodyTooLarge(limit: order.options.bodyLimit)
            return false
        }
        body.append(contentsOf: bytes)
        if let onBody = order.onBody, !(300..<400).contains(received.status) { onBody(Array(bytes)) }
        return true
    }

    func receiveHeaderLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if received.append(bytes, ofTunnel: sentHead.isTunnel) { return true }
        objection = FailureWording.headTooLarge
        return false
    }

    /// Whether the request may go out now. One that is not idempotent goes out once: the server may have acted on it
    /// before the connection broke (RFC 9110 §9.2.2).
    func maySendRequest() -> Bool {
        guard sentHead.isRequest, !order.isIdempotent else { return true }
        objection = FailureWording.notSentAgain(order)
        return false
    }

    func noteSentHead(_ bytes: UnsafeRawBufferPointer) {
        if !isInspecting { sentHead.append(bytes) }
    }

    func noteRemark(_ bytes: UnsafeRawBufferPointer) { remarks.note(bytes) }

    // MARK: The end

    func noteEnd(code: CURLcode, connections: inout SecuredConnections) {
        guard let handle else { return }
        if !isInspecting { ending = TransferEnding(of: handle, code: code) }
        guard order.isSecure, !ending.isUnconnected else { return }
        let isVerified = !order.options.insecure && ending.code != CURLE_PEER_FAILED_VERIFICATION
        ending.tls = connections.summary(of: handle, version: remarks.tlsVersion, isVerified: isVerified)
    }

    /// The certificates of an untrusted peer are evidence, and libcurl keeps them only when it takes them.
    var wantsCertificates: Bool {
        !isInspecting && ending.code == CURLE_PEER_FAILED_VERIFICATION && ending.tls?.certificates.isEmpty != false
    }

    func exchange() -> HTTPExchange {
        if let objection { return exchange(.failure(objection)) }
        guard ending.code == CURLE_OK else {
            let wording = FailureWording(
                order: order, ending: ending, sentHead: sentHead, received: received, bodyCount: body.count,
                proxy: remarks.proxy)
            return exchange(.failure(wording.error))
        }
        guard let response = received.response(body: body) else {
            return exchange(.failure(FailureWording.headBrokenOff(order)))
        }
        return exchange(.response(response))
    }

    func fail(_ error: TransportError) { complete(exchange(.failure(error))) }

    private func exchange(_ outcome: HTTPExchange.Outcome) -> HTTPExchange {
        HTTPExchange(
            request: order.request, sentHead: sentHead.text, receivedHead: received.text, outcome: outcome,
            startedAt: order.startedAt, timing: ending.timing, tls: ending.tls, peer: ending.peer,
            proxy: (order.namedProxy ?? remarks.proxy)?.withoutUserinfo)
    }
}
