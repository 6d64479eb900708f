import CCurl
import HTTPMessage

extension EasyHandle {
    /// Sets every option that one transfer needs. The transfer must outlive its use of the handle.
    func prepare(for transfer: Transfer) {
        let order = transfer.order
        useErrorText()
        setCallbacks(to: transfer)
        setTarget(order)
        setLimits(order.options)
        setTrust(order.options)
        setRequest(order)
        setHeaders(headerLines(order))
    }

    /// Sets up a second connection that ends after the TLS handshake: it sends no request, and takes any certificate,
    /// because the one that was just refused is to be seen.
    func prepareToInspectCertificates(of transfer: Transfer) {
        var options = transfer.order.options
        options.insecure = true
        options.clientCertificate = nil
        options.connectTimeout = 5
        options.timeout = 5
        reset()
        useErrorText()
        setCallbacks(to: transfer)
        setTarget(transfer.order)
        setLimits(options)
        setTrust(options)
        set(CURLOPT_CONNECT_ONLY, true)
    }

    private func setTarget(_ order: TransferOrder) {
        set(CURLOPT_URL, order.request.url)
        set(CURLOPT_PATH_AS_IS, true)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        if let proxy = order.options.proxy {
            set(CURLOPT_PROXY, proxy)
            set(CURLOPT_NOPROXY, "")  // or NO_PROXY would overrule what was asked for by name
        } else if order.parts.isLoopback {
            set(CURLOPT_PROXY, "")
        }
    }

    private func setLimits(_ options: TransportOptions) {
        set(CURLOPT_NOSIGNAL, true)
        set(CURLOPT_QUICK_EXIT, true)  // or a cancelled request would wait for its name lookup
        set(CURLOPT_CONNECTTIMEOUT_MS, options.connectMilliseconds)
        set(CURLOPT_TIMEOUT_MS, options.totalMilliseconds)
    }

    private func setTrust(_ options: TransportOptions) {
        set(CURLOPT_CERTINFO, true)
        if options.insecure {
            set(CURLOPT_SSL_VERIFYPEER, false)
            set(CURLOPT_SSL_VERIFYHOST, 0)
        }
        if let authority = options.certificateAuthority {
            set(CURLOPT_CAINFO, authority)
            set(CURLOPT_CAPATH, nil)
        }
        if let certificate = options.clientCertificate {
            set(CURLOPT_SSLCERT, certificate)
            set(CURLOPT_SSLKEY, options.clientKey ?? certificate)
            set(CURLOPT_KEYPASSWD, "")  // or OpenSSL would ask at the terminal
        }
    }

    private func setRequest(_ order: TransferOrder) {
        let request = order.request
        if let body = request.body ?? (["POST", "PUT", "PATCH"].contains(request.method) ? [] : nil) {
            setBody(body)
        }
        if request.method == "HEAD" {
            set(CURLOPT_NOBODY, true)
        } else {
            set(CURLOPT_CUSTOMREQUEST, request.method)
        }
        set(CURLOPT_ACCEPT_ENCODING, "")  // every encoding that libcurl can undo
        set(CURLOPT_USERAGENT, order.userAgent)
    }

    /// The request's own headers, then those of libcurl's that are not to be sent (`Name:`).
    private func headerLines(_ order: TransferOrder) -> [String] {
        let headers = order.request.headers
        let own = headers.map { header in
            header.value.utf8.allSatisfy(isBlank) ? "\(header.name);" : "\(header.name): \(header.value)"
        }
        let omitted = (["Accept", "Expect", "Content-Type"] + order.options.omittedHeaders)
            .filter { headers[$0] == nil }
        return own + omitted.map { "\($0):" }
    }

    /// What libcurl takes for a blank: a value of nothing else would leave the header out.
    private func isBlank(_ octet: UInt8) -> Bool { octet == 0x20 || (0x09...0x0D).contains(octet) }
}

extension TransportOptions {
    var connectMilliseconds: Int { Self.milliseconds(connectTimeout) ?? Self.milliseconds(timeout) ?? Int(Int32.max) }

    var totalMilliseconds: Int { Self.milliseconds(timeout) ?? 0 }

    /// Nil for no limit.
    private static func milliseconds(_ seconds: Double) -> Int? {
        guard seconds > 0, seconds.isFinite else { return nil }
        return max(1, Int(min(seconds * 1000, Double(Int32.max))))
    }
}
