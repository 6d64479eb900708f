import HTTPMessage
import OAuthCore
import Testing

@testable import Diagnosis
@testable import DiagnosisRules

/// A login as a browser's capture shows it.
private struct Capture {
    var session = Session()
    static let app = "https://app.example"
    static let redirectURI = app + "/cb"

    init() {
        session.evidence.provider = RecordedProvider()
        session.evidence.clients = []
    }

    static func asked(
        _ state: String = "state-1", _ redirectURI: String = Capture.redirectURI, extra: FormParameters = [:]
    )
        -> String
    {
        var sent: FormParameters = [
            "response_type": "code", "client_id": "web", "redirect_uri": redirectURI, "state": state,
        ]
        for parameter in extra { sent.add(parameter.name, parameter.value) }
        return sent.added(to: Session.base + "/authorize")
    }

    /// Records an authorization; its exchanges are those that `visit` adds with its id.
    @discardableResult
    mutating func begin(
        _ state: String = "state-1", redirectURI: String = Capture.redirectURI, at time: Int64 = 1000,
        extra: FormParameters = [:]
    ) -> Int64 {
        let id = Int64(session.evidence.authorizations.count + 1)
        session.evidence.authorizations.append(
            RecordedAuthorization(
                id: id, clientID: "web", url: Capture.asked(state, redirectURI, extra: extra), createdAt: time))
        return id
    }

    /// Notes what an authorization was answered with.
    mutating func answer(_ id: Int64, _ callback: String, code: String? = "code-1", at time: Int64 = 2000) {
        let index = Int(id) - 1
        session.evidence.authorizations[index].callback = callback
        session.evidence.authorizations[index].code = code
        session.evidence.authorizations[index].answeredAt = time
    }

    mutating func visit(
        _ url: String, _ status: Int, headers: HTTPHeaders = [], answer: HTTPHeaders = [], body: String = "",
        form: FormParameters? = nil, of authorization: Int64? = nil, at time: Int64 = 3000,
        as purpose: RecordedExchange.Purpose = .browser
    ) {
        var fields = headers
        if form != nil { fields.add("Content-Type", MediaType.form) }
        var answered = answer
        if body.hasPrefix("<") { answered.add("Content-Type", "text/html") }
        let response = status == 0 ? nil : HTTPResponse(status: status, headers: answered, body: Array(body.utf8))
        session.add(
            HTTPRequest(form == nil ? "GET" : "POST", url, headers: fields, body: form.map { Array($0.encoded.utf8) }),
            response, purpose, at: time)
        let last = session.evidence.exchanges.count - 1
        session.evidence.exchanges[last].authorization = authorization
    }

    /// The verdict on what decides the capture; `none` where nothing is wrong.
    var verdict: String {
        var judged = session
        switch session.evidence.outcome {
        case .succeeded: return "none"
        case .failed(let number), .besides(let number):
            judged.evidence.subject = .exchange(number, problem: "imported")
        case .refused(let id, _): judged.evidence.subject = .authorization(id)
        }
        return judged.verdict
    }

    var sentence: String {
        var judged = session
        if case .failed(let number) = session.evidence.outcome {
            judged.evidence.subject = .exchange(number, problem: "imported")
        }
        return judged.conclusion.verdict?.sentence ?? ""
    }
}

extension Capture {
    /// A login that begins with a cookie and ends at a callback.
    fileprivate static func login(
        cookie: String, sent: String? = nil, start: String = Capture.app + "/login",
        redirectURI: String = Capture.redirectURI, form: Bool = false, status: Int = 400,
        body: String = "<p>Login failed</p>", at time: Int64 = 3000
    ) -> Capture {
        var capture = Capture()
        let id = capture.begin(redirectURI: redirectURI)
        capture.visit(
            start, 302,
            answer: [HTTPHeader("Location", asked("state-1", redirectURI)), HTTPHeader("Set-Cookie", cookie)],
            of: id, at: 1000)
        let callback = redirectURI + "?code=code-1&state=state-1"
        capture.answer(id, callback)
        var headers: HTTPHeaders = sent.map { [HTTPHeader("Cookie", $0)] } ?? []
        if form {
            headers.add("Origin", Session.base)
            capture.visit(asked("state-1", redirectURI), 200, body: "<form>", of: id, at: 1500)
            capture.visit(
                redirectURI, status, headers: headers, body: body, form: ["code": "code-1", "state": "state-1"], of: id,
                at: time)
        } else {
            capture.visit(
                asked("state-1", redirectURI), 302, answer: [HTTPHeader("Location", callback)], of: id, at: 1500)
            capture.visit(callback, status, headers: headers, body: body, of: id, at: time)
        }
        return capture
    }
}

