internal import HTTPMessage

/// `GET /oauth/pages/:name`: what the pages are drawn with.
enum PageFile {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        guard call.parameter("name") == "style.css" else {
            throw Refusal.api(404, type: "not_found_error", "There is no such file.", code: "unknown_url")
        }
        return Reply(
            200, type: "text/css; charset=utf-8", PackageResources.style_css,
            headers: [HTTPHeader("Cache-Control", "public, max-age=300")])
    }
}
