import CCurl

/// One easy handle of libcurl with what must live as long as it: its header list and its error text.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private var headerList: UnsafeMutablePointer<curl_slist>?
    /// The first option that libcurl would not take since the last reset.
    private(set) var refusedOption: CURLcode?

    init?() {
        guard let pointer = keyway_easy_init() else { return nil }
        self.pointer = pointer
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        keyway_easy_cleanup(pointer)
        keyway_slist_free_all(headerList)
        errorText.deallocate()
    }

    /// Forgets all options; connections and TLS sessions stay.
    func reset() {
        keyway_easy_reset(pointer)
        keyway_slist_free_all(headerList)
        headerList = nil
        refusedOption = nil
    }

    func set(_ option: CURLoption, _ value: Int) { note(keyway_set_long(pointer, option, value)) }

    func set(_ option: CURLoption, _ value: Bool) { set(option, value ? 1 : 0) }

    func set(_ option: CURLoption, _ value: String?) {
        if let value {
            note(keyway_set_string(pointer, option, value))
        } else {
            note(keyway_set_string(pointer, option, nil))
        }
    }

    func set(_ option: CURLoption, _ context: UnsafeMutableRawPointer) {
        note(keyway_set_pointer(pointer, option, context))
    }

    func set(_ option: CURLoption, _ callback: @escaping keyway_data_callback) {
        note(keyway_set_data_callback(pointer, option, callback))
    }

    func setDebug(_ callback: @escaping keyway_debug_callback) { note(keyway_set_debug_callback(pointer, callback)) }

    func setPrerequest(_ callback: @escaping keyway_prereq_callback) {
        note(keyway_set_prereq_callback(pointer, callback))
    }

    /// The body, copied.
    func setBody(_ body: [UInt8]) {
        note(keyway_set_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
        body.withUnsafeBytes { bytes in
            // Without an address libcurl would ask a callback for the body.
            if let address = bytes.baseAddress, !bytes.isEmpty {
                note(keyway_set_bytes(pointer, CURLOPT_COPYPOSTFIELDS, address))
            } else {
                set(CURLOPT_COPYPOSTFIELDS, "")
            }
        }
    }

    func setHeaders(_ lines: [String]) {
        for line in lines {
            guard let longer = keyway_slist_append(headerList, line) else { return note(CURLE_OUT_OF_MEMORY) }
            headerList = longer
        }
        note(keyway_set_list(pointer, CURLOPT_HTTPHEADER, headerList))
    }

    func useErrorText() {
        errorText[0] = 0
        set(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(errorText))
    }

    /// What libcurl says of the last failure.
    var errorDetail: String { String(cString: errorText) }

    func long(_ info: CURLINFO) -> Int {
        var value = 0
        _ = keyway_get_long(pointer, info, &value)
        return value
    }

    func offset(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        _ = keyway_get_offset(pointer, info, &value)
        return Int64(value)
    }

    func string(_ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        _ = keyway_get_string(pointer, info, &value)
        return value.map { String(cString: $0) }
    }

    private func note(_ code: CURLcode) {
        if code != CURLE_OK, refusedOption == nil { refusedOption = code }
    }
}