@Suite struct CookieRuleTests {
    @Test func secureOverPlainHTTPIsNotKept() {
        let capture = Capture.login(
            cookie: "session=a; Path=/; Secure", start: "http://app.example/login", redirectURI: "http://app.example/cb"
        )
        #expect(capture.verdict == "cookie-secure-http likely")
    }

    /// Browsers take loopback as secure.
    @Test func secureOverPlainHTTPOnLoopbackIsKept() {
        let capture = Capture.login(
            cookie: "session=a; Path=/; Secure", sent: "session=a", start: "http://localhost:3000/login",
            redirectURI: "http://localhost:3000/cb")
        #expect(capture.verdict == "callback-failed likely")
    }

    @Test(arguments: [
        ("session=a; Path=/; Secure; SameSite=Lax", true, "cookie-samesite likely"),
        ("session=a; Path=/", true, "cookie-samesite likely"),
        ("session=a; Path=/; Secure; SameSite=Strict", false, "cookie-samesite likely"),
        ("session=a; Path=/; SameSite=None", false, "cookie-refused likely"),
        ("__Host-session=a; Path=/app; Secure", false, "cookie-refused likely"),
        ("__Secure-session=a; Path=/", false, "cookie-refused likely"),
        ("session=a; Path=/; Domain=other.example", false, "cookie-refused likely"),
        ("session=a; Path=/account", false, "state-cookie-lost likely"),
        ("session=a; Path=/; Max-Age=1", false, "state-cookie-lost likely"),
    ]) func anAttributeThatKeepsTheCookieAway(_ cookie: String, _ isForm: Bool, _ verdict: String) {
        #expect(Capture.login(cookie: cookie, form: isForm, at: 9000).verdict == verdict)
    }

    /// The same attributes do no harm where the cookie came.
    @Test(arguments: ["session=a; Path=/; Secure; SameSite=Lax", "session=a; Path=/"])
    func aCookieThatCameIsNotLost(_ cookie: String) {
        let capture = Capture.login(cookie: cookie, sent: "session=a", form: true)
        #expect(capture.verdict == "callback-failed likely")
    }

    @Test func aCookieOfAnalyticsIsNotTheLogin() {
        #expect(Capture.login(cookie: "_ga=GA1.2; Path=/account").verdict == "callback-failed likely")
    }

    @Test func anotherHostName() {
        let capture = Capture.login(
            cookie: "sid=a; Path=/", start: "http://localhost:3000/login", redirectURI: "http://127.0.0.1:3000/cb")
        #expect(capture.verdict == "state-cookie-lost likely")
        #expect(capture.sentence.contains("localhost"))
    }

    @Test func nothingSaysWhyItIsLost() {
        #expect(Capture.login(cookie: "sid=a; Path=/; Secure; SameSite=None").verdict != "state-cookie-lost likely")
    }

    @Test func aLoginThatWentWellLostNothing() {
        let capture = Capture.login(cookie: "session=a; Path=/account", status: 200, body: "<p>hello</p>")
        #expect(capture.verdict == "none")
    }

    private func overwritten(by second: String, setCookie: String, sent: String) -> String {
        var capture = Capture()
        let id = capture.begin(redirectURI: "http://localhost:8080/cb")
        let callback = "http://localhost:8080/cb?code=code-1&state=state-1"
        let asked = Capture.asked("state-1", "http://localhost:8080/cb")
        capture.visit(
            "http://localhost:8080/login", 302,
            answer: [HTTPHeader("Location", asked), HTTPHeader("Set-Cookie", "JSESSIONID=a; Path=/")], of: id)
        capture.visit(second, 200, answer: [HTTPHeader("Set-Cookie", setCookie)], body: "<form>")
        capture.visit(asked, 302, answer: [HTTPHeader("Location", callback)], of: id)
        capture.answer(id, callback)
        capture.visit(
            callback, 302, headers: [HTTPHeader("Cookie", sent)],
            answer: [HTTPHeader("Location", "http://localhost:8080/login?error")], of: id)
        return capture.verdict
    }

