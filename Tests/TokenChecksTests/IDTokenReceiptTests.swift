import Encodings
import JSONKit
import OAuthCore
import OAuthSupport
import Testing
import TokenChecks

/// An ID token as it comes with a token response, without any key (OpenID Connect Core §3.1.3.7, §12.2).
@Suite struct IDTokenReceiptTests {
    private let issuer = "https://issuer.example"
    private let now: Int64 = 1_700_000_000

    private func refusal(
        _ changes: [String: JSON?], issuer: String? = "https://issuer.example", nonce: String? = "n-1",
        accessToken: String? = nil, isRefresh: Bool = false
    ) -> String? {
        var claims: JSON = ["iss": "https://issuer.example", "sub": "u", "aud": "client", "nonce": "n-1"]
        claims = claims.setting("exp", to: JSON(now + 60)).setting("iat", to: JSON(now))
        for (name, value) in changes { claims = claims.setting(name, to: value) }
        let text = [#"{"alg":"RS256"}"#, claims.text(), "x"].map { Base64URL.encode(Array($0.utf8)) }
        let expected = TokenExpectation(
            issuer: issuer, clientID: "client", nonce: nonce, accessToken: accessToken, keys: nil, now: now)
        return IDTokenReceipt(text.joined(separator: "."), expected, isRefresh: isRefresh)?.refusal?.name
    }

    @Test func whatIsRightPasses() {
        #expect(refusal([:]) == nil)
        #expect(refusal(["aud": ["client", "other"]]) == nil)
        #expect(refusal(["nonce": nil], isRefresh: true) == nil)
        #expect(refusal([:], nonce: nil) == nil)
    }

    @Test func whatIsWrongIsNamed() {
        #expect(refusal(["iss": "https://issuer.example/"]) == "issuer")
        #expect(refusal(["aud": "another"]) == "audience")
        #expect(refusal(["azp": "another"]) == "azp")
        #expect(refusal(["exp": JSON(now - 3600)]) == "time")
        #expect(refusal(["iat": JSON(now + 3600)]) == "iat")
        #expect(refusal(["nonce": "n-2"]) == "nonce")
        #expect(refusal(["nonce": nil]) == "nonce")
        #expect(refusal(["nonce": "n-2"], isRefresh: true) == "nonce")
        #expect(refusal(["at_hash": "AAAA"], accessToken: "at") == "at_hash")
    }

    /// A tenant's token under metadata of all tenants.
    @Test(arguments: ["{tenantid}", "common", "organizations"]) func tenantsAreFilledIn(_ segment: String) {
        let issuer = "https://login.example/\(segment)/v2.0"
        #expect(refusal(["tid": "t-1", "iss": "https://login.example/t-1/v2.0"], issuer: issuer) == nil)
        #expect(refusal(["tid": "t-1", "iss": "https://login.example/t-2/v2.0"], issuer: issuer) == "issuer")
        #expect(refusal(["tid": "t-1", "iss": "https://other.example/t-1/v2.0"], issuer: issuer) == "issuer")
    }

    /// A path that is called so is no tenant's.
    @Test func aPathIsNoTenant() {
        #expect(refusal([:], issuer: "https://login.example/common") == "issuer")
    }

    /// A template that nothing fills in, and a recording whose secrets are hidden.
    @Test func whatCannotBeComparedIsNot() {
        #expect(refusal([:], issuer: "https://login.example/{tenantid}/v2.0") == nil)
        #expect(refusal([:], issuer: nil) == nil)
        #expect(refusal(["at_hash": "AAAA"], accessToken: "masked-at-1234") == nil)
        let expected = TokenExpectation(issuer: issuer, clientID: "client", keys: nil, now: now)
        #expect(IDTokenReceipt("an.encrypted.token.of.five", expected, isRefresh: false)?.refusal == nil)
    }
}
