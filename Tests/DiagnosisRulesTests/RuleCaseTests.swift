import Encodings
import HTTPMessage
import JSONKit
import OAuthCore
import TestSupport
import Testing

@testable import Diagnosis
@testable import DiagnosisRules

/// What servers do that the sandbox does not: a session by hand for each, and one that is nearly the same and is not it.
@Suite struct RuleCaseTests {
    @Test(arguments: RuleCase.all) func theCauseIsNamed(_ example: RuleCase) {
        let verdict = example.session(true).conclusion.verdict
        #expect(verdict?.cause == example.cause)
        #expect((verdict?.confidence ?? .possible) <= .likely)
        #expect(verdict?.fix?.text.isEmpty == false)
    }

    @Test(arguments: RuleCase.all) func theNearMissIsNot(_ example: RuleCase) {
        let verdicts = example.session(false).conclusion.verdicts
        #expect(!verdicts.contains { $0.cause == example.cause })
    }

    @Test func eachHasItsCase() {
        #expect(Set(RuleCase.all.map(\.cause)).isSuperset(of: ForeignCauses.all))
    }
}

/// A cause, and how it is produced: `session(false)` is the near miss.
struct RuleCase: Sendable, CustomStringConvertible {
    let cause: String
    let session: @Sendable (Bool) -> Session

    init(_ cause: String, session: @escaping @Sendable (Bool) -> Session) {
        self.cause = cause
        self.session = session
    }

    var description: String { cause }

    /// A JWT whose signature nobody checks.
    static func jwt(_ claims: JSON, header: JSON = ["alg": "RS256"]) -> String {
        let parts = [header, claims].map { Base64URL.encode(Array($0.text().utf8)) }
        return parts.joined(separator: ".") + ".AAAA"
    }

    static func json(_ status: Int, _ json: JSON, _ headers: HTTPHeaders = []) -> HTTPResponse {
        var headers = headers
        headers.add("Content-Type", "application/json")
        return HTTPResponse(status: status, headers: headers, body: Array(json.text().utf8))
    }

    private static func withMetadata(_ name: String, _ value: JSON) -> Session {
        var session = Session()
        var server = session.evidence.provider.server
        server[name] = value
        session.evidence.provider.server = server
        return session
    }

    private static func got(
        _ url: String, _ answer: HTTPResponse, headers: HTTPHeaders = [], in session: inout Session,
        _ purpose: RecordedExchange.Purpose = .resource, at time: Int64 = 5000
    ) {
        session.add(HTTPRequest("GET", url, headers: headers), answer, purpose, at: time)
    }