    @Test func anotherPortOverwritesIt() {
        let verdict = overwritten(
            by: "http://localhost:9000/login", setCookie: "JSESSIONID=b; Path=/", sent: "JSESSIONID=b")
        #expect(verdict == "cookie-overwritten likely")
    }

    @Test func aCookieOfAnotherNameOverwritesNothing() {
        let verdict = overwritten(
            by: "http://localhost:9000/login", setCookie: "IDSESSION=b; Path=/", sent: "JSESSIONID=a")
        #expect(verdict == "callback-failed likely")
    }

    @Test func anotherTabOverwritesIt() {
        var capture = Capture()
        for (state, value) in [("state-1", "a"), ("state-2", "b")] {
            let id = capture.begin(state)
            capture.visit(
                Capture.app + "/login", 302,
                answer: [
                    HTTPHeader("Location", Capture.asked(state)),
                    HTTPHeader("Set-Cookie", "oauth_state=\(value); Path=/"),
                ], of: id)
            capture.visit(Capture.asked(state), 200, body: "<form>", of: id)
        }
        let callback = Capture.redirectURI + "?code=code-1&state=state-1"
        capture.answer(1, callback)
        capture.visit(
            callback, 403, headers: [HTTPHeader("Cookie", "oauth_state=b")], body: "<p>Invalid state</p>", of: 1)
        #expect(capture.verdict == "cookie-overwritten likely")
        #expect(capture.sentence.contains("another tab"))
    }
}

@Suite struct CORSRuleTests {
    private func call(
        preflight: HTTPHeaders?, status: Int = 200, asking: String = "content-type", answer: HTTPHeaders? = nil,
        origin: String = Capture.app, asked: (query: String, origin: String, method: String) = ("", Capture.app, "POST")
    ) -> String {
        var capture = Capture()
        let id = capture.begin()
        let callback = Capture.redirectURI + "?code=code-1&state=state-1"
        capture.visit(
            Capture.asked(), 302, headers: [HTTPHeader("User-Agent", "Mozilla/5.0")],
            answer: [HTTPHeader("Location", callback)], of: id)
        capture.answer(id, callback)
        capture.visit(callback, 200, body: "<div>", of: id)
        if let preflight {
            capture.session.add(
                HTTPRequest(
                    "OPTIONS", Session.base + "/token" + asked.query,
                    headers: [
                        HTTPHeader("Origin", asked.origin), HTTPHeader("Access-Control-Request-Method", asked.method),
                        HTTPHeader("Access-Control-Request-Headers", asking),
                    ]), HTTPResponse(status: status, headers: preflight), .resource, at: 3000)
        }
        let body = #"{"access_token":"access-1","token_type":"Bearer"}"#
        let form: FormParameters = ["grant_type": "authorization_code", "code": "code-1", "client_id": "web"]
        let number = Int64(capture.session.evidence.exchanges.count + 1)
        let outcome: HTTPExchange.Outcome =
            answer.map { .response(HTTPResponse(status: 200, headers: $0, body: Array(body.utf8))) }
            ?? .failure(TransportError(.other, "the browser got no response it could use: net::ERR_FAILED"))
        capture.session.evidence.exchanges.append(
            RecordedExchange(
                number: number, purpose: .token,
                exchange: HTTPExchange(
                    request: HTTPRequest(
                        "POST", Session.base + "/token",
                        headers: [HTTPHeader("Origin", origin), HTTPHeader("Content-Type", MediaType.form)],
                        body: Array(form.encoded.utf8)), outcome: outcome, startedAt: 4000), authorization: id))
        return capture.verdict
    }

    @Test(arguments: [
        [HTTPHeader("Allow", "POST")],
        [HTTPHeader("Access-Control-Allow-Origin", "https://other.example")],
        [HTTPHeader("Access-Control-Allow-Origin", "*")],
    ]) func aPreflightThatAllowsTooLittle(_ headers: [HTTPHeader]) {
        #expect(call(preflight: HTTPHeaders(headers)) == "cors-blocked proved")
    }

