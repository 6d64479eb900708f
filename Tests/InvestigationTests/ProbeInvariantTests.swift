import HTTPMessage
import JSONKit
import OAuthCore
import Providers
import Session
import Testing

@testable import Investigation
@testable import Workbench

/// What holds for every probe of every kind: it changes the one thing that it names, and it spends nothing.
@Suite struct ProbeInvariantTests {
    /// A failure with all that probes need.
    struct Example: Sendable, CustomStringConvertible {
        let description: String
        let subject: ProbeSubject
    }

    private static let base = "https://as.example"
    private static let bogus = "Ym9ndXMtdGV4dC10aGF0LW5vYm9keS1oYXM"
    private static let client = ClientRegistration(
        id: "app", secret: "s e+c/r%t", redirectURIs: ["http://127.0.0.1:8765/callback", "https://app.example/cb"],
        scope: "profile")

    private static func subject(
        _ request: HTTPRequest?, _ purpose: ExchangePurpose = .token, url: String? = nil,
        client: ClientRegistration = client, answer: HTTPResponse? = HTTPResponse(status: 400)
    ) -> ProbeSubject {
        let outcome = answer.map(HTTPExchange.Outcome.response) ?? .failure(TransportError(.connect, "nobody"))
        let server = AuthorizationServer(
            issuer: base, authorizationEndpoint: base + "/authorize", tokenEndpoint: base + "/token",
            revocationEndpoint: base + "/revoke", introspectionEndpoint: base + "/introspect",
            userinfoEndpoint: base + "/userinfo")
        return ProbeSubject(
            entry: request.map {
                SessionExchange(
                    number: 7, purpose: purpose, context: ExchangeContext(),
                    exchange: HTTPExchange(request: $0, outcome: outcome, startedAt: 1))
            },
            authorizationURL: url,
            provider: Provider(name: "test", title: "test", baseURL: base, server: server, scopes: []),
            client: client,
            token: TokenSet(
                accessToken: "current-token", refreshToken: nil, scope: "profile", scopeIsStated: true, expiresIn: 60,
                receivedAt: 1), bogus: bogus)
    }

    private static func post(_ form: FormParameters, to path: String = "/token", basic: Bool = false) -> HTTPRequest {
        var headers: HTTPHeaders = [HTTPHeader("Content-Type", "application/x-www-form-urlencoded")]
        if basic { headers.add("Authorization", BasicCredentials(id: "app", secret: "old").headerValue) }
        return HTTPRequest("POST", base + path, headers: headers, body: Array(form.encoded.utf8))
    }

    private static let authorize =
        base + "/authorize?response_type=code&client_id=app&redirect_uri=http%3A%2F%2Flocalhost%3A8765%2Fcallback"
        + "&scope=profile%20admin&state=s&code_challenge=c&resource=https%3A%2F%2Fapi.example&audience=a"

    static let examples: [Example] = [
        Example(description: "authorization without an answer", subject: subject(nil, url: authorize)),
        Example(description: "authorization", subject: subject(HTTPRequest("GET", authorize), .browser)),
        Example(
            description: "authorization of another client",
            subject: subject(
                HTTPRequest("GET", authorize.replacing("client_id=app", with: "client_id=other")), .browser)),
        Example(
            description: "code by post",
            subject: subject(
                post([
                    "grant_type": "authorization_code", "code": "live-code", "redirect_uri": "https://elsewhere/",
                    "code_verifier": "v", "client_id": "app", "client_secret": "old", "resource": "https://api.example",
                ]))),
        Example(
            description: "code by basic",
            subject: subject(post(["grant_type": "authorization_code", "code": "live-code"], basic: true))),
        Example(
            description: "refresh",
            subject: subject(
                post(["grant_type": "refresh_token", "refresh_token": "live-token", "client_id": "app"]))),
        Example(
            description: "client credentials",
            subject: subject(post(["grant_type": "client_credentials", "scope": "profile"], basic: true))),
        Example(
            description: "revocation", subject: subject(post(["token": "live-token"], to: "/revoke", basic: true))),
        Example(
            description: "resource",
            subject: subject(
                HTTPRequest(
                    "GET", base + "/things?id=1", headers: [HTTPHeader("Authorization", "Bearer live-token")]),
                .resource)),
        Example(
            description: "nobody answers",
            subject: subject(
                HTTPRequest(
                    "GET", "http://localhost:1/things", headers: [HTTPHeader("Authorization", "Bearer live-token")]),
                .resource, answer: nil)),
    ]

    private static func form(_ request: HTTPRequest) -> FormParameters {
        FormParameters.parse(String(decoding: request.body ?? [], as: UTF8.self))
    }

