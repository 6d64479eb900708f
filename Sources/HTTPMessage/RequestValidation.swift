internal import Encodings

extension HTTPRequest {
    /// Refuses what could not go over the wire as one request, before anything is sent: a URL that is not absolute
    /// or carries a password, and any character that would end a line early (RFC 9110 §5.5, RFC 9112 §11.1).
    /// - Throws: ``TransportError/Code/badURL``, ``TransportError/Code/unsupportedScheme`` or
    ///   ``TransportError/Code/malformedRequest``.
    public func validate() throws(TransportError) {
        try validateURL()
        guard !method.isEmpty, method.utf8.allSatisfy(\.isTokenCharacter) else {
            throw TransportError(
                .malformedRequest,
                "the method \"\(method.safeToShow)\" is no token; it takes letters, digits and !#$%&'*+-.^_`|~")
        }
        if method == "HEAD", body?.isEmpty == false {
            throw TransportError(.malformedRequest, "a HEAD request cannot have a body; leave it out or use GET")
        }
        for header in headers { try header.validate() }
    }

    /// The request as it may be recorded when it was refused for the password in its URL.
    package var withoutUserinfo: HTTPRequest {
        var request = self
        request.url = url.withoutUserinfo
        return request
    }

    private func validateURL() throws(TransportError) {
        if let offset = url.utf8.enumerated().first(where: { !(0x21...0x7E).contains($0.element) })?.offset {
            throw TransportError(
                .badURL,
                "the URL has a space, a control character or a character outside ASCII at position \(offset + 1); "
                    + "percent-encode it")
        }
        guard let parts = URLParts(url) else {
            throw TransportError(.badURL, "the URL is not of the form https://host/path; write it in full")
        }
        guard ["http", "https"].contains(parts.scheme.lowercased()) else {
            throw TransportError(
                .unsupportedScheme, "\(parts.scheme.safeToShow): cannot be requested; use http or https")
        }
        guard parts.userinfo == nil else {
            throw TransportError(
                .badURL, "the URL carries a user name or password before the @; send it as an Authorization header")
        }
    }
}

extension HTTPHeader {
    /// Refuses a name that is not a token, and a value with a line break or NUL (RFC 9110 §5.1 and §5.5).
    ///
    /// - Throws: ``TransportError/Code/malformedRequest``.
    package func validate() throws(TransportError) {
        guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenCharacter) else {
            throw TransportError(
                .malformedRequest,
                "the header name \"\(name.safeToShow)\" is no token; it takes letters, digits and !#$%&'*+-.^_`|~")
        }
        guard !value.utf8.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x0D }) else {
            throw TransportError(
                .malformedRequest,
                "the value of the header \(name) has a line break or a NUL in it, which would start another header")
        }
    }
}