    @Test func aPreflightThatIsRefused() {
        #expect(
            call(preflight: [HTTPHeader("Access-Control-Allow-Origin", "*")], status: 401) == "cors-blocked proved")
    }

    /// Where the preflight allows the request, something else may have cut the connection.
    @Test func aPreflightThatAllowsItProvesNothing() {
        let headers: HTTPHeaders = [
            HTTPHeader("Access-Control-Allow-Origin", "*"), HTTPHeader("Access-Control-Allow-Headers", "Content-Type"),
        ]
        #expect(call(preflight: headers) == "cors-blocked possible")
    }

    /// The preflight of another request says nothing of this one.
    @Test(arguments: [
        ("?other=1", Capture.app, "POST"), ("", "https://other.example", "POST"), ("", Capture.app, "PUT"),
    ]) func aPreflightOfAnotherRequest(_ query: String, _ origin: String, _ method: String) {
        let other = (query: query, origin: origin, method: method)
        #expect(call(preflight: [HTTPHeader("Allow", "POST")], asked: other) == "cors-blocked possible")
    }

    @Test func aPreflightForHeadersThatTheRequestHasNot() {
        #expect(call(preflight: [HTTPHeader("Allow", "POST")], asking: "x-api-key") == "cors-blocked possible")
    }

    @Test func anAnswerThatThePageMayNotRead() {
        #expect(call(preflight: nil, answer: [HTTPHeader("Server", "nginx")]) == "cors-blocked likely")
        #expect(call(preflight: nil, answer: [HTTPHeader("Access-Control-Allow-Origin", "*")]) == "none")
        #expect(call(preflight: nil, answer: [HTTPHeader("Server", "nginx")], origin: Session.base) == "none")
    }
}

@Suite struct CallbackRuleTests {
    private func called(
        _ visits: [(url: String, status: Int, headers: [HTTPHeader], answer: [HTTPHeader], body: String)],
        code: String = "code-1"
    ) -> Capture {
        var capture = Capture()
        let id = capture.begin()
        let callback = Capture.redirectURI + "?code=\(code)&state=state-1"
        capture.visit(Capture.asked(), 302, answer: [HTTPHeader("Location", callback)], of: id)
        capture.answer(id, callback, code: code)
        for visit in visits {
            capture.visit(
                visit.url, visit.status, headers: HTTPHeaders(visit.headers), answer: HTTPHeaders(visit.answer),
                body: visit.body, of: id)
        }
        return capture
    }

    private let callback = Capture.redirectURI + "?code=code-1&state=state-1"

    @Test func aBrowserThatFetchesAhead() {
        let capture = called([
            (callback, 302, [HTTPHeader("Sec-Purpose", "prefetch;prerender")], [HTTPHeader("Location", "/home")], ""),
            (callback, 500, [], [], "<p>invalid_grant: Code not valid</p>"),
        ])
        #expect(capture.verdict == "callback-twice likely")
        #expect(capture.sentence.contains("prefetch"))
    }

    @Test func theFirstOfTwoFailuresIsJudged() {
        let capture = called([
            (callback, 502, [], [HTTPHeader("Server", "nginx")], "<h1>502 Bad Gateway</h1>"),
            (callback, 500, [], [], "<p>code was used</p>"),
        ])
        #expect(capture.verdict == "callback-failed likely")
        #expect(capture.sentence.contains("502"))
    }

    @Test func aSecondVisitThatWentWellIsNoFailure() {
        let capture = called([
            (callback, 500, [], [], "<p>busy</p>"), (callback, 302, [], [HTTPHeader("Location", "/home")], ""),
        ])
        #expect(capture.verdict == "none")
    }

    @Test(arguments: [(431, "headers"), (404, "path"), (405, "GET"), (500, "token request"), (504, "proxy")])
    func anApplicationThatFails(_ status: Int, _ word: String) {
        let capture = called([(callback, status, [], [], "<p>sorry</p>")])
        #expect(capture.verdict == "callback-failed likely")
        #expect(capture.sentence.contains(word))
    }

    @Test func whatThePageRepeatsOfTheTokenEndpointComesFirst() {
        let capture = called([(callback, 500, [], [], "<p>invalid_client: Client secret is invalid</p>")])
        #expect(capture.verdict == "secret-wrong likely")
    }

