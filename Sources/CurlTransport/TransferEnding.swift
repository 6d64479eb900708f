import CCurl
import HTTPMessage

/// What libcurl knows of a transfer once it is over.
struct TransferEnding {
    var code = CURLE_OK
    /// libcurl's own words for a failure.
    var detail = ""
    /// The `errno` of a failed connection.
    var systemError: Int32 = 0
    /// How the proxy answered the request for a tunnel; 0 where it was not asked.
    var tunnelStatus = 0
    var timing = HTTPTiming()
    var peer: String?
    var tls: TLSSummary?

    init() {}

    init(of handle: EasyHandle, code: CURLcode) {
        self.code = code
        detail = handle.errorDetail
        systemError = Int32(truncatingIfNeeded: handle.long(CURLINFO_OS_ERRNO))
        tunnelStatus = handle.long(CURLINFO_HTTP_CONNECTCODE)
        peer = handle.peer
        timing = handle.timing
    }

    var isUnconnected: Bool { peer == nil }
}

extension EasyHandle {
    fileprivate var timing: HTTPTiming {
        // libcurl gives a reused connection the few microseconds that finding it took.
        let isNew = long(CURLINFO_NUM_CONNECTS) > 0
        return HTTPTiming(
            lookup: isNew ? offset(CURLINFO_NAMELOOKUP_TIME_T) : 0,
            connect: isNew ? offset(CURLINFO_CONNECT_TIME_T) : 0,
            tls: isNew ? offset(CURLINFO_APPCONNECT_TIME_T) : 0,
            firstByte: offset(CURLINFO_STARTTRANSFER_TIME_T), total: offset(CURLINFO_TOTAL_TIME_T))
    }

    /// `127.0.0.1:8080`, `[::1]:8080`.
    var peer: String? {
        let port = long(CURLINFO_PRIMARY_PORT)
        guard port > 0, let address = string(CURLINFO_PRIMARY_IP), !address.isEmpty else { return nil }
        return address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
    }
}
