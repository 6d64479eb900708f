import Diagnosis
import HTTPMessage
import JSONKit
import OAuthCore
import Testing

@testable import DiagnosisRules

/// What is wrong with a JWT by our reading is no proof where the server's words are about another part of it.
@Suite struct JWTAspectTests {
    @Test(arguments: [
        ("The assertion is signed with HS256, which is not taken here.", [JWTAspect.algorithm]),
        ("JWT expired at 2026-01-01", [.time]), ("Token is too old (iat)", [.time]),
        ("invalid audience", [.audience]), ("'aud' claim mismatch", [.audience]), ("Unknown issuer", [.issuer]),
        ("signature verification failed", [.signature]), ("no key with this kid", [.signature]),
        ("jti was already used", [.replay]), ("sub is not known", [.subject]), ("invalid_grant", []),
        ("The assertion is not valid.", []), ("unsupported key algorithm", [.algorithm, .signature]),
        ("ps2561 is not a name", []), ("submit again", []),
    ])
    func names(_ sentence: String, _ aspects: [JWTAspect]) {
        #expect(JWTAspect.named(in: sentence) == Set(aspects))
    }

    /// The assertion had expired long before, whatever the server says.
    private func verdict(_ parameter: String, _ words: String?) throws -> Verdict {
        let claims: JSON = ["iss": "robot", "sub": "robot", "aud": JSON(Session.base), "exp": 1000, "iat": 900]
        let form: FormParameters =
            parameter == "assertion"
            ? [
                "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "assertion": RuleCase.jwt(claims),
            ]
            : [
                "grant_type": "client_credentials", "client_assertion": RuleCase.jwt(claims),
                "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ]
        let code = parameter == "assertion" ? "invalid_grant" : "invalid_client"
        var session = Session()
        session.post(
            form,
            answer: RuleCase.json(
                400, JSON(present: [("error", JSON(code)), ("error_description", words.map { JSON($0) })])),
            at: 1_500_000)
        return try #require(session.conclusion.verdict)
    }

    @Test(arguments: ["assertion", "client_assertion"], [nil, "The JWT has expired.", "The token is not valid."])
    func whatTheServerDoesNotContradict(_ parameter: String, _ words: String?) throws {
        let verdict = try verdict(parameter, words)
        #expect(verdict.sentence.contains("it had expired"))
        #expect(!verdict.sentence.contains("beside that"))
    }

    @Test(
        arguments: ["assertion", "client_assertion"],
        ["It is signed with HS256, which is not taken here.", "Unknown kid.", "The audience is wrong.", "jti reused"])
    func whatTheServerSaysComesFirst(_ parameter: String, _ words: String) throws {
        let verdict = try verdict(parameter, words)
        #expect(verdict.confidence != .proved, "\(verdict.sentence)")
        #expect(!verdict.sentence.contains(": it had expired"), "\(verdict.sentence)")
    }
}
