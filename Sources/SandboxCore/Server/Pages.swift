internal import HTTPMessage
internal import Mustache

/// A template of `Pages`, embedded in the program.
package struct PageTemplate: Sendable {
    /// The name under which ``Pages/page(_:_:status:formTarget:)`` and other templates find the template.
    package let name: String
    /// The Mustache source in UTF-8.
    package let bytes: [UInt8]

    /// A template with its source in UTF-8.
    package init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// The pages that users see, as templates parsed once.
package struct Pages: Sendable {
    private let library: MustacheLibrary

    /// - Throws: ``SandboxError/Code/configuration`` for a template that is not valid.
    package init(_ templates: [PageTemplate]) throws(SandboxError) {
        var library = MustacheLibrary()
        do {
            for template in templates {
                try library.register(String(decoding: template.bytes, as: UTF8.self), named: template.name)
            }
        } catch {
            throw SandboxError(.configuration, "a page's template is broken: \(error)", advice: "report this")
        }
        self.library = library
    }

    /// - Parameter formTarget: where a form on this page may end up beside the sandbox: browsers hold `form-action`
    ///   against the redirections that follow a form, too.
    package func page(_ name: String, _ values: [String: Any], status: Int = 200, formTarget: String? = nil) -> Reply {
        var values = values
        values["base"] = Provider.basePath
        let html = library.render(values, withTemplate: name) ?? ""
        return Reply(
            status, type: "text/html; charset=utf-8", Array(html.utf8), headers: Pages.headers(formTarget)
        ).notStored
    }

    /// The page of a failure, which says in a title and a sentence what went wrong.
    package func error(_ status: Int, title: String, message: String) -> Reply {
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
