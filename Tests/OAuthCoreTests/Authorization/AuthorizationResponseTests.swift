import HTTPMessage
import OAuthCore
import OAuthSupport
import Testing

@Suite struct AuthorizationResponseTests {
    private static let promising = AuthorizationExpectation(
        state: "xyz", redirectURI: "http://127.0.0.1:5000/cb", issuer: "https://as.example", issuerIsPromised: true)
    private static let silent = AuthorizationExpectation(
        state: "xyz", redirectURI: "http://127.0.0.1:5000/cb", issuer: "https://as.example")

    private func processed(
        _ callback: String, _ expectation: AuthorizationExpectation = silent
    ) throws(OAuthError) -> AuthorizationResponse {
        try AuthorizationResponse.process(callback, expecting: expectation)
    }

    @Test(arguments: [
        "http://127.0.0.1:5000/cb?code=a%2Bb&state=xyz", "?code=a%2Bb&state=xyz", "code=a%2Bb&state=xyz",
        " \n http://127.0.0.1:5000/cb?code=a%2Bb&state=xyz#_=_\r\n",
    ])
    func takesURLsAndQueries(callback: String) throws {
        let response = try processed(callback)
        #expect(response.code == "a+b")
        #expect(response.state == "xyz")
        #expect(response.warnings.isEmpty)
    }

    @Test func keepsWhatElseCame() throws {
        let response = try processed("?code=a&state=xyz&session_state=1&session_state=2&iss=https%3A%2F%2Fas.example")
        #expect(response.parameters.all("session_state") == ["1", "2"])
        #expect(response.issuer == "https://as.example")
        #expect(response.warnings.map(\.code) == ["issuer-unannounced"])
    }

    @Test(arguments: [
        ("?code=a&state=xyz", "issuer-missing"), ("?error=access_denied&state=xyz", "issuer-missing"),
        ("?code=a&state=xyz&iss=", "issuer-mismatch"), ("?code=a&state=xyz&iss=https://as.example/", "issuer-mismatch"),
        ("?error=access_denied&state=xyz&iss=https://evil.example", "issuer-mismatch"),
        ("?code=a", "state-missing"), ("?error=access_denied", "state-missing"), ("?code=a&state=", "state-mismatch"),
        ("?code=a&state=xyZ", "state-mismatch"), ("?code=a&state=xyz&state=xyz", "parameter-repeated"),
        ("?code=a&code=b&state=xyz", "parameter-repeated"), ("?error=a&error=b&state=xyz", "parameter-repeated"),
        ("?code=a&state=xyz&iss=a&iss=b", "parameter-repeated"),
        ("?state=xyz&iss=https://as.example", "code-missing"),
        ("?code=&state=xyz&iss=https://as.example", "code-missing"),
        ("http://127.0.0.1:5001/cb?code=a&state=xyz", "redirect-uri-mismatch"),
        ("http://127.0.0.1:5000/cb/?code=a&state=xyz", "redirect-uri-mismatch"),
        ("http://localhost:5000/cb?code=a&state=xyz", "redirect-uri-mismatch"),
        ("http://127.0.0.1:5000/cb", "callback-malformed"), ("", "callback-malformed"), ("abc", "callback-malformed"),
        ("http://127.0.0.1:5000/cb#top", "callback-malformed"),
    ])
    func refusesWhatIsWrong(callback: String, code: String) {
        let error = failure { () throws(OAuthError) in try processed(callback, AuthorizationResponseTests.promising) }
        #expect(error?.code.rawValue == code)
        #expect(error?.advice.isEmpty == false)
        #expect(error?.description.contains("xyz") == false)
    }

    @Test func keepsTheServersWords() {
        let error = failure { () throws(OAuthError) in
            try processed("?error=access_denied&error_description=No%1B%5B31m+way&error_uri=https://e&state=xyz")
        }
        #expect(error?.code == .refused)
        #expect(error?.name == "access_denied")
        #expect(
            error?.server == ServerError(error: "access_denied", description: "No\u{1B}[31m way", uri: "https://e"))
        #expect(error?.server?.description == "No�[31m way")
    }

    @Test func aStateThatNobodySentIsRefused() throws {
        let expectation = AuthorizationExpectation(state: nil, redirectURI: nil)
        #expect(try processed("?code=a", expectation).code == "a")
        #expect(
            failure { () throws(OAuthError) in try processed("?code=a&state=x", expectation) }?.code
                == .stateUnexpected)
    }

    @Test func theRedirectURIsOwnQueryStays() throws {
        let expectation = AuthorizationExpectation(state: nil, redirectURI: "https://c.example/cb?a=b%20c")
        #expect(try processed("https://c.example/cb?a=b+c&code=x", expectation).code == "x")
        #expect(
            failure { () throws(OAuthError) in try processed("https://c.example/cb?code=x", expectation) }?.code
                == .redirectURIMismatch)
    }

    @Test func aMissingPathIsARoot() throws {
        let expectation = AuthorizationExpectation(state: nil, redirectURI: "http://127.0.0.1:5000")
        #expect(try processed("http://127.0.0.1:5000/?code=x", expectation).code == "x")
    }

    @Test func readsFragmentsAndSaysSo() throws {
        let response = try processed("http://127.0.0.1:5000/cb#code=a&state=xyz")
        #expect(response.code == "a")
        #expect(response.warnings.map(\.code) == ["callback-fragment"])
    }

    @Test func otherResponseTypesNeedNoCode() throws {
        var expectation = AuthorizationResponseTests.silent
        expectation.responseType = "none"
        #expect(try processed("?state=xyz", expectation).code == nil)
    }

    @Test func notesBadEncoding() throws {
        let response = try processed("?code=a%ZZ&state=xyz&x=%FF")
        #expect(response.code == "a%ZZ")
        #expect(response.warnings.map(\.code) == ["callback-encoding", "callback-encoding"])
    }

    @Test func isBounded() {
        let long = "?state=xyz&code=" + String(repeating: "a", count: 1 << 17)
        #expect(failure { () throws(OAuthError) in try processed(long) }?.code == .callbackMalformed)
    }

    @Test func parametersCanBeReadUnjudged() throws {
        #expect(try AuthorizationResponse.parameters(of: "?state=a&state=b").all("state") == ["a", "b"])
    }
}
