import HTTPMessage
import JSONKit
import OAuthCore
import Testing

@testable import Sandbox
@testable import SandboxCore

/// The sign-in and consent pages for something that is not an authorization request.
@Suite struct ConsentTests {
    private static let clientID = "client_sandbox_public"

    private static let source = ConsentSource(name: "test") { text, provider in
        guard text == "parcel", let client = try await provider.store.read({ try Client.find(id: clientID, in: $0) })
        else {
            throw Refusal(provider.pages.error(404, title: "Gone", message: "It is gone."), cause: "no parcel")
        }
        return ConsentRequest(
            source: "test", text: text, client: client, scope: Scope(["profile", "openid"]), path: path,
            pathAfterSignIn: path,
            note: "The parcel has the number 7.", closing: "You can close this page then.",
            allow: { scope, session in Reply.json(["allowed": JSON(scope.text), "by": JSON(session.user.name)]) },
            deny: { session in Reply.json(["denied": JSON(session.user.name)]) })
    }

    private static let path = "\(Provider.basePath)/oauth/test"

    private static let table: [Feature] = {
        var feature = Feature("test", "Asks for consent to a parcel.")
        feature.consentSources = [source]
        feature.routes = [
            Route("GET", "/oauth/test", .page, "test") { call, provider in
                try await source.read("parcel", provider).page(for: call, in: provider)
            }
        ]
        return Feature.all + [feature]
    }()

    @Test func asksAndTakesTheAnswerThere() async throws {
        try await TestSandbox.with(features: Self.table) { sandbox in
            let browser = TestBrowser(sandbox)
            try await browser.open(Self.path)
            #expect(browser.page.text.contains("<h1>Sign in</h1>"))
            try await browser.signIn("ada")
            #expect(browser.page.text.contains("The parcel has the number 7."))
            #expect(browser.page.text.contains("You can close this page then."))
            #expect(!browser.page.text.contains("sent back"))
            #expect(browser.page.headers["Content-Security-Policy"]?.contains("form-action 'self';") == true)
            let consent = browser.hidden
            try await browser.consent(["profile", "admin"], decision: "allow")
            #expect(try browser.page.json() == ["allowed": "profile", "by": "ada"])
            var denial = consent
            denial.add("decision", "deny")
            try await browser.submit("consent", denial)
            #expect(try browser.page.json() == ["denied": "ada"])
        }
    }

    @Test(arguments: [("test", "letter", 404), ("nothing", "parcel", 400), ("test", "", 404)])
    func checksWhatAFormBrings(source: String, request: String, status: Int) async throws {
        try await TestSandbox.with(features: Self.table) { sandbox in
            let browser = TestBrowser(sandbox)
            try await browser.open(Self.path)
            var form = browser.hidden
            form.set("source", source)
            form.set("request", request)
            try await browser.submit("consent", form)
            #expect(browser.page.status == status)
            #expect(browser.page.mediaType == "text/html")
        }
    }
}