    static let all: [RuleCase] = [
        RuleCase("assertion-invalid") { isTrue in
            var session = Session()
            let form: FormParameters = [
                "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "assertion": jwt(["iss": "robot", "aud": JSON(Session.base), "exp": isTrue ? 1000 : 2000, "iat": 900]),
            ]
            session.post(form, answer: json(400, ["error": "invalid_grant"]), at: 1_500_000)
            return session
        },
        RuleCase("challenge-header-missing") { isTrue in
            var session = Session()
            let challenge: HTTPHeaders =
                isTrue ? [] : [HTTPHeader("WWW-Authenticate", "Bearer resource_metadata=\"https://a.example/m\"")]
            session.add(
                HTTPRequest(
                    "POST", Session.base + "/mcp", headers: [HTTPHeader("Content-Type", "application/json")],
                    body: Array(#"{"jsonrpc":"2.0","id":1,"method":"initialize"}"#.utf8)),
                json(401, ["jsonrpc": "2.0", "error": ["code": 10, "message": "Unauthorized"]], challenge), .resource,
                at: 1)
            return session
        },
        RuleCase("client-blocked") { isTrue in
            var session = Session()
            let wait: HTTPHeaders = isTrue ? [] : [HTTPHeader("Retry-After", "5")]
            got(Session.base + "/things", HTTPResponse(status: 429, headers: wait), in: &session)
            return session
        },
        RuleCase("client-id-missing") { isTrue in
            var session = Session()
            let basic = BasicCredentials(id: "app", secret: "the-secret").headerValue
            session.post(
                Session.redeem {
                    $0.remove("client_secret")
                    if isTrue { $0.remove("client_id") }
                }, headers: [HTTPHeader("Authorization", basic)], answer: json(500, JSON(members: [])))
            return session
        },
        RuleCase("client-secret-lifetime") { isTrue in
            var session = Session()
            let secret = jwt(["iss": "TEAM", "iat": 1000, "exp": isTrue ? 32_000_000 : 100_000, "sub": "app"])
            session.evidence.clients = []
            session.post(
                Session.redeem { $0.set("client_secret", secret) }, answer: .refusal(400, "invalid_client"),
                at: 1_000_000)
            return session
        },
        RuleCase("client-secret-missing") { isTrue in
            var session = Session()
            session.evidence.clients = [
                RecordedClient(
                    registration: ClientRegistration(id: "app", redirectURIs: [Session.callback], scope: "read"),
                    since: 0,
                    origin: isTrue ? .user : .server)
            ]
            session.authorize()
            session.post(Session.redeem { $0.remove("client_secret") }, answer: .refusal(401, "invalid_client"))
            return session
        },
        RuleCase("registration-refused") { isTrue in
            var session = withMetadata("registration_endpoint", JSON(Session.base + "/register"))
            session.add(
                HTTPRequest(
                    "POST", Session.base + "/register", headers: [HTTPHeader("Content-Type", "application/json")],
                    body: Array(#"{"redirect_uris":["https://a.example/cb"]}"#.utf8)),
                isTrue ? HTTPResponse(status: 403) : json(201, ["client_id": "c"]), .resource, at: 1)
            return session
        },
        RuleCase("code-encoded") { isTrue in
            var session = Session()
            session.authorize(code: "4/0Ab")
            session.post(
                Session.redeem { $0.set("code", isTrue ? "4%2F0Ab" : "4/0Ab") }, answer: .refusal(400, "invalid_grant"))
            return session
        },
        RuleCase("dpop-proof-invalid") { isTrue in
            var session = Session()
            let proof = jwt(
                ["jti": "1", "htm": isTrue ? "GET" : "POST", "htu": JSON(Session.base + "/token"), "iat": 3],
                header: ["typ": "dpop+jwt", "alg": "ES256", "jwk": ["kty": "EC"]])
            session.post(
                Session.redeem(), headers: [HTTPHeader("DPoP", proof)],
                answer: .refusal(400, isTrue ? "invalid_dpop_proof" : "invalid_grant"))
            return session
        },
        RuleCase("dpop-required") { isTrue in
            var session = Session()
            let scheme = isTrue ? "DPoP" : "Bearer"
            session.get(
                "/things", token: "t",
                answer: HTTPResponse(status: 401, headers: [HTTPHeader("WWW-Authenticate", "\(scheme) algs=\"ES256\"")])
            )
            return session
        },
        RuleCase("id-token-claims") { isTrue in
            var session = Session()
            let token = jwt(["iss": "x", "nonce": "n", "email": "a@b.example", "email_verified": isTrue ? false : true])
            session.get(
                "/apis", token: token,
                answer: json(401, ["kind": "Status", "apiVersion": "v1", "message": "Unauthorized", "code": 401]))
            return session
        },
        RuleCase("metadata-malformed") { isTrue in
            var session = Session()
            let endpoint: JSON = isTrue ? .null : "https://as.example/token"
            got(
                Session.base + "/.well-known/openid-configuration",
                json(200, ["issuer": JSON(Session.base), "token_endpoint": endpoint]), in: &session, .metadata)
            session.evidence.subject = .exchange(1, problem: "invalid-member")
            return session
        },
        RuleCase("par-required") { isTrue in
            var session = withMetadata("require_pushed_authorization_requests", JSON(isTrue))
            got(
                Session.base
                    + "/authorize?response_type=code&client_id=app&redirect_uri=http%3A%2F%2F127.0.0.1%3A8765%2Fcallback",
                .refusal(400, "invalid_request"), in: &session, .browser)
            return session
        },
        RuleCase("refresh-token-expired") { isTrue in
            var session = Session()
            let tokens: JSON = [
                "access_token": "a", "token_type": "Bearer", "refresh_token": "r",
                "refresh_expires_in": isTrue ? 60 : 6000,
            ]
            session.post(Session.redeem(), answer: json(200, tokens), at: 1000)
            session.keep("a", refresh: "r")
            session.post(Session.refresh("r"), answer: .refusal(400, "invalid_grant"), at: 600_000)
            return session
        },
        RuleCase("request-blocked") { isTrue in
            var session = Session()
            let server = [HTTPHeader("Server", "awselb/2.0")]
            got(
                Session.base
                    + "/authorize?response_type=code&client_id=app&redirect_uri=http%3A%2F%2F127.0.0.1%3A8765%2Fcallback",
                json(403, isTrue ? ["message": "Forbidden"] : ["error": "access_denied"], HTTPHeaders(server)),
                in: &session, .browser)
            return session
        },
        RuleCase("request-uri-expired") { isTrue in
            var session = withMetadata("pushed_authorization_request_endpoint", JSON(Session.base + "/par"))
            session.post(
                ["response_type": "code", "client_id": "app"], to: "/par",
                answer: json(201, ["request_uri": "urn:x:1", "expires_in": 60]), at: 1000)
            got(
                Session.base + "/authorize?client_id=app&request_uri=urn%3Ax%3A1", .refusal(400, "invalid_request_uri"),
                in: &session, .browser, at: isTrue ? 95_000 : 20_000)
            return session
        },
        RuleCase("resource-metadata-missing") { isTrue in
            var session = Session()
            let address = "https://as.example/.well-known/oauth-protected-resource/mcp"
            got(
                address, isTrue ? HTTPResponse(status: 404) : json(200, ["resource": "https://as.example/mcp"]),
                in: &session)
            session.get(
                "/mcp", token: nil,
                answer: HTTPResponse(
                    status: 401, headers: [HTTPHeader("WWW-Authenticate", "Bearer resource_metadata=\"\(address)\"")]))
            return session
        },
    ]
}

/// Reading what servers say.
@Suite struct ServerWordsTests {
    private func words(_ body: String, status: Int = 400, headers: HTTPHeaders = []) -> ServerWords {
        ServerWords(HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))
    }

    @Test func eachFormIsRead() {
        #expect(
            words(#"{"error":"invalid_grant","error_description":"Bad code"}"#).said == ["Bad code", "invalid_grant"])
        #expect(
            words(#"{"fault":{"faultstring":"Invalid x","detail":{"errorcode":"oauth.v2.X"}}}"#).codes == ["oauth.v2.X"]
        )
        #expect(words(#"{"errors":["[API] Invalid key"]}"#).sentences == ["[API] Invalid key"])
        #expect(
            words("<E><Code>Bad</Code><Message>Incorrect audience</Message></E>").sentences == [
                "Bad Incorrect audience"
            ])
        #expect(words("INVALID_CLIENT: Insecure redirect URI").sentences == ["INVALID_CLIENT: Insecure redirect URI"])
        #expect(words("error=bad_code&error_description=no+such+code").said == ["no such code", "bad_code"])
        let script =
            #"<html><script>$C={"iErrorCode":50011,"strServiceExceptionMessage":"AADSTS50011: the URI \u0027x\u0027"};</script></html>"#
        #expect(words(script, status: 200).sentences == ["AADSTS50011: the URI 'x'"])
        let header = HTTPHeader(
            "WWW-Authenticate", "Bearer realm='a', error='invalid_token', error_description=The token expired")
        #expect(words("", status: 401, headers: [header]).said == ["The token expired", "invalid_token"])
    }

    /// The text of RFC 6749 §5.2 lists all that a code may mean.
    @Test func examplesAreNotWhatIsMeant() {
        let text = "Client authentication failed (e.g., unknown client, no client authentication included) at all"
        let found = words(#"{"error":"invalid_client","error_description":"\#(text)"}"#)
        #expect(found.sentences == [text])
        #expect(TopicTable.named(in: found, at: [.token]).isEmpty)
    }

    @Test func aPageOfSuccessSaysNothing() {
        #expect(words("<html><title>Sign in</title><form></form></html>", status: 200).isEmpty)
    }

    /// Whatever comes, it is read in bounds.
    @Test func anythingIsRead() {
        var random = SeededGenerator(seed: 14)
        let pieces = [
            "{", "}", "\"error\":", "\"", "<html>", "<script>", "\\u00", "error=", "AADSTS50011", "\u{0}", "é", "[",
            ",", " or ",
        ]
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            let found = words(text, status: Bool.random(using: &random) ? 200 : 400)
            #expect(found.codes.count <= 12 && found.sentences.count <= 12)
            #expect(found.said.allSatisfy { $0.count <= 601 })
            _ = TopicTable.named(in: found, at: [.token])
        }
        let deep = String(repeating: "[", count: 5000)
        _ = words(deep)
    }
}

/// The table of topics.
@Suite struct TopicTableTests {
    @Test func namesAreUniqueAndMeaningsWhole() {
        #expect(Set(TopicTable.all.map(\.name)).count == TopicTable.all.count)
        for topic in TopicTable.all {
            #expect(topic.name.allSatisfy { $0.isLowercase || $0 == "-" }, "\(topic.name)")
            #expect(!(topic.codes.isEmpty && topic.numbers.isEmpty && topic.words.isEmpty), "\(topic.name)")
            #expect(topic.codes.allSatisfy { $0 == $0.lowercased() }, "\(topic.name)")
            #expect(topic.words.allSatisfy { $0 == $0.lowercased() }, "\(topic.name)")
            for meaning in topic.meanings {
                #expect(topic.speaksFor.contains(meaning.cause), "\(topic.name) speaks for \(meaning.cause)")
                #expect(meaning.sentence.hasSuffix(".") && !meaning.fix.isEmpty, "\(topic.name)")
            }
        }
    }

    /// A server's words never give a proof.
    @Test func wordsProveNothing() {
        for topic in TopicTable.all {
            for text in topic.words + topic.codes.sorted() + topic.numbers {
                var session = Session()
                session.evidence.clients = []
                session.post(["grant_type": "x"], answer: .refusal(400, text.replacing("\u{2026}", with: " ")))
                #expect(
                    session.conclusion.verdicts.allSatisfy {
                        $0.confidence != .proved || $0.cause == "token-request-malformed"
                            || $0.cause == "grant-not-allowed"
                    }, "\(text)")
            }
        }
    }

    @Test func phrasesBeginAtAWord() {
        #expect(Topic.matches("expired", Array("the token expired".utf8)))
        #expect(!Topic.matches("expired", Array("unexpired".utf8)))
        #expect(Topic.matches("kid\u{2026}not found", Array("the kid a1 was not found".utf8)))
        #expect(!Topic.matches("kid\u{2026}not found", Array("not found: kid".utf8)))
        #expect(!Topic.matches("", Array("x".utf8)))
    }
}
