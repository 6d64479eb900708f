internal import HTTPMessage

/// A form of one of the pages, which came from a page that this browser was shown.
struct PageForm: Sendable {
    let values: FormParameters
    let browser: Browser
    /// The authorization request that the page was about.
    let request: IncomingAuthorization

    init(_ call: Call, _ provider: Provider) async throws {
        guard call.mediaType == MediaType.form else {
            throw Refusal(
                provider.pages.error(415, title: "This is not a form", message: "Only the sandbox's forms come here."),
                cause: "body of type \(call.mediaType ?? "none")")
        }
        values = FormParameters.parse(String(decoding: call.body, as: UTF8.self))
        browser = Browser(call, provider)
        guard browser.owns(values) else {
            throw Refusal(
                provider.pages.error(
                    403, title: "This page is too old",
                    message: "It was not shown to this browser, or you have signed in or out since. Go back to the "
                        + "application and start again."),
                cause: "form_token is missing or belongs to another browser session")
        }
        request = try await AuthorizationReader(query: values.first("request") ?? "", provider).read()
    }
}
