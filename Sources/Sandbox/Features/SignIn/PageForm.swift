internal import HTTPMessage
internal import SandboxCore

/// A form that came from a page of the sandbox which this browser was shown.
struct BrowserForm: Sendable {
    let values: FormParameters
    let browser: Browser

    /// - Throws: a page for another body than a form, and for the form of another browser.
    init(_ call: Call, _ provider: Provider) throws(Refusal) {
        guard call.mediaType == "application/x-www-form-urlencoded" else {
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
    }
}

/// A form of the sign-in or consent page.
struct PageForm: Sendable {
    let values: FormParameters
    let browser: Browser
    /// What the page was shown for.
    let request: ConsentRequest

    /// - Throws: a ``Refusal`` for what ``BrowserForm`` does not take, and for a request that is not there any more.
    init(_ call: Call, _ provider: Provider) async throws {
        let form = try BrowserForm(call, provider)
        values = form.values
        browser = form.browser
        let name = values.first("source") ?? ConsentSource.standard
        guard let source = provider.features.consentSources.first(where: { $0.name == name }) else {
            throw Refusal(
                provider.pages.error(
                    400, title: "This page does not work", message: "What it was shown for is not served here."),
                cause: "no consent source \(name.prefix(60).asciiOnly)")
        }
        request = try await source.read(values.first("request") ?? "", provider)
    }
}
