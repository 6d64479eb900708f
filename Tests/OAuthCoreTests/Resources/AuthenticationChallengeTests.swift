import HTTPMessage
import OAuthCore
import TestSupport
import Testing

@Suite struct AuthenticationChallengeTests {
    private typealias Challenge = AuthenticationChallenge

    private func parsed(_ value: String) -> [String] {
        AuthenticationChallenge.parse(value).map { challenge in
            let parameters = challenge.parameters.map { "\($0.name)=\($0.value)" }
            return ([challenge.scheme] + (challenge.token68.map { [$0] } ?? []) + parameters).joined(separator: "|")
        }
    }

    @Test(arguments: [
        (#"Bearer"#, ["Bearer"]),
        (#"Bearer realm="example", error="invalid_token""#, ["Bearer|realm=example|error=invalid_token"]),
        (
            #"Newauth realm="apps", type=1, title="Login to \"apps\"", Basic realm="simple""#,
            [#"Newauth|realm=apps|type=1|title=Login to "apps""#, "Basic|realm=simple"]
        ),
        (#"Negotiate, Basic realm="a, b=c""#, ["Negotiate", "Basic|realm=a, b=c"]),
        (#"Negotiate YII=, Bearer"#, ["Negotiate|YII=", "Bearer"]),
        (#"bearer scope = "a b" ,, ,error =invalid_token"#, ["bearer|scope=a b|error=invalid_token"]),
        (#"DPoP error="use_dpop_nonce", algs="ES256 PS256""#, ["DPoP|error=use_dpop_nonce|algs=ES256 PS256"]),
        (#" , Bearer realm="""#, ["Bearer|realm="]),
    ])
    func readsTheGrammar(value: String, challenges: [String]) { #expect(parsed(value) == challenges) }

    @Test(arguments: [
        (#"Bearer realm="a" error="b""#, ["Bearer|realm=a|error=b"]),
        (#"Bearer error=invalid token, scope="a""#, ["Bearer|error=invalid|scope=a"]),
        (#"Bearer realm="open"#, ["Bearer|realm=open"]), (#"Bearer realm="open\"#, [#"Bearer|realm=open\"#]),
        (#"Bearer @@@, realm="a""#, ["Bearer|realm=a"]), (#"realm="a""#, []), ("", []), (",,,", []), ("=", []),
        ("Bearer error=https://a/b?c=d, x=1", ["Bearer|error=https://a/b?c=d|x=1"]),
    ])
    func takesWhatCanBeHad(value: String, challenges: [String]) { #expect(parsed(value) == challenges) }

    @Test func joinsSeveralFields() {
        let headers: HTTPHeaders = [
            HTTPHeader("WWW-Authenticate", "Basic realm=\"a\""), HTTPHeader("X", "y"),
            HTTPHeader("www-authenticate", "Bearer error=\"invalid_token\""),
        ]
        let challenges = AuthenticationChallenge.parse(headers)
        #expect(challenges.map(\.scheme) == ["Basic", "Bearer"])
        #expect(challenges.last?.error == "invalid_token")
    }

    @Test func namesMatchWhateverTheirCase() {
        let challenge = AuthenticationChallenge.parse(#"BEARER Realm="a", ERROR="b", Scope="c d""#).first
        #expect(challenge?.isScheme("Bearer") == true)
        #expect(challenge?.realm == "a")
        #expect(challenge?.error == "b")
        #expect(challenge?.scope == "c d")
    }

    @Test func writesWhatAResourceSays() {
        let challenge = AuthenticationChallenge.bearer(
            realm: "serika", error: "insufficient_scope", description: "Needs \"profile\"\r\n\\é", scope: "profile")
        #expect(
            challenge.fieldValue == #"Bearer realm="serika", error="insufficient_scope", "#
                + #"error_description="Needs 'profile'??/?", scope="profile""#)
        #expect(AuthenticationChallenge("Negotiate", token68: "YII=").fieldValue == "Negotiate YII=")
        #expect(AuthenticationChallenge.bearer().fieldValue == "Bearer")
    }

    @Test func whatIsWrittenStaysInItsField() {
        let challenge = AuthenticationChallenge(
            "Bearer", parameters: [.init("realm", "a\r\nSet-Cookie: b\0\u{7F}\t\"\\")])
        #expect(challenge.fieldValue == "Bearer realm=\"a??Set-Cookie: b??\t\\\"\\\\\"")
    }
}

@Suite struct ChallengeParserPropertyTests {
    private let pieces = [
        "Bearer", "Basic", "DPoP", "realm", "error", "scope", "=", "==", ",", " ", "\t", "\"", "\\", "a", "1", "é",
        "\0",
        "\u{1B}", "@", "YII=", "realm=\"x, y\"", "error=\"invalid_token\"", "\u{301}", "/", "\n",
    ]

    /// Whatever comes, what was understood of it survives being written and read again.
    @Test(arguments: 0..<64 as Range<UInt64>)
    func whatIsReadIsWrittenAndReadAgain(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let count = Int.random(in: 0...24, using: &random)
            let value = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let challenges = AuthenticationChallenge.parse(value)
            let written = challenges.map(\.fieldValue).joined(separator: ", ")
            #expect(AuthenticationChallenge.parse(written) == challenges.map(printable), "\(value.debugDescription)")
        }
    }

    /// What the writer replaces, replaced.
    private func printable(_ challenge: AuthenticationChallenge) -> AuthenticationChallenge {
        var challenge = challenge
        for index in challenge.parameters.indices {
            let scalars = challenge.parameters[index].value.unicodeScalars.map { scalar in
                scalar == "\t" || (scalar.value >= 0x20 && scalar.value != 0x7F) ? scalar : "?"
            }
            challenge.parameters[index].value = String(String.UnicodeScalarView(scalars))
        }
        return challenge
    }

    @Test func isQuickOnLongFields() {
        let challenges = AuthenticationChallenge.parse(String(repeating: "Bearer a=\"b\", ", count: 50_000))
        #expect(challenges.count == 50_000)
        #expect(AuthenticationChallenge.parse("Bearer a=\"" + String(repeating: "\\", count: 1_000_001)).count == 1)
    }
}
