internal import HTTPMessage
internal import Mustache

/// The pages that users see, as templates parsed once.
struct Pages: Sendable {
    private let library: MustacheLibrary

    init() throws(SandboxError) {
        var library = MustacheLibrary()
        do {
            for (name, bytes) in Pages.templates {
                try library.register(String(decoding: bytes, as: UTF8.self), named: name)
            }
        } catch {
            throw SandboxError(.configuration, "a page's template is broken: \(error)", advice: "report this")
        }
        self.library = library
    }

    private static let templates = [
        ("top", PackageResources.top_mustache),
        ("bottom", PackageResources.bottom_mustache),
        ("sign-in", PackageResources.sign_in_mustache),
        ("consent", PackageResources.consent_mustache),
        ("error", PackageResources.error_mustache),
    ]

    /// - Parameter formTarget: where a form on this page may end up beside the sandbox: browsers hold `form-action`
    ///   against the redirections that follow a form, too.
    func page(_ name: String, _ values: [String: Any], status: Int = 200, formTarget: String? = nil) -> Reply {
        var values = values
        values["base"] = Provider.basePath
        let html = library.render(values, withTemplate: name) ?? ""
        return Reply(
            status, type: "text/html; charset=utf-8", Array(html.utf8), headers: Pages.headers(formTarget)
        ).notStored
    }

    func error(_ status: Int, title: String, message: String) -> Reply {
        page("error", ["title": title, "message": message], status: status)
    }

    private static func headers(_ formTarget: String?) -> HTTPHeaders {
        let formAction = ["'self'", formTarget].compactMap(\.self).joined(separator: " ")
        return [
            HTTPHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action \(formAction); "
                    + "frame-ancestors 'none'; base-uri 'none'"),
            HTTPHeader("X-Frame-Options", "DENY"),
            HTTPHeader("Referrer-Policy", "no-referrer"),
        ]
    }
}
