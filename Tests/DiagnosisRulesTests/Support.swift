import HTTPMessage
import JSONKit
import OAuthCore
import Redaction

@testable import Diagnosis
@testable import DiagnosisRules

/// A recorded session, made by hand: what a server said is whatever a test wants it to be.
struct Session {
    var evidence: Evidence

    static let base = "https://as.example"
    static let callback = "http://127.0.0.1:8765/callback"
    static let verifier = "the-verifier-of-this-flow-has-43-characters-x"

    init() {
        let server = AuthorizationServer(
            issuer: Session.base, authorizationEndpoint: Session.base + "/authorize",
            tokenEndpoint: Session.base + "/token",
            revocationEndpoint: Session.base + "/revoke", introspectionEndpoint: Session.base + "/introspect",
            userinfoEndpoint: Session.base + "/userinfo",
            codeChallengeMethodsSupported: ["S256"])
        evidence = Evidence(
            subject: .exchange(1, problem: nil),
            provider: RecordedProvider(
                name: "test", baseURL: Session.base, server: server, clientsURL: Session.base + "/clients"),
            clients: [
                RecordedClient(
                    registration: ClientRegistration(
                        id: "app", secret: "the-secret", redirectURIs: [Session.callback], scope: "read write"),
                    since: 0, origin: .server)
            ], mask: SecretMask(Fingerprint(key: [1, 2, 3])))
    }

    /// An authorization that brought a code.
    mutating func authorize(
        code: String = "code-1", client: String = "app", redirect: String? = Session.callback,
        scope: String = "read write",
        verifier: String? = Session.verifier
    ) {
        var sent: FormParameters = [
            "response_type": "code", "client_id": client, "scope": scope, "state": "state-\(code)",
        ]
        sent.set("redirect_uri", redirect)
        sent.set("code_challenge", verifier.map { PKCE.challenge(of: $0) })
        sent.set("code_challenge_method", verifier.map { _ in "S256" })
        let id = Int64(evidence.authorizations.count + 1)
        evidence.authorizations.append(
            RecordedAuthorization(
                id: id, clientID: client, url: sent.added(to: Session.base + "/authorize"), verifier: verifier,
                createdAt: 1000,
                callback: "\(Session.callback)?code=\(code)&state=state-\(code)", code: code, answeredAt: 2000))
    }

    /// What a client sends to redeem a code.
    static func redeem(_ change: (inout FormParameters) -> Void = { _ in }) -> FormParameters {
        var form: FormParameters = [
            "grant_type": "authorization_code", "code": "code-1", "redirect_uri": Session.callback,
            "code_verifier": Session.verifier, "client_id": "app", "client_secret": "the-secret",
        ]
        change(&form)
        return form
    }

    static func refresh(_ token: String, scope: String? = nil) -> FormParameters {
        var form: FormParameters = [
            "grant_type": "refresh_token", "refresh_token": token, "client_id": "app", "client_secret": "the-secret",
        ]
        form.set("scope", scope)
        return form
    }

    /// Records a form that was posted; the newest is the subject.
    mutating func post(
        _ form: FormParameters, to path: String = "/token", headers: HTTPHeaders = [], answer: HTTPResponse?,
        at time: Int64 = 3000
    ) {
        var fields = headers
        fields.add("Content-Type", "application/x-www-form-urlencoded")
        add(
            HTTPRequest("POST", Session.base + path, headers: fields, body: Array(form.encoded.utf8)), answer, .token,
            at: time)
    }

    /// Records a call of a resource.
    mutating func get(_ path: String, token: String?, answer: HTTPResponse?, at time: Int64 = 4000) {
        let headers = HTTPHeaders(token.map { [HTTPHeader("Authorization", "Bearer \($0)")] } ?? [])
        add(HTTPRequest("GET", Session.base + path, headers: headers), answer, .resource, at: time)
    }

    mutating func add(
        _ request: HTTPRequest, _ answer: HTTPResponse?, _ purpose: RecordedExchange.Purpose, at time: Int64
    ) {
        let number = Int64(evidence.exchanges.count + 1)
        let outcome =
            answer.map(HTTPExchange.Outcome.response) ?? .failure(TransportError(.closed, "the connection closed"))
        evidence.exchanges.append(
            RecordedExchange(
                number: number, purpose: purpose,
                exchange: HTTPExchange(request: request, outcome: outcome, startedAt: time),
                provider: "test"))
        evidence.subject = .exchange(number, problem: nil)
    }

    /// Tokens that the newest exchange brought.
    mutating func keep(
        _ access: String, refresh: String? = nil, scope: Scope = "read write", parent: Int64? = nil,
        expiresIn: Int64? = 3600,
        authorization: Int64? = 1, provider: String = "test"
    ) {
        evidence.tokens.append(
            RecordedToken(
                id: Int64(evidence.tokens.count + 1), provider: provider, clientID: "app", authorization: authorization,
                parent: parent, exchange: Int64(evidence.exchanges.count),
                tokens: TokenSet(
                    accessToken: access, refreshToken: refresh, scope: scope, scopeIsStated: true, expiresIn: expiresIn,
                    receivedAt: 3000)))
    }

    var conclusion: Conclusion { evidence.conclusion() }

    /// `code-reused proved`.
    var verdict: String { conclusion.verdict.map { "\($0.cause) \($0.confidence.rawValue)" } ?? "none" }

    /// Every cause that is said to be proved.
    var proved: Set<String> { Set(conclusion.verdicts.filter { $0.confidence == .proved }.map(\.cause)) }
}

extension HTTPResponse {
    static func refusal(_ status: Int, _ error: String? = nil, headers: HTTPHeaders = []) -> HTTPResponse {
        let body = error.map { Array(JSON(members: [("error", JSON($0))]).text().utf8) } ?? []
        return HTTPResponse(status: status, headers: headers, body: body)
    }

    static func tokens(_ access: String = "access-1", refresh: String? = nil) -> HTTPResponse {
        let json = JSON(present: [
            ("access_token", JSON(access)), ("token_type", "Bearer"), ("expires_in", 3600),
            ("refresh_token", refresh.map { JSON($0) }),
        ])
        return HTTPResponse(
            status: 200, headers: [HTTPHeader("Content-Type", "application/json")], body: Array(json.text().utf8))
    }
}
