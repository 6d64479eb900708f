import Answers
import BenchSupport
import Diagnosis
import Diagnostics
import HTTPMessage
import JSONKit
import OAuthCore
import OAuthFlows
import Providers
import Remarks
import Script
import Testing

@testable import Workbench

/// The presets against what the providers' documentation says, and against answers in their style.
@Suite struct PresetTests {
    static let presets = ProviderPreset.all.filter { !["sandbox", "serika"].contains($0.name) }

    static func provider(_ preset: ProviderPreset) -> Provider { preset.provider(preset.baseURL ?? "") }

    @Test(arguments: [
        ("github", ["issuer-unknown", "no-revocation"]), ("google", ["no-iss", "plain-allowed"]),
        ("entra", ["no-iss", "no-revocation"]), ("auth0", ["issuer-slash", "no-iss"]), ("okta", ["no-iss"]),
        ("keycloak", ["no-iss", "plain-allowed"]), ("gitlab", ["no-iss", "plain-allowed"]), ("discord", []),
        ("spotify", ["issuer-unknown", "no-revocation"]), ("slack", ["issuer-unknown"]),
    ])
    func lintRemarksWhatIsKnown(name: String, remarks: [String]) throws {
        let preset = try #require(ProviderPreset.named(name))
        let found = Lint.provider(RecordedProvider(Self.provider(preset)))
        #expect(found.map(\.name).sorted() == remarks)
    }

