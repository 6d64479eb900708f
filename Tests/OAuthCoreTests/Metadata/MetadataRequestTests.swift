import OAuthCore
import OAuthSupport
import Testing

@Suite struct MetadataRequestTests {
    /// RFC 8414 §3.1 and OpenID Connect Discovery §4.1.
    @Test(arguments: [
        ("https://example.com", "", ""), ("https://example.com/", "", ""),
        ("https://example.com/issuer1", "/issuer1", "/issuer1"), ("https://example.com/a/b/", "/a/b", "/a/b"),
        ("http://127.0.0.1:8080/api/openai/v1", "/api/openai/v1", "/api/openai/v1"),
    ])
    func findsBothPlaces(issuer: String, inserted: String, prefix: String) throws {
        let origin = issuer.hasPrefix("https") ? "https://example.com" : "http://127.0.0.1:8080"
        let oauth = try MetadataRequest(issuer: issuer).draft()
        #expect(oauth.targetURL == "\(origin)/.well-known/oauth-authorization-server\(inserted)")
        #expect(oauth.method == "GET")
        #expect(
            try MetadataRequest(issuer: issuer, form: .openID).wellKnownURL()
                == "\(origin)\(prefix)/.well-known/openid-configuration")
    }

    @Test(arguments: [
        "", "example.com", "://x", "https://", "https:///a", "https://a?b", "https://a/#", "https://a b", "https://a\n",
        "https://a/?\u{301}",
    ])
    func refusesWhatIsNoIssuer(issuer: String) {
        let error = failure { () throws(OAuthError) in try MetadataRequest(issuer: issuer).draft() }
        #expect(error?.code == .issuerInvalid)
        #expect(error?.description.contains("\n") == false)
    }
}
