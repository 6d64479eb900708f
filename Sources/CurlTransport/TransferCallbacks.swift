import CCurl

extension EasyHandle {
    /// Points libcurl's callbacks at the transfer, which they do not retain.
    func setCallbacks(to transfer: Transfer) {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        set(CURLOPT_PRIVATE, context)
        set(CURLOPT_WRITEDATA, context)
        set(CURLOPT_WRITEFUNCTION) { data, size, count, context in
            Transfer.at(context)?.receiveBody(UnsafeRawBufferPointer(start: data, count: size * count)) == true
                ? size * count : 0
        }
        set(CURLOPT_HEADERDATA, context)
        set(CURLOPT_HEADERFUNCTION) { data, size, count, context in
            Transfer.at(context)?.receiveHeaderLine(UnsafeRawBufferPointer(start: data, count: size * count)) == true
                ? size * count : 0
        }
        set(CURLOPT_PREREQDATA, context)
        setPrerequest { context, _, _, _, _ in
            Transfer.at(context)?.maySendRequest() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }
        set(CURLOPT_VERBOSE, true)
        set(CURLOPT_DEBUGDATA, context)
        setDebug { _, kind, data, size, context in
            let bytes = UnsafeRawBufferPointer(start: data, count: size)
            switch kind {
            case CURLINFO_HEADER_OUT: Transfer.at(context)?.noteSentHead(bytes)
            case CURLINFO_TEXT: Transfer.at(context)?.noteRemark(bytes)
            default: break
            }
            return 0
        }
    }

    static func transferID(of easy: UnsafeMutableRawPointer?) -> UInt64? {
        var context: UnsafePointer<CChar>?
        _ = keyway_get_string(easy, CURLINFO_PRIVATE, &context)
        return Transfer.at(UnsafeMutableRawPointer(mutating: context))?.id
    }
}

extension Transfer {
    fileprivate static func at(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }
}
