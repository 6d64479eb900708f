package import HTTPMessage

/// The form of a request to the token endpoint or its neighbours.
package struct FormBody: Sendable {
    /// The parameters in the order sent, with the empty ones; no name comes twice but those that may be repeated.
    package let parameters: FormParameters

    /// - Throws: `invalid_request` for another content type, and for a parameter that comes twice (RFC 6749 §3.2).
    package init(_ call: Call) throws(Refusal) {
        guard call.mediaType == MediaType.form else { throw FormBody.wrongType(call) }
        guard let text = String(validating: call.body, as: UTF8.self) else {
            throw .oauth("invalid_request", "The body is not UTF-8.")
        }
        let (parameters, defects) = FormParameters.parseReporting(text)
        if let defect = defects.first {
            throw .oauth("invalid_request", "The form is malformed at \u{22}\(defect.name.prefix(40).asciiOnly)\u{22}.")
        }
        var seen: Set<String> = []
        for name in parameters.map(\.name)
        where !RequestedTargets.parameters.contains(name) && !seen.insert(name).inserted {
            throw .oauth("invalid_request", "The parameter \(name.prefix(40).asciiOnly) comes more than once.")
        }
        self.parameters = parameters
    }

    /// A parameter's value; nil where it is empty, which is the same as left out (RFC 6749 §3.2).
    package subscript(name: String) -> String? {
        guard let value = parameters.first(name), !value.isEmpty else { return nil }
        return value
    }

    /// The value of a parameter that must be there.
    ///
    /// - Throws: `invalid_request` where the parameter is missing or empty.
    package func required(_ name: String) throws(Refusal) -> String {
        guard let value = self[name] else { throw .oauth("invalid_request", "The parameter \(name) is missing.") }
        return value
    }

    private static func wrongType(_ call: Call) -> Refusal {
        let found = call.headers["Content-Type"].map { "not \(String($0.prefix(60)).asciiOnly)" } ?? "and say so"
        return .oauth(
            "invalid_request", "Send the parameters as application/x-www-form-urlencoded, \(found) (RFC 6749, 3.2).",
            cause: "body of type \(call.mediaType ?? "none")")
    }
}

extension StringProtocol {
    /// Fit for an `error_description` and for a header (RFC 6749 §5.2): what is not is a question mark.
    package var asciiOnly: String {
        String(decoding: utf8.map { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C ? $0 : 0x3F }, as: UTF8.self)
    }
}
