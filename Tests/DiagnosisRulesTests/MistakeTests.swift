import Encodings
import HTTPMessage
import JSONKit
import OAuthCore
import TestSupport
import Testing

@testable import Diagnosis
@testable import DiagnosisRules

/// A flow with one mistake, and a server that answers in its own way: what is proved is the mistake, or nothing is.
@Suite struct MistakeTests {
    @Test(arguments: 0..<8) func nothingElseIsProved(_ seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<150 {
            let mistake = Mistake.all.randomElement(using: &random) ?? Mistake.all[0]
            let answer = ForeignAnswer.random(mistake.code, &random)
            var session = Session()
            if Bool.random(using: &random) { session.evidence.clients = session.evidence.clients.map(\.asTyped) }
            if Bool.random(using: &random) { session.evidence.provider.server = AuthorizationServer() }
            mistake.make(&session, answer)
            let wrong = session.proved.subtracting(mistake.causes)
            #expect(
                wrong.isEmpty,
                "\(mistake.name), answered \(String(decoding: answer.body, as: UTF8.self)) \(answer.status)")
            #expect(!session.conclusion.isSuccess, "\(mistake.name) is not a success")
        }
    }

    /// A right request is refused by a server that has its own reasons: nothing in the request is proved to be wrong.
    @Test(arguments: 0..<4) func aRightRequestProvesNothing(_ seed: Int) {
        var random = SeededGenerator(seed: UInt64(1000 + seed))
        for _ in 0..<150 {
            var session = Session()
            session.authorize()
            session.post(Session.redeem(), answer: ForeignAnswer.random("invalid_grant", &random))
            #expect(session.proved.isEmpty)
        }
    }
}

extension RecordedClient {
    /// The same, as the user typed it.
    fileprivate var asTyped: RecordedClient {
        RecordedClient(registration: registration, since: since, origin: .user)
    }
}

/// One thing that is wrong in a flow.
private struct Mistake: Sendable {
    let name: String
    /// The error code of a server that follows RFC 6749.
    let code: String
    /// The causes that name it.
    let causes: Set<String>
    let make: @Sendable (inout Session, HTTPResponse) -> Void

    private static func redeeming(
        _ name: String, _ code: String, _ causes: Set<String>,
        _ change: @escaping @Sendable (inout FormParameters) -> Void
    ) -> Mistake {
        Mistake(name: name, code: code, causes: causes) { session, answer in
            session.authorize()
            session.post(Session.redeem(change), answer: answer)
        }
    }

    static let all: [Mistake] = [
        redeeming("another secret", "invalid_client", ["secret-wrong"]) { $0.set("client_secret", "guessed") },
        redeeming("no secret", "invalid_client", ["client-auth-method"]) { $0.remove("client_secret") },
        redeeming("another verifier", "invalid_grant", ["verifier-mismatch"]) {
            $0.set("code_verifier", "another-verifier-that-is-long-enough-to-be-one")
        },
        redeeming("no verifier", "invalid_grant", ["verifier-missing"]) { $0.remove("code_verifier") },
        redeeming("another redirect URI", "invalid_grant", ["redirect-uri-changed"]) {
            $0.set("redirect_uri", Session.callback + "/")
        },
        redeeming("a cut code", "invalid_grant", ["code-unknown"]) { $0.set("code", "code-") },
        redeeming("no grant type", "invalid_request", ["token-request-malformed"]) { $0.remove("grant_type") },
        redeeming("a grant type that there is not", "unsupported_grant_type", ["grant-not-allowed"]) {
            $0.set("grant_type", "magic")
        },
        redeeming("a parameter twice", "invalid_request", ["token-request-malformed"]) { $0.add("code", "code-1") },
        Mistake(name: "a code twice", code: "invalid_grant", causes: ["code-reused"]) { session, answer in
            session.authorize()
            session.post(Session.redeem(), answer: .tokens())
            session.post(Session.redeem(), answer: answer)
        },
        Mistake(name: "a replaced refresh token", code: "invalid_grant", causes: ["refresh-token-rotated"]) {
            session, answer in
            session.authorize()
            session.post(Session.redeem(), answer: .tokens("a", refresh: "r1"))
            session.keep("a", refresh: "r1")
            session.post(Session.refresh("r1"), answer: .tokens("b", refresh: "r2"))
            session.keep("b", refresh: "r2", parent: 1)
            session.post(Session.refresh("r1"), answer: answer)
        },
        Mistake(name: "an access token as a refresh token", code: "invalid_grant", causes: ["wrong-credential"]) {
            session, answer in
            session.authorize()
            session.post(Session.redeem(), answer: .tokens("a", refresh: "r1"))
            session.keep("a", refresh: "r1")
            session.post(Session.refresh("a"), answer: answer)
        },
    ]
}

/// How servers refuse.
private enum ForeignAnswer {
    static func random(_ code: String, _ random: inout SeededGenerator) -> HTTPResponse {
        let status = [400, 400, 401, 403].randomElement(using: &random) ?? 400
        let words =
            [
                nil, nil, "Bad Request", "The request could not be processed.", "Ungültige Anfrage.", "無効なリクエストです。",
                "The code is unknown, expired, used, or the redirect_uri, the client or the verifier does not match.",
            ].randomElement(using: &random) ?? nil
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return HTTPResponse(status: status)
        case 1: return json(status, ["error": ["message": JSON(words ?? "Error"), "code": 100]])
        case 2: return json(status, JSON(present: [("title", "Bad Request"), ("detail", words.map { JSON($0) })]))
        default:
            return json(
                status, JSON(present: [("error", JSON(code)), ("error_description", words.map { JSON($0) })]))
        }
    }

    private static func json(_ status: Int, _ json: JSON) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: [HTTPHeader("Content-Type", "application/json")], body: Array(json.text().utf8))
    }
}
