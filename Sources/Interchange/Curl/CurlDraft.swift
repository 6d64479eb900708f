internal import HTTPMessage

/// What a command line has said so far.
struct CurlDraft {
    var urls: [String] = []
    var method: String?
    var headers: [HTTPHeader] = []
    var removedHeaders: [String] = []
    /// The pieces of `--data`, which `&` joins.
    var data: [[UInt8]] = []
    var parts: [MultipartPart] = []
    var sendsDataInQuery = false
    var isHead = false
    var isJSON = false
    var credential: String?
    var cookies: [String] = []
    var result = CurlCommand(request: HTTPRequest("GET", ""))

    func command() throws(InterchangeError) -> CurlCommand {
        guard let url = urls.first else {
            throw InterchangeError("curl-url", "the curl command line has no URL", advice: ["copy all of it"])
        }
        guard urls.count == 1 else {
            throw InterchangeError(
                "curl-url", "the curl command line has \(urls.count) URLs, \(urls.joined(separator: " and "))",
                advice: ["import one request at a time", "is a quote missing?"])
        }
        var command = result
        command.request = HTTPRequest(method ?? usualMethod, url.contains("://") ? url : "http://" + url)
        setBody(of: &command.request)
        setHeaders(of: &command.request)
        return command
    }

    private var usualMethod: String {
        if isHead { return "HEAD" }
        return parts.isEmpty && (data.isEmpty || sendsDataInQuery) ? "GET" : "POST"
    }

    private func setBody(of request: inout HTTPRequest) {
        let joined = Array(data.joined(separator: [UInt8(ascii: "&")]))
        if !parts.isEmpty {
            let boundary = MultipartPart.boundary(for: parts)
            request.body = MultipartPart.body(parts, boundary: boundary)
            request.headers["Content-Type"] = "multipart/form-data; boundary=\(boundary)"
        } else if sendsDataInQuery, !data.isEmpty {
            let separator = request.url.contains("?") ? "&" : "?"
            request.url += separator + String(decoding: joined, as: UTF8.self)
        } else if !data.isEmpty {
            request.body = joined
            request.headers["Content-Type"] = isJSON ? "application/json" : MediaType.form
            if isJSON { request.headers["Accept"] = "application/json" }
        }
    }

    private func setHeaders(of request: inout HTTPRequest) {
        for header in headers {
            if request.headers[header.name] != nil, ["content-type", "accept"].contains(header.name.lowercased()) {
                request.headers[header.name] = header.value
            } else {
                request.headers.add(header.name, header.value)
            }
        }
        for name in removedHeaders { request.headers[name] = nil }
        if let credential, request.headers["Authorization"] == nil { request.headers.add("Authorization", credential) }
        if !cookies.isEmpty { request.headers.add("Cookie", cookies.joined(separator: "; ")) }
    }
}