    private static func query(_ request: HTTPRequest) -> FormParameters {
        FormParameters.parse(URLParts(request.url)?.query ?? "")
    }

    private static func place(_ request: HTTPRequest) -> String {
        request.method + " " + request.url.prefix { $0 != "?" && $0 != "#" }
    }

    /// The names of what differs between two requests.
    private static func differences(_ one: HTTPRequest, _ other: HTTPRequest) -> Set<String> {
        var names: Set<String> = place(one) == place(other) ? [] : ["place"]
        for (mine, theirs) in [(query(one), query(other)), (form(one), form(other))] {
            for name in Set(mine.map(\.name) + theirs.map(\.name))
            where mine.filter({ $0.name == name }).map(\.value) != theirs.filter({ $0.name == name }).map(\.value) {
                names.insert(name)
            }
        }
        for name in Set((one.headers.fields + other.headers.fields).map { $0.name.lowercased() })
        where one.headers.values(name) != other.headers.values(name) { names.insert("header " + name) }
        return names
    }

    @Test(arguments: examples) func everyProbeChangesTheOneThingThatItNames(_ example: Example) {
        for probe in ProbeKind.all.flatMap({ $0.probes(example.subject) }) where !probe.variable.isPlace {
            let named = probe.variable.parameters.union(probe.variable.headers.map { "header " + $0 })
            let found = ProbeInvariantTests.differences(probe.base, probe.request)
            #expect(found.isSubset(of: named), "\(probe.change) changes \(found)")
        }
    }

    /// The request that a probe is compared with is the recorded one, but for what it would spend.
    @Test(arguments: examples) func everyProbeIsComparedWithWhatWasRecorded(_ example: Example) throws {
        let recorded = try #require(
            example.subject.entry?.exchange.request
                ?? example.subject.failedAuthorization.map { HTTPRequest("GET", $0) })
        let grant = ProbeInvariantTests.form(recorded).first("grant_type") ?? ""
        let isStoodFor =
            recorded.method == "POST" && !["authorization_code", "refresh_token"].contains(grant)
        for probe in ProbeKind.all.flatMap({ $0.probes(example.subject) }) where !isStoodFor {
            let found = ProbeInvariantTests.differences(recorded, probe.base).subtracting(["header accept"])
            #expect(found.isSubset(of: ["code", "refresh_token"]), "\(probe.change) is compared with another \(found)")
        }
    }

    /// Where another place is asked, it is asked about the same token.
    @Test(arguments: examples) func anotherPlaceIsAskedAboutTheSameToken(_ example: Example) {
        for probe in ProbeKind.all.flatMap({ $0.probes(example.subject) }) where probe.variable.isPlace {
            let sent = probe.base.headers["Authorization"]?.split(separator: " ").last.map(String.init)
            let token = ProbeInvariantTests.form(probe.request).first("token") ?? probe.request.headers["Authorization"]
            #expect(token?.hasSuffix(sent ?? "?") == true, "\(probe.change)")
        }
    }

    @Test(arguments: examples) func noProbeSpendsAnything(_ example: Example) {
        for probe in ProbeKind.all.flatMap({ $0.probes(example.subject) }) {
            #expect(ProbeInvariantTests.form(probe.request).first("code") != "live-code")
            #expect(ProbeInvariantTests.form(probe.request).first("refresh_token") != "live-token")
            #expect(!probe.request.url.hasPrefix(ProbeInvariantTests.base + "/revoke"))
            #expect(["GET", "HEAD"].contains(probe.request.method) || probe.purpose != .resource)
        }
    }

    /// Probes whose pass means something have a control before them, which is known to be wrong.
    @Test(arguments: examples) func probesHaveTheirControls(_ example: Example) {
        let probes = ProbeKind.choose(for: example.subject, most: 99)
        for name in ["redirect_uri", "the client's authentication"] {
            let ofKind = probes.filter { $0.variable.name == name }
            guard !ofKind.allSatisfy(\.isControl) else { continue }
            #expect(ofKind.first?.isControl == true, "\(example.description): \(ofKind.map(\.change))")
        }
    }

    @Test func everyKindIsShown() {
        for (index, kind) in ProbeKind.all.enumerated() {
            #expect(ProbeInvariantTests.examples.contains { !kind.probes($0.subject).isEmpty }, "kind \(index)")
        }
    }

    /// What is registered for another client says nothing of the one that asked.
    @Test func anotherClientIsNotPutInItsPlace() {
        let example = ProbeInvariantTests.examples[2]
        #expect(example.subject.authorizationParameters?.first("client_id") == "other")
        for kind in [ProbeKind.registeredRedirectURI, .registeredScopes] {
            #expect(kind.probes(example.subject).isEmpty)
        }
    }
}
