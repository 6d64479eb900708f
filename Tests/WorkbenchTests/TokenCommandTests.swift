import Answers
import BenchSupport
import Crypto
import Diagnostics
import Encodings
import Foundation
import HTTPMessage
import JSONKit
import OAuthCore
import Script
import Testing

@testable import Workbench

/// `token verify`, `token inspect`, `token show` and `scopes` on answers of servers that do not go by the book.
@Suite struct TokenCommandTests {
    private static let key = P256.Signing.PrivateKey()
    private static let now: Int64 = 1_795_478_645

    private static func jwk(_ kid: String) -> JSON {
        let point = Array(key.publicKey.rawRepresentation)
        return [
            "kty": "EC", "crv": "P-256", "kid": JSON(kid), "x": JSON(Base64URL.encode(point.prefix(32))),
            "y": JSON(Base64URL.encode(point.suffix(32))),
        ]
    }

    private static func keys(_ kids: String...) -> HTTPResponse { .json(["keys": JSON(kids.map(jwk))]) }

    private static func jwt(_ changes: [String: JSON?] = [:], header: JSON = ["alg": "ES256", "kid": "one"]) throws
        -> String
    {
        var claims: JSON = ["iss": "https://api.example", "sub": "ada", "aud": "my-client"]
        claims = claims.setting("exp", to: JSON(now + 300)).setting("iat", to: JSON(now))
        for (name, value) in changes { claims = claims.setting(name, to: value) }
        let input = [header, claims].map { Base64URL.encode($0.text().utf8) }.joined(separator: ".")
        return "\(input).\(Base64URL.encode(try key.signature(for: Array(input.utf8)).rawRepresentation))"
    }

    private static func tokens(_ members: JSON) -> HTTPResponse {
        var json: JSON = [
            "access_token": "access-token-1", "token_type": "Bearer", "expires_in": 3600, "scope": "read write",
        ]
        for member in members.members ?? [] {
            json = json.setting(member.name, to: member.value.isNull ? nil : member.value)
        }
        return .json(json)
    }

    private static let provider =
        Bench.ready
        + "provider set issuer=https://api.example jwks_uri=https://api.example/jwks\nauthorize nonce=\nexchange\n"

    private func last(_ bench: Bench) async -> JSON { await bench.display.answers.last?.json ?? .null }

    /// The newest list of checks, which may have other answers behind it.
    private func report(_ bench: Bench) async -> JSON {
        await bench.display.answers.compactMap(\.json).last { $0["checks"] != nil } ?? .null
    }

    private func verified(_ token: String, _ answers: [HTTPResponse], _ line: String = "token verify --access") async
        -> (bench: Bench, codes: [String])
    {
        let bench = await Bench([Self.tokens(["access_token": JSON(token)])] + answers)
        return (bench, await bench.run(Self.provider + line))
    }

    @Test func aGoodTokenPasses() async throws {
        let (bench, codes) = await verified(try Self.jwt(), [Self.keys("one")])
        #expect(codes == [])
        #expect(await report(bench)["passed"] == true)
        #expect(await report(bench)["not_checked"] == [])
    }

    @Test func aTokenThatFailsHasTheCodeOfItsStep() async throws {
        let (bench, codes) = await verified(try Self.jwt(["exp": JSON(Self.now - 300)]), [Self.keys("one")])
        #expect(codes == ["token-time"])
        #expect(await report(bench)["passed"] == false)
    }

