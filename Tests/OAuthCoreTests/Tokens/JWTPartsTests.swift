import Encodings
import JSONKit
import OAuthCore
import OAuthSupport
import Testing

@Suite struct JWTPartsTests {
    /// RFC 7515 §A.1.
    private let signingInput =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
        + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    private let signature = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"

    private func code(_ token: String) -> OAuthError.Code? {
        failure { () throws(OAuthError) in try JWTParts(reading: token) }?.code
    }

    @Test func readsTheVector() throws {
        let parts = try JWTParts(reading: "\(signingInput).\(signature)")
        #expect(parts.algorithm == "HS256")
        #expect(parts.type == "JWT")
        #expect(parts.keyID == nil)
        #expect(parts.claims == ["iss": "joe", "exp": 1_300_819_380, "http://example.com/is_root": true])
        #expect(parts.signingInput == signingInput)
        #expect(Base64URL.encode(parts.signature) == signature)
        #expect(try JWTParts(reading: "\(signingInput).").signature.isEmpty)
    }

    @Test(arguments: [
        ("", "no dots"), ("opaque", "no dots"), ("a.b", "1 dots"), ("a.b.c.d.e", "encrypted"), ("..", "not JSON"),
        ("e30=.e30.", "header is not base64url"), ("e30.e30.=", "signature"),
        ("W10.e30.", "header is not a JSON object"),
        ("e30.MQ.", "payload is not a JSON object"), ("e30.eyJhIjoxLCJhIjoyfQ.", "comes twice"),
    ])
    func saysWhyATokenIsOpaque(token: String, reason: String) {
        let error = failure { () throws(OAuthError) in try JWTParts(reading: token) }
        #expect(error?.code == .tokenOpaque)
        #expect(error?.found.contains(reason) == true, "\(error?.found ?? "")")
    }

    @Test func isBounded() {
        #expect(code(String(repeating: "a", count: JWTParts.limit) + "..") == .tokenOpaque)
        let nested = Base64URL.encode(Array(repeating: UInt8(ascii: "["), count: 100_000))
        #expect(code("e30.\(nested).") == .tokenOpaque)
    }
}
