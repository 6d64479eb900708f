import JSONKit
import OAuthCore
import Testing

@Suite struct IssuerTemplateTests {
    @Test(
        arguments: [
            ("https://as.example", [:], "https://as.example"),
            ("https://login.example/{tenantid}/v2.0", ["tid": "t-1"], "https://login.example/t-1/v2.0"),
            ("https://login.example/{tenantId}/v2.0", ["tid": "t-1"], "https://login.example/t-1/v2.0"),
            ("https://login.example/{tenant}", ["tenant_id": "t-1"], "https://login.example/t-1"),
            ("https://as.example/{realm}/{zone}", ["realm": "r", "zone": "z"], "https://as.example/r/z"),
            ("https://login.example/common/v2.0", ["tid": "t-1"], "https://login.example/t-1/v2.0"),
            ("https://login.example/consumers/v2.0", [:], "https://login.example/consumers/v2.0"),
            ("https://common/v2.0", ["tid": "t-1"], "https://common/v2.0"),
        ] as [(String, JSON, String)])
    func isFilledFromClaims(text: String, claims: JSON, issuer: String) {
        #expect(IssuerTemplate(text).filled(from: claims) == issuer)
    }

    /// What a claim says never changes the structure of the URL.
    @Test(
        arguments: [
            [:], ["tid": ""], ["tid": 7], ["tid": "a/b"], ["tid": "a?b"], ["tid": "a#b"], ["tid": "{tenantid}"],
            ["tid": "@evil"], ["tid": "a b"], ["tid": "ä"],
        ] as [JSON])
    func staysOpen(claims: JSON) {
        #expect(IssuerTemplate("https://login.example/{tenantid}/v2.0").filled(from: claims) == nil)
    }

    @Test(arguments: ["{", "}{", "{}", "{{}}", "https://{", "a{b}c{d", String(repeating: "{x}", count: 1000)])
    func oddTemplatesEndNothing(text: String) {
        #expect(IssuerTemplate(text).filled(from: ["tid": "t"]) == nil)
    }
}
