import HTTPMessage
import JSONKit
import OAuthCore
import OAuthFlows
import OAuthSupport
import Testing

@Suite struct OAuthRequestTests {
    private func draft() throws -> OAuthRequest {
        try TokenRequest.authorizationCode("c", redirectURI: "http://127.0.0.1/cb", verifier: "v", client: client)
            .draft(for: server)
    }

    @Test func parametersCanBeSetReplacedRemovedAndRepeated() throws {
        var request = try draft()
        request.set("code_verifier", "wrong")
        request.set("audience", "a b")
        request.parameters.add("code", "again")
        request.remove("redirect_uri")
        #expect(
            request.httpRequest.body.map { String(decoding: $0, as: UTF8.self) } == """
                grant_type=authorization_code&code=c&code_verifier=wrong&audience=a+b&code=again
                """)
    }

    @Test func credentialsCanBeLeftOut() throws {
        var basic = try draft()
        let wasThere = basic.remove("authorization")
        #expect(wasThere)
        #expect(basic.httpRequest.headers["Authorization"] == nil)
        let isThere = basic.remove("authorization")
        #expect(!isThere)

        var post = try draft()
        post.headers["Authorization"] = nil
        try context(method: "client_secret_post").authenticate(&post)
        post.remove("client_secret")
        #expect(post.parameters.first("client_secret") == nil)
        #expect(post.parameters.first("client_id") == "s6BhdRkqt3")
    }

    @Test func valuesOfOtherTypesBecomeText() throws {
        var request = try draft()
        request.set("max_age", 0)
        #expect(request.parameters.first("max_age") == "0")
    }

    @Test func membersOfAJSONBodyCanBeSetAndRemoved() throws {
        var request = OAuthRequest("POST", "https://api.example/x", content: .json(["a": 1, "b": 2]))
        request.set("b", [true])
        request.set("c", "d")
        request.remove("a")
        #expect(request.content == .json(["b": [true], "c": "d"]))
        #expect(request.query.isEmpty)
        let body = try #require(request.httpRequest.body)
        #expect(try JSON(parsing: body) == ["b": [true], "c": "d"])
    }

    /// What the query has already, and how it is spelled, is nobody's to change.
    @Test(arguments: [
        ("https://as.example/a", "https://as.example/a?x=1+2"),
        ("https://as.example/a?", "https://as.example/a?x=1+2"),
        ("https://as.example/a?t=a%2fb&&=&%zz", "https://as.example/a?t=a%2fb&&=&%zz&x=1+2"),
        ("HTTPS://AS.example:443/./a/%7Eb", "HTTPS://AS.example:443/./a/%7Eb?x=1+2"),
        ("https://as.example/a#f?g", "https://as.example/a?x=1+2#f?g"),
    ])
    func theURLStaysByteForByte(url: String, target: String) {
        #expect(OAuthRequest("GET", url, query: ["x": "1 2"]).httpRequest.url == target)
        #expect(OAuthRequest("GET", url).httpRequest.url == url)
    }

    @Test func bytesGoAsTheyAre() {
        let request = OAuthRequest("PUT", "https://api.example/x", content: .bytes([0, 255]))
        #expect(request.httpRequest == HTTPRequest("PUT", "https://api.example/x", body: [0, 255]))
    }
}