    @Test func anApplicationThatSendsItsUserToAnErrorPage() {
        let capture = called([
            (callback, 302, [], [HTTPHeader("Location", "/home")], ""),
            (Capture.app + "/home", 500, [], [], "<p>oops</p>"),
        ])
        #expect(capture.verdict == "callback-failed likely")
    }

    @Test func aPictureThatIsMissingIsNoFailure() {
        let capture = called([
            (callback, 302, [], [HTTPHeader("Location", "/home")], ""),
            (Capture.app + "/home", 200, [], [], "<p>hi</p>"),
            (Capture.app + "/logo.png", 404, [], [], "not found"),
        ])
        #expect(capture.verdict == "none")
    }

    @Test func anotherHostThanTheRedirectURI() {
        let moved = "https://www.app.example/cb?code=code-1&state=state-1"
        let capture = called([
            (callback, 301, [], [HTTPHeader("Location", moved)], ""), (moved, 400, [], [], "<p>no</p>"),
        ])
        #expect(capture.verdict == "callback-elsewhere likely")
        #expect(capture.sentence.contains("another host"))
    }

    @Test func aRedirectThatDropsTheQuery() {
        let capture = called([
            (callback, 301, [], [HTTPHeader("Location", Capture.redirectURI + "/")], ""),
            (Capture.redirectURI + "/", 400, [], [], "<p>no</p>"),
        ])
        #expect(capture.verdict == "callback-elsewhere likely")
        #expect(capture.sentence.contains("lost"))
    }

    @Test func anAnswerInTheFragment() {
        var capture = Capture()
        let id = capture.begin()
        capture.visit(
            Capture.asked(), 302, answer: [HTTPHeader("Location", Capture.redirectURI + "#code=code-1&state=state-1")],
            of: id)
        capture.visit(Capture.redirectURI, 400, body: "<p>no code</p>", of: id)
        #expect(capture.verdict == "callback-fragment likely")
    }

    @Test func aPageThatFailsWithoutAFragmentIsNotIt() {
        var capture = Capture()
        let id = capture.begin()
        capture.visit(Capture.asked(), 302, answer: [HTTPHeader("Location", Session.base + "/sign-in")], of: id)
        capture.visit(Session.base + "/sign-in", 400, body: "<p>no</p>", of: id)
        #expect(capture.verdict == "authorization-page possible")
    }
}

@Suite struct OutcomeTests {
    @Test func nobodyCameBack() {
        var capture = Capture()
        let id = capture.begin()
        capture.visit(Capture.asked(), 200, body: "<h1>Sign in</h1>", of: id)
        #expect(capture.verdict == "callback-missing likely")
    }

    @Test func aSilentAttemptBeforeTheUserIsAskedIsNoFailure() {
        var capture = Capture()
        let silent = capture.begin("state-0", extra: ["prompt": "none"])
        let refused = Capture.redirectURI + "?error=login_required&state=state-0"
        capture.visit(
            Capture.asked("state-0", extra: ["prompt": "none"]), 302, answer: [HTTPHeader("Location", refused)],
            of: silent)
        capture.answer(silent, refused, code: nil)
        capture.session.evidence.authorizations[0].error = "login_required"
        #expect(capture.verdict == "access-denied proved")
        let id = capture.begin()
        let callback = Capture.redirectURI + "?code=code-1&state=state-1"
        capture.visit(Capture.asked(), 302, answer: [HTTPHeader("Location", callback)], of: id)
        capture.answer(id, callback)
        capture.visit(callback, 200, body: "<p>hi</p>", of: id)
        #expect(capture.verdict == "none")
    }

    private func rounds(_ count: Int, apart: Int64) -> String {
        var capture = Capture()
        for round in 0..<Int64(count) {
            let time = round * apart
            let id = capture.begin("state-\(round)", at: time)
            let callback = Capture.redirectURI + "?code=code-\(round)&state=state-\(round)"
            capture.visit(
                Capture.asked("state-\(round)"), 302, answer: [HTTPHeader("Location", callback)], of: id, at: time + 100
            )
            capture.answer(id, callback, code: "code-\(round)", at: time + 100)
            capture.visit(callback, 302, answer: [HTTPHeader("Location", "/")], of: id, at: time + 200)
        }
        return capture.verdict
    }

