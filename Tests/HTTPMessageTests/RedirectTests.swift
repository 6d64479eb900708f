import HTTPMessage
import Testing

extension Transport {
    /// Sends a request and follows its redirects; returns one exchange for each request, in order.
    fileprivate func send(_ request: HTTPRequest, following policy: RedirectPolicy) async -> [HTTPExchange] {
        var exchanges = [await send(request, options: TransportOptions(), onBody: nil)]
        var trail = RedirectTrail(policy)
        while let next = trail.next(after: exchanges[exchanges.count - 1]) {
            if let refusal = next.refusal {
                exchanges.append(refusal)
            } else {
                exchanges.append(await send(next.request, options: TransportOptions(), onBody: nil))
            }
        }
        return exchanges
    }
}

@Suite struct RedirectTests {
    private func follow(
        _ request: HTTPRequest, _ pages: [String: (status: Int, location: String)], credentialHeaders: [String] = [],
        limit: Int = 10
    ) async -> [HTTPExchange] {
        await PageTransport(pages: pages).send(
            request, following: .follow(limit: limit, credentialHeaders: credentialHeaders))
    }

    @Test func neverIsTheRedirectItself() async {
        let transport = PageTransport(pages: ["http://a/": (302, "/b")])
        let exchanges = await transport.send(HTTPRequest("GET", "http://a/"), following: .never)
        #expect(exchanges.map { $0.response?.status } == [302])
    }

    @Test(
        "Method and body (RFC 9110 §15.4)",
        arguments: [
            (301, "POST", "GET"), (302, "POST", "GET"), (303, "POST", "GET"), (307, "POST", "POST"),
            (308, "POST", "POST"), (301, "PUT", "PUT"), (302, "DELETE", "DELETE"), (303, "PUT", "GET"),
            (303, "HEAD", "HEAD"), (302, "HEAD", "HEAD"), (307, "GET", "GET"),
        ])
    func methods(status: Int, method: String, nextMethod: String) async {
        let headers: HTTPHeaders = [
            HTTPHeader("Content-Type", "a/b"), HTTPHeader("Authorization", "x"),
            HTTPHeader("Transfer-Encoding", "chunked"),
        ]
        let body: [UInt8]? = method == "GET" || method == "HEAD" ? nil : [1, 2]
        let request = HTTPRequest(method, "http://a/1", headers: headers, body: body)
        let exchanges = await follow(request, ["http://a/1": (status, "2")])
        #expect(exchanges.map(\.request.url) == ["http://a/1", "http://a/2"])
        let next = exchanges[1].request
        #expect(next.method == nextMethod)
        #expect(next.headers["Authorization"] == "x")
        let keepsBody = nextMethod == method
        #expect(next.body == (keepsBody ? body : nil))
        #expect(next.headers["content-type"] == (keepsBody ? "a/b" : nil))
        #expect(next.headers["Transfer-Encoding"] == (keepsBody ? "chunked" : nil))
    }

    @Test(
        "Credentials never reach another origin",
        arguments: ["http://b/", "https://a/", "http://a:81/", "//b/", "http://a.b/", "http://A.:80/"])
    func credentials(location: String) async {
        let names = ["Authorization", "cookie", "Proxy-Authorization", "dpop", "X-Key", "Host"]
        let headers = HTTPHeaders(names.map { HTTPHeader($0, "secret") } + [HTTPHeader("Accept", "x")])
        let exchanges = await follow(
            HTTPRequest("GET", "http://a/", headers: headers), ["http://a/": (302, location)],
            credentialHeaders: ["x-key"])
        #expect(exchanges.count == 2)
        #expect(exchanges[1].request.headers == [HTTPHeader("Accept", "x")])
    }

    @Test func credentialsDoNotComeBackOnTheWayHome() async {
        let headers: HTTPHeaders = [HTTPHeader("Authorization", "secret")]
        let exchanges = await follow(
            HTTPRequest("GET", "https://a/", headers: headers),
            ["https://a/": (302, "http://a/"), "http://a/": (302, "https://a/2")])
        #expect(exchanges.map { $0.request.headers["Authorization"] } == ["secret", nil, nil])
    }

    @Test(arguments: ["http://A:80/2", "HTTP://a/2", "//a/2", "/2", "?x"])
    func credentialsStayWithinTheOrigin(location: String) async {
        let headers: HTTPHeaders = [HTTPHeader("Authorization", "secret")]
        let exchanges = await follow(HTTPRequest("GET", "http://a/", headers: headers), ["http://a/": (302, location)])
        #expect(exchanges.last?.request.headers == headers)
    }

    @Test(arguments: [307, 308])
    func bodiesDoNotLeaveTheirOrigin(status: Int) async throws {
        let request = HTTPRequest(
            "POST", "https://a/token", headers: [HTTPHeader("Authorization", "secret")],
            body: Array("client_secret=x".utf8))
        let exchanges = await follow(request, ["https://a/token": (status, "https://b/token")])
        #expect(exchanges.count == 2)
        #expect(exchanges[1].failure?.code == .redirectRefused)
        #expect(exchanges[1].request == HTTPRequest("POST", "https://b/token"))
    }

    @Test func circles() async throws {
        let exchanges = await follow(
            HTTPRequest("GET", "http://a/1"),
            ["http://a/1": (302, "/2"), "http://a/2": (302, "/1?code=secret"), "http://a/1?code=secret": (302, "/2")])
        #expect(exchanges.count == 4)
        let failure = try #require(exchanges.last?.failure)
        #expect(failure.code == .redirectLoop)
        #expect(
            failure.message
                == "redirect 3 leads back to http://a/2, where request 2 went; the server redirects in a circle")
    }

    @Test func tooFar() async throws {
        var pages: [String: (status: Int, location: String)] = [:]
        for page in 0..<30 { pages["http://a/\(page)"] = (302, "/\(page + 1)?") }
        for page in 0..<30 { pages["http://a/\(page)?"] = (302, "/\(page + 1)?") }
        let exchanges = await follow(HTTPRequest("GET", "http://a/0"), pages, limit: 3)
        #expect(exchanges.map(\.request.url).count == 5)
        #expect(exchanges.last?.failure?.code == .tooManyRedirects)
        #expect(exchanges.dropLast().allSatisfy { $0.response?.status == 302 })
    }

    @Test func fragmentsAreInherited() async {
        let pages = ["http://a/#f": (status: 302, location: "/b"), "http://a/b#f": (status: 302, location: "/c#g")]
        let exchanges = await follow(HTTPRequest("GET", "http://a/#f"), pages)
        #expect(exchanges.map(\.request.url) == ["http://a/#f", "http://a/b#f", "http://a/c#g"])
    }

    @Test func noLocationIsNoRedirect() async {
        let exchanges = await follow(HTTPRequest("GET", "http://a/"), ["http://a/": (304, "/x")])
        #expect(exchanges.map { $0.response?.status } == [304])
    }
}

/// Answers by a table; what is not in it is 200.
private struct PageTransport: Transport {
    let pages: [String: (status: Int, location: String)]

    func send(_ request: HTTPRequest, options: TransportOptions, onBody: (@Sendable ([UInt8]) -> Void)?) async
        -> HTTPExchange
    {
        var response = HTTPResponse(status: 200)
        if let page = pages[request.url] {
            response = HTTPResponse(status: page.status, headers: [HTTPHeader("Location", page.location)])
        }
        return HTTPExchange(request: request, outcome: .response(response), startedAt: 0)
    }
}
