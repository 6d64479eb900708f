import HTTPMessage
import Sandbox
import SandboxCore
import Testing

/// A browser without JavaScript: it keeps cookies, follows redirections inside the sandbox, and fills in forms.
final class TestBrowser {
    let sandbox: TestSandbox
    var cookies: [String: String] = [:]
    private(set) var page = HTTPResponse(status: 0)

    init(_ sandbox: TestSandbox) { self.sandbox = sandbox }

    /// Opens a page of the sandbox; a redirection out of it is not followed.
    func open(_ path: String) async throws {
        try await follow(try await sandbox.send("GET", path, headers: cookieHeader))
    }

    func submit(_ action: String, _ form: FormParameters) async throws {
        let response = try await sandbox.post("/oauth/\(action)", form: form, headers: cookieHeader)
        try await follow(response)
    }

    func signIn(_ name: String, password: String? = nil) async throws {
        var form = hidden
        form.add("name", name)
        form.add("password", password ?? sandbox.server.users.first { $0.name == name }?.password ?? "")
        try await submit("sign-in", form)
    }

    /// Answers the consent page and gives what the client is called back with.
    @discardableResult
    func consent(_ ticked: [String], decision: String) async throws -> FormParameters {
        var form = hidden
        for scope in ticked { form.add("scope", scope) }
        form.add("decision", decision)
        try await submit("consent", form)
        return callback
    }

    /// The parameters of a redirection out of the sandbox.
    var callback: FormParameters {
        let location = page.headers["Location"] ?? ""
        return FormParameters.parse(location.drop { $0 != "?" }.dropFirst())
    }

    /// The hidden fields of the page.
    var hidden: FormParameters {
        var form = FormParameters()
        for name in ["form_token", "source", "request"] { if let value = field(name) { form.add(name, value) } }
        return form
    }

    func field(_ name: String) -> String? {
        guard let start = page.text.firstRange(of: "name=\"\(name)\" value=\"")?.upperBound else { return nil }
        let value = String(page.text[start...].prefix { $0 != "\"" })
        return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            .reduce(value) { $0.replacing($1.0, with: $1.1) }
    }

    private func follow(_ response: HTTPResponse) async throws {
        keepCookies(response)
        page = response
        guard let location = response.headers["Location"], location.hasPrefix("/") else { return }
        try await open(location)
    }

    private func keepCookies(_ response: HTTPResponse) {
        for header in response.headers.values("Set-Cookie") {
            let pair = header.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { cookies[String(pair[0])] = String(pair[1]) }
        }
    }

    private var cookieHeader: [(String, String)] {
        cookies.isEmpty ? [] : [("Cookie", cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))]
    }
}
