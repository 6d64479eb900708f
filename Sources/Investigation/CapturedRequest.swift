internal import HTTPMessage
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
    /// What a browser asked for to dress a page: a picture, a style, a script.
    let isFurniture: Bool

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
        isFurniture = CapturedRequest.furniture.contains(request.headers["Sec-Fetch-Dest"]?.lowercased() ?? "")
        let credential = request.headers["Authorization"]?.split(separator: " ", maxSplits: 1).map(String.init) ?? []
        bearer = credential.count == 2 && credential[0].lowercased() == "bearer" ? credential[1] : nil
    }

    private static let furniture: Set<String> = [
        "image", "style", "script", "font", "audio", "video", "track", "manifest", "worker", "report",
    ]

    var isAuthorization: Bool { query.first("response_type") != nil && query.first("client_id") != nil }
}
