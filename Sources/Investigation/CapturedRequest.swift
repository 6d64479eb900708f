internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Workbench

/// A request of a capture, by what OAuth puts into one.
struct CapturedRequest {
    let url: String
    /// The URL without its query and fragment.
    let address: String
    let query: FormParameters
    /// The parameters of a form body; none where the body is of another kind.
    let form: FormParameters
    let bearer: String?
    /// Whether a credential was sent, whatever it is.
    let hasCredential: Bool
    /// The members of a JSON body; nil where the body is of another kind.
    private let members: JSON?
    private let method: String
    private let headers: HTTPHeaders

    init(_ request: HTTPRequest) {
        url = request.url
        address = String(request.url.prefix { $0 != "?" && $0 != "#" })
        query = FormParameters.parse(URLParts(request.url)?.query ?? "")
        let isForm = request.headers["Content-Type"]?.lowercased().hasPrefix(MediaType.form)
        form =
            isForm == true
            ? FormParameters.parse(String(decoding: (request.body ?? []).prefix(1 << 16), as: UTF8.self))
            : FormParameters()
        hasCredential = request.headers["Authorization"] != nil
        method = request.method
        headers = request.headers
        members =
            isForm == true ? nil : request.body.flatMap { $0.count <= 1 << 16 ? try? JSON(parsing: $0) : nil }
        let credential = request.headers["Authorization"]?.split(separator: " ", maxSplits: 1).map(String.init) ?? []
        bearer = credential.count == 2 && credential[0].lowercased() == "bearer" ? credential[1] : nil
    }

    /// Whether it asks an authorization endpoint for something (RFC 6749 §4.1.1, RFC 9126 §4).
    var isAuthorization: Bool {
        query.first("client_id") != nil
            && ["response_type", "request_uri", "request"].contains { query.first($0) != nil }
    }

    /// Whether it asks for tokens; some servers take a code without a grant type.
    var isTokenRequest: Bool {
        method == "POST"
            && (sent("grant_type") != nil
                || sent("code") != nil && (sent("client_id") != nil || sent("client_secret") != nil))
    }

    /// A parameter of a form, or a member of a JSON body.
    func sent(_ name: String) -> String? { form.first(name) ?? members?[name]?.string }

    /// The parameters of a pushed authorization request (RFC 9126 §2.1); nil for another request.
    var pushed: FormParameters? {
        method == "POST" && form.first("response_type") != nil && form.first("client_id") != nil ? form : nil
    }

    /// The URL of the callback that this request is, with what a form brought in its query.
    var callbackURL: String {
        let isPosted = method == "POST" && !isTokenRequest && form.first("state") != nil
        return isPosted ? form.added(to: address) : url
    }

    /// Whether the browser went to a page, or sent a form of one.
    var isNavigation: Bool {
        if let mode = headers["Sec-Fetch-Mode"]?.lowercased() { return mode == "navigate" }
        guard !hasCredential, headers["X-Requested-With"] == nil else { return false }
        return method == "POST" ? !form.isEmpty : headers["Accept"]?.contains("text/html") == true
    }
}