    /// Nothing is passed whose keys did not come; it is neither good nor bad, and the exit code says so.
    @Test(arguments: [500, 404, 200, 302])
    func keysThatDoNotComeLeaveItOpen(status: Int) async throws {
        let page = HTTPResponse(
            status: status, headers: [HTTPHeader("Content-Type", "text/html"), HTTPHeader("Location", "/login")],
            body: Array("<html>".utf8))
        let (bench, codes) = await verified(try Self.jwt(), [page])
        #expect(codes == ["unverified-key"])
        let answer = await report(bench)
        #expect(answer["passed"]?.isNull == true)
        #expect(answer["not_checked"] == ["key", "signature"])
        let failure = try #require(
            await bench.workbench.run(ScriptSource(.commandLine, text: "token verify --access")).first)
        #expect(failure.exitCode == 4)
        #expect(failure.found?.contains("signature not checked") == true)
    }

    @Test func keysAreFetchedOnceMore() async throws {
        let (bench, codes) = await verified(try Self.jwt(), [Self.keys("old"), Self.keys("old", "one")])
        #expect(codes == [])
        #expect(await report(bench)["keys_note"]?.string?.contains("fetched again") == true)
        #expect(bench.transport.requests.last?.headers["Cache-Control"] == "no-cache")
        let (other, failed) = await verified(try Self.jwt(), [Self.keys("old"), Self.keys("old"), Self.keys("one")])
        #expect(failed == ["token-key"])
        #expect(other.transport.requests.count == 3)
    }

    @Test func aProfileAndAnAudienceMayBeAskedFor() async throws {
        let token = try Self.jwt(["aud": "https://api.example/v1"])
        for (options, code) in [
            ("--audience https://api.example/v1", nil), ("--audience https://api.example", "token-audience"),
            ("--profile rfc9068 --audience https://api.example/v1", "token-type"), ("--profile odd", "option-value"),
        ] as [(String, String?)] {
            let (_, codes) = await verified(token, [Self.keys("one")], "token verify --access \(options)")
            #expect(codes == [code].compactMap(\.self), "\(options)")
        }
    }

    @Test func aTokenMayBeGivenAsText() async throws {
        let token = try Self.jwt(["aud": "my-client", "nonce": "n"])
        for text in [token, "\"Bearer \(token)\""] {
            let bench = await Bench([Self.tokens([:]), Self.keys("one")])
            #expect(await bench.run(Self.provider + "token verify \(text)") == [])
            #expect(await report(bench)["profile"] == "id-token")
            #expect(await bench.run("token inspect \(text)") == [])
            #expect(await last(bench)["claims"]?["sub"] == "ada")
        }
        let file = Bench.newFolder() + ".jwt"
        try Data("\(token)\n".utf8).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let bench = await Bench([Self.tokens([:])])
        #expect(await bench.run(Self.provider + "token inspect @\(file)") == [])
        #expect(await last(bench)["header"]?["kid"] == "one")
        #expect(await bench.run("token inspect \"two words.and more\"") == ["not-a-token"])
        #expect(await bench.run("token inspect 99") == ["unknown-token"])
    }

    @Test func anEncryptedTokenIsNamed() async throws {
        let header = Base64URL.encode(Array(#"{"alg":"dir","enc":"A256GCM"}"#.utf8))
        let bench = await Bench([Self.tokens(["access_token": JSON("\(header)..AAAA.BBBB.CCCC")])])
        #expect(await bench.run(Self.provider + "token inspect") == [])
        #expect(await last(bench)["encrypted"] == true)
        #expect(await last(bench)["header"] == ["alg": "dir", "enc": "A256GCM"])
        let failure = try #require(await bench.workbench.run(ScriptSource(.commandLine, text: "token verify")).first)
        #expect(failure.code == "unverified-encryption" && failure.exitCode == 4)
    }

    @Test func theEndOfARefreshTokenIsKept() async {
        let bench = await Bench([Self.tokens(["refresh_token": "r-1", "refresh_expires_in": 1800])])
        #expect(await bench.run(Self.provider + "token show") == [])
        #expect(await last(bench)["refresh_expires"] == JSON(Self.now + 1800))
        #expect(await bench.run("expect {{token.refresh_expires}} == \(Self.now + 1800)") == [])
    }

    /// What is odd about a token response is told with the tokens, and by `why`, which finds nothing wrong.
    @Test func deviationsAreTold() async {
        let answer = HTTPResponse.json(["accessToken": "access-token-1", "tokenType": "bot", "expiresIn": 60])
        let bench = await Bench([answer])
        #expect(await bench.run(Self.provider) == [])
        #expect(await bench.run("why") == [])
        let why = await last(bench)
        #expect(why["nothing_wrong"] == true)
        let remarks = why["remarks"]?.elements?.compactMap(\.string).joined() ?? ""
        #expect(remarks.contains("accessToken") && remarks.contains("bot"))
    }

    @Test func aTokenWithoutTypeIsUsedAndExplained() async {
        let bench = await Bench([Self.tokens(["token_type": .null]), .json(["ok": true])])
        #expect(await bench.run(Self.provider) == [])
        #expect(await bench.run("why") == [])
        #expect(await last(bench)["cause"] == "token-type")
        #expect(await bench.run("get https://api.example/me") == [])
        #expect(bench.transport.requests.last?.headers["Authorization"] == "Bearer access-token-1")
    }

    /// A scope that is granted under another name is not lost.
    @Test func theLedgerKnowsOtherNames() async {
        let granted = "https://www.googleapis.com/auth/userinfo.email user"
        let bench = await Bench([Self.tokens(["scope": JSON(granted)])])
        let lines = Self.provider.replacing(
            "authorize nonce=", with: "authorize scope=\"email user user:email calendar\"")
        #expect(await bench.run(lines + "scopes") == [])
        let rows = await last(bench)["scopes"]?.elements ?? []
        let lost = rows.filter { $0["lost_at"]?.isNull == false }.compactMap { $0["scope"]?.string }
        #expect(lost == ["calendar"])
        #expect(
            rows.compactMap { $0["scope"]?.string } == ["email", "user", "user:email", "calendar", "read", "write"])
        let remarks = rows.compactMap { $0["remark"]?.string }
        #expect(
            remarks == [
                "email was granted as https://www.googleapis.com/auth/userinfo.email",
                "user:email was granted within user",
            ])
    }
}
