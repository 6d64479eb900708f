import Encodings
import HTTPMessage
import JSONKit
import OAuthCore
import OAuthFlows
import OAuthSupport
import Testing

@Suite struct TokenExchangeFlowTests {
    /// The request of RFC 8693 §2.3.
    @Test func sendsTheExampleOfTheRFC() throws {
        var flow = TokenExchangeFlow(
            GrantInputs([
                "subject_token": "accVkjcJyb4BWCxGsndESCJQbdFMogUC5PbRDqceLTC",
                "resource": "https://backend.example.com/api",
            ]))
        let (request, message) = try flow.sent(after: .begin, context())
        #expect(message.name == "token")
        #expect(
            request.parameters.encoded == "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange"
                + "&resource=https%3A%2F%2Fbackend.example.com%2Fapi"
                + "&subject_token=accVkjcJyb4BWCxGsndESCJQbdFMogUC5PbRDqceLTC"
                + "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token")
    }

    @Test func readsTheResponseOfTheRFC() throws {
        var flow = TokenExchangeFlow(GrantInputs(["subject_token": "a"]))
        let (request, _) = try flow.sent(after: .begin, context())
        let response = answer(
            #"{"access_token":"eyJ.e30.","issued_token_type":"urn:ietf:params:oauth:token-type:access_token","token_type":"Bearer","expires_in":60}"#
        )
        let outcome = try flow.outcome(after: .response(response, to: request), context())
        #expect(outcome.tokens.issuedTokenType == TokenTypeURI.accessToken)
        #expect(outcome.warnings == [])
    }

    @Test func aTokenThatIsNoAccessTokenIsNotSentAsOne() throws {
        var flow = TokenExchangeFlow(GrantInputs(["subject_token": "a"]))
        let (request, _) = try flow.sent(after: .begin, context())
        let response = answer(
            #"{"access_token":"x","issued_token_type":"urn:ietf:params:oauth:token-type:saml2","token_type":"N_A","expires_in":60}"#
        )
        let outcome = try flow.outcome(after: .response(response, to: request), context())
        #expect(outcome.warnings == [])
        #expect(!outcome.tokens.isBearer)
        let silent = answer(#"{"access_token":"x","token_type":"Bearer","expires_in":60}"#)
        let second = try flow.outcome(after: .response(silent, to: request), context())
        #expect(second.warnings.map(\.code) == ["issued-token-type-missing"])
    }

    @Test func aTokenWithoutAnActorIsRemarkedOn() throws {
        var flow = TokenExchangeFlow(GrantInputs(["subject_token": "a", "actor_token": "b"]))
        let (request, _) = try flow.sent(after: .begin, context())
        for (claims, codes) in [(#"{"sub":"u"}"#, ["act-missing"]), (#"{"sub":"u","act":{"sub":"b"}}"#, [])] {
            let jwt = "\(Base64URL.encode(Array(#"{"alg":"none"}"#.utf8))).\(Base64URL.encode(Array(claims.utf8)))."
            let response = answer(
                #"{"access_token":"\#(jwt)","issued_token_type":"urn:x","token_type":"Bearer","expires_in":60}"#)
            let outcome = try flow.outcome(after: .response(response, to: request), context())
            #expect(outcome.warnings.map(\.code) == codes)
        }
    }

    private static let idToken =
        "\(Base64URL.encode(Array(#"{"alg":"none"}"#.utf8))).\(Base64URL.encode(Array(#"{"nonce":"n","sub":"a"}"#.utf8)))."

    @Test(
        arguments: [
            ("opaque", nil, "access_token"), (idToken, nil, "id_token"), ("<saml:Assertion/>", nil, "saml2"),
            ("opaque", "jwt", "jwt"), ("opaque", "urn:x:y", "urn:x:y"),
        ] as [(String, String?, String)])
    func tellsWhatATokenIs(token: String, given: String?, type: String) throws {
        var values: FormParameters = ["subject_token": token, "actor_token": token, "requested_token_type": "jwt"]
        values.set("subject_token_type", given)
        var flow = TokenExchangeFlow(GrantInputs(values))
        let sent = try flow.sent(after: .begin, context()).request.parameters
        #expect(sent.first("subject_token_type") == TokenTypeURI.full(type))
        #expect(sent.first("requested_token_type") == TokenTypeURI.jwt)
        #expect(sent.first("actor_token_type") != nil)
    }

    @Test func namesAreShortAndFull() {
        for name in TokenTypeURI.names {
            #expect(TokenTypeURI.short(TokenTypeURI.full(name)) == name)
            #expect(TokenTypeURI.full(TokenTypeURI.full(name)) == TokenTypeURI.full(name))
        }
        #expect(TokenTypeURI.short("urn:ietf:params:oauth:token-type:other") == nil)
    }
}

@Suite struct AssertionFlowTests {
    private static let key = """
        {"kty":"OKP","crv":"Ed25519","kid":"published","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
        "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
        """

    private static let server = AuthorizationServer(document: [
        "issuer": "https://as.example", "token_endpoint": "https://as.example/token",
    ])

    private func assertion(_ draft: JWTDraft, client: ClientRegistration = client) throws -> String {
        var flow = JWTBearerFlow(GrantInputs([:], draft: draft))
        return try #require(
            try flow.sent(after: .begin, context(client: client, server: Self.server)).request.parameters.first(
                "assertion"))
    }

    @Test func makesAnAssertionAboutTheClient() throws {
        let jwt = try JWTParts(reading: try assertion(JWTDraft(key: Self.key)))
        #expect(jwt.header == ["alg": "EdDSA", "typ": "JWT", "kid": "published"])
        let claims = jwt.claims
        #expect(claims["iss"] == "s6BhdRkqt3" && claims["sub"] == "s6BhdRkqt3")
        #expect(claims["aud"] == "https://as.example")
        #expect(claims["iat"] == 1 && claims["exp"] == 61)
        #expect(claims["jti"]?.string?.isEmpty == false)
        let key = try PrivateKey(reading: Self.key)
        let set = try JSONWebKeySet(["keys": [key.publicKey]])
        #expect(set.key(of: jwt)?.verifies(jwt) == true)
    }

    /// The claims of RFC 7523 §4, and the header of RFC 7519 §6.1.
    @Test func everyMemberCanBeSetAndLeftOut() throws {
        let draft = JWTDraft(
            claims: [
                .init("iss", "https://jwt-idp.example.com"), .init("sub", "mailto:mike@example.com"),
                .init("aud", "https://jwt-rp.example.net"), .init("jti", nil), .init("iat", nil),
                .init("nbf", "1300815780"), .init("exp", "1300819380"),
                .init("http://claims.example.com/member", true),
            ], header: [.init("alg", "none"), .init("typ", nil), .init("kid", nil)], key: Self.key)
        let text = try assertion(draft)
        let jwt = try JWTParts(reading: text)
        #expect(
            jwt.claims == [
                "iss": "https://jwt-idp.example.com", "sub": "mailto:mike@example.com",
                "aud": "https://jwt-rp.example.net", "nbf": 1_300_815_780, "exp": 1_300_819_380,
                "http://claims.example.com/member": true,
            ])
        #expect(text.hasPrefix("eyJhbGciOiJub25lIn0."))
        #expect(jwt.signature.isEmpty)
    }

    @Test(arguments: [
        ("+300", JSON(301)), ("-10", JSON(-9)), ("12", JSON(12)), ("soon", JSON("soon")),
        ("+9223372036854775807", JSON("+9223372036854775807")),
    ])
    func timesMayCountFromNow(given: String, sent: JSON) throws {
        let draft = JWTDraft(claims: [.init("exp", JSON(given))], key: Self.key)
        #expect(try JWTParts(reading: try assertion(draft)).claims["exp"] == sent)
    }

    @Test func theClientsOwnKeySignsAndElseItsSecret() throws {
        let keyed = ClientRegistration(id: "k", credentials: [Credential(.privateKey, Self.key)])
        #expect(try JWTParts(reading: try assertion(JWTDraft(), client: keyed)).algorithm == "EdDSA")
        #expect(try JWTParts(reading: try assertion(JWTDraft())).algorithm == "HS256")
        let bare = ClientRegistration(id: "b")
        var flow = JWTBearerFlow(GrantInputs([:]))
        #expect(flow.errorCode(after: .begin, context(client: bare)) == .credentialMissing)
        flow = JWTBearerFlow(GrantInputs([:], draft: JWTDraft(header: [.init("alg", "RS256")], key: Self.key)))
        #expect(flow.errorCode(after: .begin, context()) == .signingFailed)
        flow = JWTBearerFlow(GrantInputs([:], draft: JWTDraft(key: "not a key")))
        #expect(flow.errorCode(after: .begin, context()) == .credentialInvalid)
    }

    @Test func anAssertionThatIsGivenIsSentAsItIs() throws {
        var flow = JWTBearerFlow(GrantInputs(["assertion": "a.b.c", "scope": "x"]))
        let sent = try flow.sent(after: .begin, context()).request.parameters
        #expect(sent.first("assertion") == "a.b.c" && sent.first("scope") == "x")
    }

    @Test(arguments: [
        ("<a>é</a>", Base64URL.encode(Array("<a>é</a>".utf8))), (" \n<a/>", Base64URL.encode(Array(" \n<a/>".utf8))),
        ("PHNhbWxwOl", "PHNhbWxwOl"), ("", ""),
    ])
    func samlIsEncodedOnce(given: String, sent: String) throws {
        var flow = SAMLBearerFlow(GrantInputs(["assertion": given]))
        let parameters = try flow.sent(after: .begin, context()).request.parameters
        #expect(parameters.first("assertion") == sent)
        #expect(parameters.first("grant_type") == "urn:ietf:params:oauth:grant-type:saml2-bearer")
    }

    @Test func aPasswordIsSentAsTheRFCWritesIt() throws {
        var flow = PasswordFlow(GrantInputs(["username": "johndoe", "password": "A3ddj3w"]))
        #expect(
            try flow.sent(after: .begin, context()).request.parameters.encoded.hasPrefix(
                "grant_type=password&username=johndoe&password=A3ddj3w"))
        #expect(PasswordFlow.description.caution?.contains("RFC 9700") == true)
    }

    @Test func anyOtherGrantIsSentByItsName() throws {
        let values: FormParameters = ["a": "b", "resource": "https://a.example"]
        var flow = try GrantFlow.other("urn:x:y").make(GrantInputs(values))
        guard case .send(let request, _) = try flow.next(.begin, context()) else { throw NotThatStep(#_sourceLocation) }
        #expect(request.parameters.encoded.hasPrefix("grant_type=urn%3Ax%3Ay&resource=https%3A%2F%2Fa.example&a=b"))
    }
}

@Suite struct CIBAFlowTests {
    private static let server = AuthorizationServer(document: [
        "backchannel_authentication_endpoint": "https://as.example/bc-authorize",
        "token_endpoint": "https://as.example/token",
    ])
    private let asked = #"{"auth_req_id":"1c266114-a1be-4252-8ad1-04986c5b9ac1","expires_in":120,"interval":2}"#
    private let pending = answer(#"{"error":"authorization_pending"}"#, status: 400)
    private let slowDown = answer(#"{"error":"slow_down"}"#, status: 400)
    private let tokens = answer(#"{"access_token":"at","token_type":"Bearer"}"#)

    private func context(at now: Int64 = 0) -> FlowContext {
        FlowContext(server: Self.server, client: client, now: now) { [UInt8](repeating: 1, count: $0) }
    }

    private func seconds(_ step: FlowStep<TokenOutcome>) -> Int? {
        if case .wait(let seconds) = step { seconds } else { nil }
    }

    private func told(_ answer: HTTPResponse) throws -> (flow: CIBAFlow, instruction: Instruction) {
        var flow = CIBAFlow(
            GrantInputs(["scope": "openid email", "binding_message": "W4SCT", "login_hint": "ada"]))
        let (request, message) = try flow.sent(after: .begin, context())
        #expect(message.name == "backchannel_authentication")
        #expect(request.url == "https://as.example/bc-authorize")
        #expect(request.parameters.encoded == "scope=openid+email&binding_message=W4SCT&login_hint=ada")
        #expect(request.headers["Authorization"]?.hasPrefix("Basic ") == true)
        guard case .tell(let instruction) = try flow.next(.response(answer, to: request), context()) else {
            throw NotThatStep(#_sourceLocation)
        }
        return (flow, instruction)
    }

    /// The numbers of OpenID CIBA Core §7.3 and §10.1.
    @Test func asksAndPollsUntilTheTokensCome() throws {
        var (flow, instruction) = try told(answer(asked))
        #expect(instruction == Instruction(address: nil, bindingMessage: "W4SCT", expiresAt: 120_000))
        #expect(seconds(try flow.next(.waited, context())) == 2)
        let (poll, message) = try flow.sent(after: .waited, context(at: 2_000))
        #expect(message.survivesFailure)
        #expect(
            poll.parameters.encoded
                == "grant_type=urn%3Aopenid%3Aparams%3Agrant-type%3Aciba&auth_req_id=1c266114-a1be-4252-8ad1-04986c5b9ac1"
        )
        #expect(seconds(try flow.next(.response(pending, to: poll), context())) == 2)
        _ = try flow.sent(after: .waited, context(at: 4_000))
        #expect(seconds(try flow.next(.response(slowDown, to: poll), context())) == 7)
        _ = try flow.sent(after: .waited, context(at: 11_000))
        #expect(seconds(try flow.next(.failed(TransportError(.timeout, "slow")), context())) == 14)
        _ = try flow.sent(after: .waited, context(at: 25_000))
        let outcome = try flow.outcome(after: .response(tokens, to: poll), context(at: 25_500))
        #expect(outcome.requested == "openid email")
    }

    @Test func endsWhereTheRequestHasExpiredOrIsRefused() throws {
        var flow = try told(answer(asked)).flow
        #expect(seconds(try flow.next(.waited, context())) == 2)
        #expect(flow.errorCode(after: .waited, context(at: 120_000)) == .authenticationRequestExpired)
        for error in ["access_denied", "expired_token", "transaction_failed", "invalid_grant"] {
            var flow = try told(answer(asked)).flow
            let (poll, _) = try flow.sent(after: .acted, context())
            let refusal = answer(#"{"error":"\#(error)"}"#, status: 400)
            #expect(flow.errorCode(after: .response(refusal, to: poll), context()) == .refused)
        }
    }

    @Test(arguments: [
        #"{}"#, #"{"auth_req_id":"a"}"#, #"{"expires_in":1}"#, "no JSON", #"{"auth_req_id":"a","expires_in":"soon"}"#,
        #"{"error":"unknown_user_id"}"#,
    ])
    func anAnswerThatIsNoneEndsTheFlow(body: String) throws {
        var flow = CIBAFlow(GrantInputs([:]))
        let (request, _) = try flow.sent(after: .begin, context())
        #expect(flow.errorCode(after: .response(answer(body), to: request), context()) != nil)
        #expect(flow.errorCode(after: .waited, context()) == .eventUnexpected)
    }

    @Test(arguments: ["-9223372036854775808", "-1", "0", "9223372036854775807"])
    func numbersAreBounded(number: String) throws {
        let body = #"{"auth_req_id":"a","expires_in":\#(number),"interval":\#(number)}"#
        var flow = try told(answer(body)).flow
        let first = try #require(seconds(try flow.next(.waited, context())))
        #expect((0...300).contains(first))
    }
}
