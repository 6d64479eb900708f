package import Diagnostics
internal import HTTPMessage
internal import OAuthCore
internal import OAuthFlows
internal import Script
package import Session

/// Goes through sign-in and consent pages without a browser: fills in their forms and follows their redirects, as a
/// person would, to the redirect URI.
package struct FormUserAgent: UserAgent {
    let account: SandboxAccount
    /// Scopes to untick at consent.
    let unticked: Set<String>
    let denies: Bool
    /// Sends a request and records the exchange.
    let send: @Sendable (HTTPRequest) async throws(Diagnostic) -> HTTPResponse

    /// More pages than any sign-in has.
    private static let pageLimit = 12

    /// The URL of the callback, found by opening the pages and sending their forms.
    ///
    /// - Throws: where a page cannot be gone on from, or there are too many of them.
    package func callback(for request: UserAgentRequest) async throws(Diagnostic) -> String {
        let end = try await walk(from: request.url) { page, _ in
            page.target.map { isCallback($0, of: request.redirectURI) } ?? false
        }
        return end.target ?? end.url
    }

    /// Does what a user is told: opens the address, enters the code where it is not in the address, and answers.
    ///
    /// - Throws: also where the pages end with a refusal of the server.
    func follow(_ instruction: Instruction) async throws(Diagnostic) {
        guard let address = instruction.completeAddress ?? instruction.address else {
            throw Diagnostic(
                .execution, "no-address", "the server does not say where \(account.name) decides",
                advice: ["leave out --as, and decide on the device that the server asks"])
        }
        _ = try await walk(
            from: address, entering: instruction.userCode
        ) { page, forms in page.target == nil && page.status < 400 && forms.isEmpty }
    }

    /// A page on the way.
    private struct Page {
        let url: String
        let status: Int
        /// Where it redirects to.
        let target: String?
    }

    /// Goes from page to page until one is the end.
    private func walk(
        from url: String, entering code: String? = nil, until isEnd: (_ page: Page, _ forms: [HTMLForm]) -> Bool
    ) async throws(Diagnostic) -> Page {
        var cookies = CookieJar()
        var next = HTTPRequest("GET", url, headers: [HTTPHeader("Accept", "text/html")])
        for _ in 0..<FormUserAgent.pageLimit {
            let url = next.url
            next.headers["Cookie"] = cookies.header(for: url)
            let response = try await send(next)
            cookies.take(response.headers.values("Set-Cookie"), from: url)
            let isRedirect = (300..<400).contains(response.status)
            let location = isRedirect ? response.headers["Location"] : nil
            let target = try location.map { location throws(Diagnostic) in try resolve(location, against: url) }
            let page = Page(url: url, status: response.status, target: target)
            let forms = target == nil ? HTMLForm.forms(in: response.text) : []
            if isEnd(page, forms) { return page }
            if let target {
                next = HTTPRequest("GET", target, headers: [HTTPHeader("Accept", "text/html")])
            } else {
                next = try submission(of: forms, in: response, at: url, entering: code)
            }
        }
        throw Diagnostic(
            .execution, "sign-in-loop",
            "signing in as \(account.name) did not end after \(FormUserAgent.pageLimit) pages",
            advice: ["`log` shows the pages", "authorize without --as uses the browser"])
    }

    private func resolve(_ location: String, against url: String) throws(Diagnostic) -> String {
        let target = URLReference.resolve(location, against: url)
        guard URLParts(target) != nil else {
            throw Diagnostic(.execution, "bad-redirect", "the provider redirects to no URL", found: location)
        }
        return target
    }

    private func isCallback(_ url: String, of redirectURI: String) -> Bool {
        url.prefix { $0 != "?" && $0 != "#" } == redirectURI.prefix { $0 != "?" && $0 != "#" }
    }

    /// The filled-in form of a page; a page without one is the provider's refusal.
    private func submission(
        of forms: [HTMLForm], in response: HTTPResponse, at url: String, entering code: String?
    ) throws(Diagnostic) -> HTTPRequest {
        let form =
            forms.first(where: \.asksPassword) ?? forms.first { form in form.fields.contains { $0.isCheckbox } }
            ?? forms.last
        if let form, form.asksPassword, response.status < 400 {
            return try request(
                form,
                with: form.parameters { field in
                    field.isPassword ? account.password : field.type == "text" ? account.name : field.value
                }, at: url)
        }
        if let form, response.status < 400 { return try request(form, with: consent(form, entering: code), at: url) }
        throw Diagnostic(
            .execution, "authorization-page",
            "the authorization endpoint answered with a page instead of sending the user back",
            found: "status \(response.status): \(HTMLForm.words(of: response.text).prefix(300))",
            advice: [
                "check client_id, redirect_uri and the user's name", "`show body` shows the page", Diagnostic.whyAdvice,
            ])
    }

    private func consent(_ form: HTMLForm, entering code: String?) -> FormParameters {
        var parameters = FormParameters()
        for field in form.fields where !field.isButton && !(field.isCheckbox && unticked.contains(field.value)) {
            let isEmpty = field.type == "text" && field.value.isEmpty
            parameters.add(field.name, isEmpty ? code ?? "" : field.value)
        }
        if let button = form.fields.first(where: { $0.isButton && $0.value == (denies ? "deny" : "allow") }) {
            parameters.add(button.name, button.value)
        }
        return parameters
    }

    private func request(_ form: HTMLForm, with parameters: FormParameters, at url: String) throws(Diagnostic)
        -> HTTPRequest
    {
        HTTPRequest(
            "POST", try resolve(form.action, against: url),
            headers: [
                HTTPHeader("Accept", "text/html"), HTTPHeader("Content-Type", MediaType.form),
                HTTPHeader("Origin", URLParts(url)?.origin ?? ""),
            ], body: Array(parameters.encoded.utf8))
    }
}

extension Workbench {
    /// A user agent that signs in to the sandbox as one of its users.
    package func formUserAgent(
        user: String, _ call: CommandContext, _ context: ExchangeContext
    ) async throws(Diagnostic) -> FormUserAgent {
        let users = await environment.sandbox?.users() ?? []
        guard let account = users.first(where: { $0.name == user }) else {
            throw Diagnostic(
                .execution, "unknown-user", "the sandbox has no user \(user)",
                expected: users.map(\.name).joined(separator: ", "),
                advice: nearestName(to: user, among: users.map(\.name)).map { ["did you mean \($0)?"] } ?? [])
        }
        let options = try sendingOptions(of: call)
        return FormUserAgent(account: account, unticked: Set(call.values(of: "untick")), denies: call.has("deny")) {
            [self] request async throws(Diagnostic) in
            try await browse(request, options, context, call)
        }
    }

    private func browse(
        _ request: HTTPRequest, _ options: TransportOptions, _ context: ExchangeContext, _ call: CommandContext
    ) async throws(Diagnostic) -> HTTPResponse {
        let entry = try await send(
            request, for: call, options: options, policy: .never, purpose: .browser, context: context)
        return try response(of: entry)
    }
}