    @Test func anApplicationThatAsksAgainAndAgain() {
        #expect(rounds(4, apart: 1000) == "login-loop likely")
        #expect(rounds(2, apart: 1000) == "none")
        #expect(rounds(4, apart: 3_600_000) == "none")
    }

    @Test func aWrongPasswordThatWasCorrectedIsOver() {
        var capture = Capture()
        let id = capture.begin()
        capture.visit(Capture.asked(), 200, body: "<h1>Sign in</h1>", of: id)
        capture.visit(
            Session.base + "/sign-in", 200, body: "<p>Invalid username or password</p>", form: ["user": "ada"], of: id)
        #expect(capture.verdict == "user-credentials likely")
        let callback = Capture.redirectURI + "?code=code-1&state=state-1"
        capture.visit(
            Session.base + "/sign-in", 302, answer: [HTTPHeader("Location", callback)], form: ["user": "ada"], of: id)
        capture.answer(id, callback)
        capture.visit(callback, 200, body: "<p>hi</p>", of: id)
        #expect(capture.verdict == "none")
    }

    @Test func anErrorInAScriptOfAPageWithSuccess() {
        var capture = Capture()
        let id = capture.begin(redirectURI: "http://app.example/cb")
        let script = #"{"strServiceExceptionMessage":"AADSTS50011: The redirect URI does not match"}"#
        capture.visit(
            Capture.asked("state-1", "http://app.example/cb"), 200,
            body: "<html><script>$Config=\(script);</script></html>",
            of: id)
        #expect(capture.verdict == "redirect-uri-unregistered likely")
    }

    @Test func aRedirectThatTurnsThePostIntoAGet() {
        var capture = Capture()
        let form: FormParameters = ["grant_type": "authorization_code", "code": "code-1", "client_id": "web"]
        capture.visit(
            "http://as.example/token", 301, answer: [HTTPHeader("Location", Session.base + "/token")], form: form,
            as: .token)
        capture.visit(Session.base + "/token", 400, body: #"{"error":"invalid_request"}"#, as: .resource)
        #expect(capture.verdict == "token-endpoint-redirects proved")
        #expect(capture.sentence.contains("GET"))
    }

    @Test(arguments: [
        ("http://captive.wifi.example/login", "captive-portal likely"),
        (Session.base + "/sign-in", "callback-missing likely"),
    ]) func somethingInBetween(_ target: String, _ verdict: String) {
        var capture = Capture()
        let id = capture.begin()
        capture.visit(Capture.asked(), 302, answer: [HTTPHeader("Location", target)], of: id)
        capture.visit(target, 200, body: "<p>Welcome</p>", of: id)
        #expect(capture.verdict == verdict)
    }

    @Test(arguments: [
        (403, "cloudflare", #"{"message":"Forbidden"}"#, "request-blocked likely"),
        (403, "Kestrel", "Forbidden", "request-blocked possible"),
        (400, "cloudflare", "Bad Request", "client-unknown possible"),
    ]) func aFilterThatBlocks(_ status: Int, _ server: String, _ body: String, _ verdict: String) {
        var capture = Capture()
        let id = capture.begin()
        capture.visit(Capture.asked(), status, answer: [HTTPHeader("Server", server)], body: body, of: id)
        #expect(capture.verdict == verdict)
    }

    @Test func anExtensionThatBlocks() {
        var capture = Capture()
        capture.session.evidence.exchanges.append(
            RecordedExchange(
                number: 1, purpose: .token,
                exchange: HTTPExchange(
                    request: HTTPRequest("POST", Session.base + "/token"),
                    outcome: .failure(TransportError(.other, "no response: net::ERR_BLOCKED_BY_CLIENT")), startedAt: 1))
        )
        #expect(capture.verdict == "browser-blocked proved")
    }

    @Test(arguments: ["", "session", "=", ";;;", "a=b; Max-Age=99999999999999999999", "a=b; Expires=never; Domain=."])
    func aCookieThatCannotBeReadEndsNothing(_ cookie: String) {
        _ = Capture.login(cookie: cookie).verdict
    }
}
