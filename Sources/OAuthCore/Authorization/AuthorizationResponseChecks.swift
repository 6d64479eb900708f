internal import HTTPMessage

/// The checks of an authorization response, in the order in which they protect.
struct AuthorizationResponseChecks {
    let callback: AuthorizationCallback
    let expectation: AuthorizationExpectation

    private var parameters: FormParameters { callback.parameters }

    func response() throws(OAuthError) -> AuthorizationResponse {
        try checkAddress()
        try checkRepeated()
        try checkState()
        try checkIssuer()
        if let server = ServerError(parameters: parameters) { throw refused(server) }
        let code = parameters.first("code").flatMap { $0.isEmpty ? nil : $0 }
        if code == nil, expectation.responseType.split(separator: " ").contains("code") { throw codeMissing }
        return AuthorizationResponse(
            code: code, state: parameters.first("state"), issuer: parameters.first("iss"), parameters: parameters,
            warnings: warnings)
    }

    /// The browser must have come to the redirect URI that was sent, whose own query stays (RFC 6749 §3.1.2).
    private func checkAddress() throws(OAuthError) {
        guard let expected = expectation.redirectURI, let address = callback.address else { return }
        let parts = expected.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let expectedAddress = withPath(String(parts[0]))
        guard ByteComparison.equal(withPath(address), expectedAddress) else {
            throw error(
                .redirectURIMismatch,
                "The browser came to \(PrintableText.safe(address, limit: 300)), and the redirect URI is "
                    + "\(PrintableText.safe(expectedAddress, limit: 300)); "
                    + ByteComparison.difference(expected: expectedAddress, found: address),
                advice: "Use the callback of this authorization, or authorize with the redirect URI that answers.")
        }
        let ownQuery = FormParameters.parse(parts.count > 1 ? parts[1] : "")
        for parameter in ownQuery where !parameters.contains(parameter) {
            throw error(
                .redirectURIMismatch,
                "The redirect URI has a query of its own, and its "
                    + "\u{201C}\(PrintableText.safe(parameter.name, limit: 80))\u{201D} did not come back",
                advice: "The server must keep the query of a redirect URI (RFC 6749 §3.1.2); use one without.")
        }
    }

    /// Browsers give a URL without a path the path "/".
    private func withPath(_ address: String) -> String {
        guard let host = address.firstRange(of: "://")?.upperBound, !address[host...].contains("/") else {
            return address
        }
        return address + "/"
    }

    /// Parameters come once (RFC 6749 §3.1); of two codes or states none can be believed.
    private func checkRepeated() throws(OAuthError) {
        for name in ["state", "iss", "error", "code"] where parameters.all(name).count > 1 {
            throw error(
                .parameterRepeated, "\u{201C}\(name)\u{201D} came \(parameters.all(name).count) times",
                advice: "Do not use this response; authorize again.")
        }
    }

    private func checkState() throws(OAuthError) {
        switch (expectation.state, parameters.first("state")) {
        case (nil, nil): return
        case (_?, nil):
            throw error(
                .stateMissing, "A state was sent, and none came back",
                advice: "Look at the URL for what was cut off; else authorize again. Do not use the code.")
        case (nil, _?):
            throw error(
                .stateUnexpected, "A state came, and none was sent: this answers another request",
                advice: "Do not use the code; authorize again.")
        case (let expected?, let found?):
            guard !ConstantTime.equal(expected, found) else { return }
            throw error(
                .stateMismatch,
                "The state (\(found.utf8.count.counted("byte"))) is not the one that was sent (\(expected.utf8.count.counted("byte"))): "
                    + "this answers another request, or it is forged",
                advice: "Do not use the code; authorize again, in one browser tab.")
        }
    }

    /// RFC 9207 §2.4: a simple string comparison, on errors too.
    private func checkIssuer() throws(OAuthError) {
        guard let found = parameters.first("iss") else {
            guard expectation.issuerIsPromised else { return }
            throw error(
                .issuerMissing, "The server's metadata promises \u{201C}iss\u{201D} (RFC 9207), and it is missing",
                advice: "Do not use the response: it may be of another server. Authorize again.")
        }
        guard let expected = expectation.issuer, !ByteComparison.equal(found, expected) else { return }
        throw error(
            .issuerMismatch,
            "The response is of the issuer \(PrintableText.safe(found, limit: 300)), and "
                + "\(PrintableText.safe(expected, limit: 300)) was asked; "
                + ByteComparison.difference(expected: expected, found: found),
            advice: "Do not use the response. If the server is the right one, use its issuer exactly as it writes it.")
    }

    private var warnings: [OAuthWarning] {
        var warnings = callback.defects.map {
            OAuthWarning(
                "callback-encoding",
                "\u{201C}\(PrintableText.safe($0.name, limit: 80))\u{201D} is badly encoded (\($0.reason.rawValue))",
                section: "RFC 6749 App. B")
        }
        if callback.isFragment {
            warnings.append(
                OAuthWarning(
                    "callback-fragment", "The parameters came after \u{201C}#\u{201D}, where a server cannot see them",
                    section: "RFC 6749 §4.1.2"))
        }
        if parameters.first("iss") != nil, !expectation.issuerIsPromised {
            warnings.append(
                OAuthWarning(
                    "issuer-unannounced", "\u{201C}iss\u{201D} came, and the server's metadata does not promise it",
                    section: "RFC 9207 §2.4"))
        }
        return warnings
    }

    private func refused(_ server: ServerError) -> OAuthError {
        OAuthError(
            .refused, doing: AuthorizationCallback.doing, found: "The server answered \(server.text)",
            advice: ErrorAdvice.advice(for: server.error), server: server)
    }

    private var codeMissing: OAuthError {
        error(
            .codeMissing, "There is neither a code nor an error in it",
            advice: "Look at the URL for what was cut off; else authorize again.")
    }

    private func error(_ code: OAuthError.Code, _ found: String, advice: String) -> OAuthError {
        OAuthError(code, doing: AuthorizationCallback.doing, found: found, advice: advice)
    }
}
