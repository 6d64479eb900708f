internal import HTTPMessage
internal import Mustache

/// The templates of the page, parsed once.
struct PageTemplates: Sendable {
    private let library: MustacheLibrary

    static let style = String(decoding: PackageResources.style_css, as: UTF8.self)

    /// - Throws: the fault of a template; all of them are embedded, and the tests parse each.
    init() throws {
        MustacheContentTypes.register(MarkupContent(), named: "MARKUP")
        var library = MustacheLibrary()
        for (name, bytes) in PageTemplates.files {
            try library.register(String(decoding: bytes, as: UTF8.self), named: name)
        }
        self.library = library
    }

    /// The page, with every text in it escaped.
    func page(_ content: PageContent) -> String { library.render(content, withTemplate: "page") ?? "" }

    /// The page of one failure.
    func page(_ content: InvestigationContent) -> String {
        library.render(content, withTemplate: "investigation") ?? ""
    }

    /// Each begins with `{{% CONTENT_TYPE:MARKUP }}`: a partial does not inherit the content type.
    static let files = [
        ("page", PackageResources.page_mustache), ("mark", PackageResources.mark_mustache),
        ("failure", PackageResources.failure_mustache), ("cause", PackageResources.cause_mustache),
        ("investigation", PackageResources.investigation_mustache),
        ("recipe", PackageResources.recipe_mustache),
        ("exchange", PackageResources.exchange_mustache), ("phase", PackageResources.phase_mustache),
        ("side", PackageResources.side_mustache), ("body", PackageResources.body_mustache),
        ("json", PackageResources.json_mustache),
    ]
}

/// Text in a template: the engine's own escaping works on characters, and so lets a quotation mark with a combining
/// character through.
struct MarkupContent: MustacheContentType {
    func escapeText(_ text: String) -> String { Markup.escaped(text) }
}
