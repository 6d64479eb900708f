internal import GRDB
internal import HTTPMessage
internal import SandboxCore

/// `POST /oauth/sign-in`, and the page before it.
enum SignIn {
    static func page(
        _ request: ConsentRequest, _ browser: Browser, _ provider: Provider, status: Int = 200,
        name: String? = nil, problem: String? = nil
    ) -> Reply {
        let users = provider.configuration.seed.users.map { ["name": $0.name, "password": $0.password] }
        var values = request.formValues(browser)
        values["title"] = "Sign in"
        values["name"] = name ?? request.loginHint ?? ""
        values["users"] = users
        if let problem { values["problem"] = problem }
        if (name ?? request.loginHint) != nil { values["named"] = true }
        let reply = provider.pages.page("sign-in", values, status: status, formTarget: request.formTarget)
        return browser.remembered(reply, provider)
    }

    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let form = try await PageForm(call, provider)
        let name = form.values.first("name") ?? ""
        let password = form.values.first("password") ?? ""
        let now = provider.now
        let throttle = Throttle.signIn(name)
        let (user, wait) = try await provider.store.read { db in
            (try User.find(name: name, in: db), try throttle.wait(at: now, in: db))
        }
        if let wait { throw tooMany(form, name, wait, provider) }
        guard verifies(password, user), let user else {
            try await provider.store.write { try throttle.recordFailure(at: now, in: $0) }
            throw wrong(form, name, provider)
        }
        return try await signIn(user, form, provider)
    }

    private static func verifies(_ password: String, _ user: User?) -> Bool {
        guard let user else {
            PasswordHash.waste(password)
            return false
        }
        return PasswordHash.verifies(password, user.password)
    }

    private static func signIn(_ user: User, _ form: PageForm, _ provider: Provider) async throws -> Reply {
        let browser = Browser(newOf: provider)
        let now = provider.now
        let ends = now + provider.configuration.lifetimes.browserSession * 1000
        try await provider.store.write { db in
            try BrowserSession.delete(cookie: form.browser.cookie, in: db)
            try BrowserSession.insert(cookie: browser.cookie, user: user, authTime: now, expiresAt: ends, in: db)
        }
        return browser.remembered(.seeOther(form.request.pathAfterSignIn), provider)
    }

    private static func wrong(_ form: PageForm, _ name: String, _ provider: Provider) -> Refusal {
        let page = page(
            form.request, form.browser, provider, status: 403, name: name,
            problem: "The user name or the password is wrong.")
        return Refusal(page, cause: "wrong user name or password")
    }

    private static func tooMany(_ form: PageForm, _ name: String, _ wait: Int64, _ provider: Provider) -> Refusal {
        let seconds = max(1, wait / 1000)
        var page = page(
            form.request, form.browser, provider, status: 429, name: name,
            problem: "Too many wrong passwords. Try again in \(seconds.counted("second")).")
        page.headers.add("Retry-After", String(seconds))
        return Refusal(page, cause: "too many wrong passwords for this user name")
    }
}
