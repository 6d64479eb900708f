internal import Encodings
internal import HTTPMessage
internal import JSONKit

/// The parts of an entry's messages, where the archive has some of them in one place only.
enum HARMessage {
    /// Without HTTP/2's pseudo header fields, which are no headers. What the archive tells beside the headers is added
    /// where the tool that wrote it left the header out.
    static func headers(_ list: JSON?, type: String?, location: String? = nil) -> HTTPHeaders {
        var fields = (list?.elements ?? []).compactMap { field -> HTTPHeader? in
            guard let name = field["name"]?.string, !name.hasPrefix(":"), let value = field["value"]?.string else {
                return nil
            }
            return HTTPHeader(name, value)
        }
        for (name, value) in [("Content-Type", type), ("Location", location)] {
            guard let value, !value.isEmpty, value != "x-unknown" else { continue }
            guard !fields.contains(where: { $0.name.lowercased() == name.lowercased() }) else { continue }
            fields.append(HTTPHeader(name, value))
        }
        return HTTPHeaders(fields)
    }

    /// What came, decoded; empty where a tool wrote a word in place of all of it.
    static func content(_ content: JSON?) -> [UInt8] {
        let text = content?["text"]?.string ?? ""
        if content?["encoding"]?.string == "base64" { return Base64.decodeLenient(text) ?? [] }
        return MaskedText.isAnonymous(text) ? [] : Array(text.utf8)
    }

    /// Why there is no response, as Keyway and as browsers write it.
    static func failure(_ entry: JSON) -> TransportError {
        if let failure = entry["_failure"] {
            let code = failure["code"]?.string.flatMap(TransportError.Code.init(rawValue:)) ?? .other
            return TransportError(code, failure["message"]?.string ?? "the archive has no response")
        }
        let response = entry["response"]
        guard let name = (response?["_error"] ?? response?["_failureText"])?.string, !name.isEmpty else {
            return TransportError(.other, "the archive has no response")
        }
        let word = String(name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "_:-".contains($0)) }.prefix(80))
        return TransportError(code(word), "the browser got no response it could use: \(word)")
    }

    /// The error names of Chromium (net::ERR_…) and of Firefox (NS_ERROR_…).
    private static func code(_ name: String) -> TransportError.Code {
        let codes: [(String, TransportError.Code)] = [
            ("NAME_NOT_RESOLVED", .lookup), ("UNKNOWN_HOST", .lookup), ("CONNECTION_REFUSED", .connect),
            ("ADDRESS_UNREACHABLE", .connect), ("CONNECTION_TIMED_OUT", .connectTimeout), ("TIMED_OUT", .timeout),
            ("NET_TIMEOUT", .timeout), ("ERR_CERT_", .tlsUntrusted), ("SSL_PROTOCOL_ERROR", .tlsHandshake),
            ("CONNECTION_CLOSED", .closed), ("CONNECTION_RESET", .closed), ("NET_RESET", .closed),
            ("EMPTY_RESPONSE", .closed), ("TOO_MANY_REDIRECTS", .tooManyRedirects),
        ]
        return codes.first { name.contains($0.0) }?.1 ?? .other
    }
}
