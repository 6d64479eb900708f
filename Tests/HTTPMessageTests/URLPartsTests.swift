import HTTPMessage
import Testing

@Suite struct URLPartsTests {
    @Test func partsStayAsTheyAre() throws {
        let parts = try #require(URLParts("HTTPS://u:p@Example.COM:08443/%7e/../x;y?a=b?c#d#e"))
        #expect(parts.scheme == "HTTPS")
        #expect(parts.userinfo == "u:p")
        #expect(parts.host == "Example.COM")
        #expect(parts.port == 8443)
        #expect(parts.path == "/%7e/../x;y")
        #expect(parts.query == "a=b?c")
        #expect(parts.fragment == "d#e")
        #expect(parts.origin == "https://example.com:8443")
    }

    @Test(arguments: [
        ("http://a", "http://a"), ("http://a:80/", "http://a"), ("https://A:443?x", "https://a"),
        ("http://a:/", "http://a"),
        ("https://a:80", "https://a:80"), ("http://[::1]:8080/", "http://[::1]:8080"),
    ])
    func origins(url: String, origin: String) {
        #expect(URLParts(url)?.origin == origin)
    }

    @Test(arguments: [
        "", "a", "/a", "//a/b", "http:/a", "http:a", "http://", "http:///a", "http://:80/", "http://a:b/",
        "http://a:99999/",
        "http://a:-1/", "http://a\\b/", "http://a b/", "http://[::1/", "http://[]/", "http://[::1]x/", "http://é/",
        "http://a%2fb/", "://a/", "1http://a/", "http://a:+1/",
    ])
    func refused(url: String) {
        #expect(URLParts(url) == nil)
    }

    @Test(arguments: [
        ("localhost", true), ("LOCALHOST.", true), ("a.localhost", true), ("127.0.0.1", true), ("127.255.1.2", true),
        ("[::1]", true), ("127.0.0.1.example", false), ("localhost.example", false), ("notlocalhost", false),
        ("128.0.0.1", false), ("127.0.0.256", false), ("[::2]", false), ("0.0.0.0", false),
    ])
    func loopback(host: String, isLoopback: Bool) {
        #expect(URLParts("http://\(host):1/")?.isLoopback == isLoopback)
    }
}
