package import HTTPMessage
package import JSONKit

/// The body of a response that should be a JSON object, and the errors that it may be instead.
package struct ResponseBody {
    let response: HTTPResponse
    let doing: String
    /// Whether the body begins with the byte order mark of UTF-8, which a reader may pass over (RFC 8259 §8.1).
    let hasByteOrderMark: Bool
    private let parsed: Result<JSON, JSONError>

    package init(_ response: HTTPResponse, doing: String) {
        self.response = response
        self.doing = doing
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let isMarked = response.body.starts(with: mark)
        hasByteOrderMark = isMarked
        parsed = Result { () throws(JSONError) in
            try JSON(parsing: isMarked ? Array(response.body.dropFirst(mark.count)) : response.body)
        }
    }

    /// The JSON object, whatever the status.
    package func object() throws(OAuthError) -> JSON {
        let json = try json()
        guard json.kind == .object else { throw notOAuth("the body is \(json.kind.phrase), not an object") }
        return json
    }

    /// The members of a form, which GitHub and Facebook answer with, the first of each name; nil where the body is not a
    /// form that has this member.
    func form(_ name: String) -> JSON? {
        guard case .failure = parsed, response.body.count <= 1 << 16,
            [MediaType.form, "text/plain", "text/html", "application/octet-stream", nil].contains(response.mediaType)
        else { return nil }
        let text = String(decoding: response.body, as: UTF8.self)
        let start = text.prefix(200)
        guard !start.contains("<"), !start.contains("{") else { return nil }
        let form = FormParameters.parse(String(text.prefix { !$0.isNewline }))
        guard form.first(name) != nil else { return nil }
        var seen: Set<String> = []
        return JSON(members: form.filter { seen.insert($0.name).inserted }.map { ($0.name, JSON($0.value)) })
    }

    /// The JSON value, whatever the status.
    package func json() throws(OAuthError) -> JSON {
        switch parsed {
        case .success(let json): return json
        case .failure(let error): throw notOAuth(whatItIs(error))
        }
    }

    /// The error that the response is, or nil where its status is a success.
    package func refusal() -> OAuthError? {
        switch response.status {
        case 200..<300: nil
        case 300..<400: redirect
        default: refused ?? unreadable
        }
    }

    /// The server's refusal in its own words, whatever the status.
    package var refused: OAuthError? { ServerError(response: response).map(refused) }

    /// The refusal in an answer of status 200 that lacks what was asked for, where it names a code or a message in the way of
    /// its API: `{"code": 40029, "message": "invalid code"}`. Codes of success are none.
    func refusedInPassing(_ json: JSON) -> OAuthError? {
        guard let server = ServerError(dialect: json),
            !["0", "200", "ok", "success"].contains(server.error.lowercased())
        else { return nil }
        return refused(server)
    }

    private func refused(_ server: ServerError) -> OAuthError {
        OAuthError(
            .refused, doing: doing, found: "The server answered \(response.status) \(server.text)",
            advice: ErrorAdvice.advice(for: server.error, in: response), server: server, status: response.status)
    }

    /// Of a redirect, which no credential follows.
    var redirect: OAuthError {
        let location = response.headers["Location"].map(withoutQuery) ?? "nowhere"
        return OAuthError(
            .unexpectedRedirect, doing: doing,
            found: "The server answered \(response.status) and sends us to \(location)",
            advice:
                "Credentials do not follow redirects. If that is the endpoint's right address, set it on the provider.",
            status: response.status)
    }

    /// A query may carry codes and tokens.
    private func withoutQuery(_ location: String) -> String {
        PrintableText.safe(location.prefix { $0 != "?" && $0 != "#" }, limit: 500)
    }

    /// Of an error status without words that OAuth knows.
    private var unreadable: OAuthError {
        guard !response.body.isEmpty, response.status != 429 else { return unexpectedStatus }
        switch parsed {
        case .success: return notOAuth("the body has no \u{201C}error\u{201D} that OAuth knows")
        case .failure(let error): return notOAuth(whatItIs(error))
        }
    }

    /// Of a status that alone tells what there is to tell.
    var unexpectedStatus: OAuthError {
        OAuthError(
            .unexpectedStatus, doing: doing, found: "The server answered \(response.status)",
            advice: ErrorAdvice.advice(for: response), status: response.status)
    }

    /// Of a body that is none that OAuth knows.
    package func notOAuth(_ found: String) -> OAuthError {
        OAuthError(
            .notOAuthResponse, doing: doing,
            found: "The server answered \(response.status), but this is not an OAuth response: \(found)",
            advice: "Check the endpoint's URL, and whether a proxy or a login page answered in its place.",
            status: response.status)
    }

    private func whatItIs(_ error: JSONError) -> String {
        guard !response.body.isEmpty else { return "the body is empty" }
        let type = response.mediaType.map { PrintableText.safe($0, limit: 80) } ?? "no media type"
        let start = PrintableText.excerpt(response.body).map { ", which begins \u{201C}\($0)\u{201D}" } ?? ""
        return "\(response.body.count.counted("byte")) of \(type)\(start) (no JSON: \(error.phrase))"
    }
}