    @Test(arguments: presets.map(\.name)) func scopesOfEndpointsAreTold(name: String) async throws {
        let provider = Self.provider(try #require(ProviderPreset.named(name)))
        #expect(!provider.endpointScopes.isEmpty)
        let bench = await Bench()
        for (endpoint, scope) in provider.endpointScopes {
            #expect(await bench.run("use \(name)\nscopes needed \(endpoint)") == [])
            #expect(await bench.display.answers.last?.json?["scope"]?.string == scope, "\(endpoint)")
        }
    }

    /// A flow with a preset: what it asked for, what it sent, and what became of the answer.
    private struct Flow {
        let bench: Bench
        let failures: [String]
        /// What was sent to the token endpoint.
        let sent: HTTPRequest?

        init(_ name: String, authorize: String = "", _ answers: [String]) async {
            let provider = ProviderPreset.named(name).map(PresetTests.provider)
            let iss =
                provider?.server.authorizationResponseIssParameterSupported == true ? provider?.server.issuer : nil
            let responses = answers.map { answer in
                let type = answer.hasPrefix("{") ? "application/json" : "application/x-www-form-urlencoded"
                return HTTPResponse(
                    status: 200, headers: [HTTPHeader("Content-Type", type)], body: Array(answer.utf8))
            }
            bench = await Bench(responses) { sent in
                var back = FormParameters([("code", "code-12345678"), ("state", sent.first("state") ?? "")])
                if let iss { back.add("iss", iss) }
                return back.added(to: sent.first("redirect_uri") ?? "")
            }
            failures = await bench.run(
                """
                use \(name)
                client add my-client client_secret=s3cret-value-1 redirect=http://127.0.0.1:8765/callback
                authorize \(authorize)
                exchange
                """)
            sent = bench.transport.requests.first
        }

        func value(_ name: String) async -> String? {
            (try? await bench.workbench.value(named: name, arguments: []))??.string
        }
    }

    @Test(arguments: [
        (
            "github", "https://github.com/login/oauth/authorize", "read:user",
            "https://github.com/login/oauth/access_token", "post"
        ),
        (
            "google", "https://accounts.google.com/o/oauth2/v2/auth", "openid email profile",
            "https://oauth2.googleapis.com/token", "post"
        ),
        (
            "entra", "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
            "openid profile offline_access User.Read", "https://login.microsoftonline.com/common/oauth2/v2.0/token",
            "post"
        ),
        (
            "auth0", "https://TENANT.auth0.com/authorize", "openid profile email",
            "https://TENANT.auth0.com/oauth/token",
            "post"
        ),
        (
            "okta", "https://DOMAIN.okta.com/oauth2/default/v1/authorize", "openid profile",
            "https://DOMAIN.okta.com/oauth2/default/v1/token", "basic"
        ),
        (
            "keycloak", "http://localhost:8080/realms/master/protocol/openid-connect/auth", "openid profile",
            "http://localhost:8080/realms/master/protocol/openid-connect/token", "basic"
        ),
        ("gitlab", "https://gitlab.com/oauth/authorize", "read_user", "https://gitlab.com/oauth/token", "basic"),
        (
            "discord", "https://discord.com/oauth2/authorize", "identify", "https://discord.com/api/oauth2/token",
            "basic"
        ),
        (
            "spotify", "https://accounts.spotify.com/authorize", "user-read-private",
            "https://accounts.spotify.com/api/token", "basic"
        ),
        (
            "slack", "https://slack.com/oauth/v2/authorize", "channels:read", "https://slack.com/api/oauth.v2.access",
            "basic"
        ),
    ])
    func flowsGoToTheRightPlaces(
        name: String, authorize: String, scope: String, token: String, authentication: String
    ) async throws {
        let flow = await Flow(name, [#"{"access_token":"token-1234567890","token_type":"Bearer","expires_in":3600}"#])
        let url = try #require(await flow.value("authorization.url"))
        let halves = url.split(separator: "?", maxSplits: 1).map(String.init)
        #expect(halves.first == authorize)
        let asked = FormParameters.parse(halves.last ?? "")
        #expect(asked.first("response_type") == "code")
        #expect(asked.first("client_id") == "my-client")
        #expect(asked.first("redirect_uri") == "http://127.0.0.1:8765/callback")
        #expect(asked.first("scope") == scope)
        #expect(asked.first("code_challenge_method") == "S256")
        let sent = try #require(flow.sent)
        #expect(sent.url == token)
        #expect(sent.headers["Accept"] == "application/json")
        #expect((sent.headers["Authorization"] != nil) == (authentication == "basic"))
        let form = FormParameters.parse(String(decoding: sent.body ?? [], as: UTF8.self))
        #expect(form.first("grant_type") == "authorization_code")
        #expect((form.first("client_secret") != nil) == (authentication == "post"))
        #expect(form.first("code_verifier")?.isEmpty == false)
    }

    // MARK: Answers in the providers' style

    @Test func gitHubDividesScopesByCommasAndFailsWithStatus200() async {
        let flow = await Flow(
            "github", authorize: "scope=\"repo gist\"",
            [#"{"access_token":"gho_16C7e42F292c6912E7710c838347Ae178B4a","scope":"gist,repo","token_type":"bearer"}"#])
        #expect(flow.failures == [])
        #expect(await flow.value("token.scope") == "gist repo")
        let form = await Flow(
            "github", ["access_token=gho_16C7e42F292c6912E7710c838347Ae178B4a&scope=repo%2Cgist&token_type=bearer"])
        #expect(form.failures == [])
        #expect(await form.value("token.scope") == "repo gist")
        let refused = await Flow(
            "github",
            [
                #"{"error":"bad_verification_code","error_description":"The code passed is incorrect or expired.","#
                    + #""error_uri":"https://docs.github.com/apps/managing-oauth-apps/troubleshooting"}"#
            ])
        #expect(refused.failures.count == 1)
        #expect(await refused.bench.display.failures.last?.found?.contains("bad_verification_code") == true)
    }

    @Test func slackHasTypesOfItsOwn() async throws {
        let flow = await Flow(
            "slack", authorize: "scope=channels:read,chat:write",
            [
                #"{"ok":true,"access_token":"xoxb-17653672481-19874698323","token_type":"bot","scope":"#
                    + #""channels:read,chat:write","bot_user_id":"U0KRQLJ9H","app_id":"A0KRD7HC3","team":{"id":"T9"},"#
                    + #""enterprise":null,"authed_user":{"id":"U1234","scope":"chat:write","access_token":"xoxp-1234","#
                    + #""token_type":"user"}}"#,
                #"{"ok":true,"user":"bot"}"#,
            ])
        #expect(flow.failures == [])
        #expect(await flow.value("token.scope") == "channels:read chat:write")
        #expect(await flow.bench.run("get /auth.test") == [])
        let called = try #require(flow.bench.transport.requests.last)
        #expect(called.url == "https://slack.com/api/auth.test")
        #expect(called.headers["Authorization"] == "Bearer xoxb-17653672481-19874698323")
    }

    @Test func slackPutsAUsersTokenAside() async {
        let flow = await Flow(
            "slack", authorize: "-scope user_scope=search:read,chat:write",
            [
                #"{"ok":true,"app_id":"A0KRD7HC3","authed_user":{"id":"U1234","scope":"search:read,chat:write","#
                    + #""access_token":"xoxp-1234-5678","token_type":"user"},"team":{"id":"T9"}}"#
            ])
        #expect(flow.failures == [])
        #expect(await flow.value("token.scope") == "search:read chat:write")
        let refused = await Flow("slack", [#"{"ok":false,"error":"invalid_code"}"#])
        #expect(refused.failures.count == 1)
        #expect(await refused.bench.display.failures.last?.found?.contains("invalid_code") == true)
    }

    @Test func slackAsksWithCommas() async throws {
        let bench = await Bench()
        #expect(
            await bench.run(
                """
                use slack
                client add my-client redirect=http://127.0.0.1:8765/callback scope="channels:read chat:write"
                authorize
                expect {{authorization.url}} contains "scope=channels%3Aread%2Cchat%3Awrite"
                """) == [])
    }

    @Test(arguments: [
        (
            "google", "",
            #"{"access_token":"ya29.a0AfB_byC","expires_in":3599,"scope":"openid https://www.googleapis.com/auth/userinfo.email","#
                + #""token_type":"Bearer"}"#, "openid https://www.googleapis.com/auth/userinfo.email"
        ),
        (
            "entra", "",
            #"{"token_type":"Bearer","scope":"User.Read profile openid","expires_in":3736,"ext_expires_in":3736,"#
                + #""access_token":"eyJ0eXAiOiJKV1Qi","refresh_token":"0.AAAA"}"#, "User.Read profile openid"
        ),
        (
            "auth0", "audience=https://api.example/",
            #"{"access_token":"eyJz93a4laUWw","scope":"openid profile","expires_in":86400,"token_type":"Bearer"}"#,
            "openid profile"
        ),
        (
            "okta", "",
            #"{"token_type":"Bearer","expires_in":3600,"access_token":"eyJraWQiOiJa","scope":"openid profile"}"#,
            "openid profile"
        ),
        (
            "keycloak", "",
            #"{"access_token":"eyJhbGciOiJSUzI1NiIsInR5","expires_in":60,"refresh_expires_in":1800,"refresh_token":"#
                + #""eyJhbGciOiJIUzUxMiIs","token_type":"Bearer","not-before-policy":0,"session_state":"5e2f","#
                + #""scope":"openid profile"}"#, "openid profile"
        ),
        (
            "gitlab", "",
            #"{"access_token":"de6780bc506a0446309bd9362820ba8a","token_type":"bearer","expires_in":7200,"#
                + #""refresh_token":"8257e65c97202ed1726cf9571600918f","scope":"read_user","created_at":1607635748}"#,
            "read_user"
        ),
        (
            "discord", "prompt=none",
            #"{"access_token":"6qrZcUqja7812RVdnEKjpzOL4CvHBFG","token_type":"Bearer","expires_in":604800,"#
                + #""refresh_token":"D43f5y0ahjqew82jZ4NViEr2YafMKhue","scope":"identify"}"#, "identify"
        ),
        (
            "spotify", "",
            #"{"access_token":"NgCXRKMzYjw","token_type":"Bearer","scope":"user-read-private","expires_in":3600,"#
                + #""refresh_token":"NgAagAUmSHo"}"#, "user-read-private"
        ),
    ])
    func answersAreRead(name: String, authorize: String, answer: String, scope: String) async {
        let flow = await Flow(name, authorize: authorize, [answer])
        #expect(flow.failures == [])
        #expect(await flow.value("token.scope") == scope)
    }
}
