internal import HTTPMessage
internal import SandboxCore

/// `GET /oauth/pages/:name`: what the pages are drawn with.
enum PageFile {
    private static let files = [
        "style.css": ("text/css; charset=utf-8", PackageResources.style_css),
        "icon.svg": ("image/svg+xml", PackageResources.icon_svg),
    ]

    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        guard let (type, bytes) = files[call.parameter("name")] else {
            throw Refusal.api(404, type: "not_found_error", "There is no such file.", code: "unknown_url")
        }
        return Reply(200, type: type, bytes, headers: [HTTPHeader("Cache-Control", "public, max-age=300")])
    }
}
