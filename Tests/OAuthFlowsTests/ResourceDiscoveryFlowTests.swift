import HTTPMessage
import JSONKit
import OAuthCore
import OAuthFlows
import OAuthSupport
import Testing

/// From the URL of a protected resource to its authorization server.
@Suite struct ResourceDiscoveryFlowTests {
    private let url = "https://api.example/mcp"
    private let server = "https://as.example"
    private let wellKnown = "GET https://api.example/.well-known/oauth-protected-resource/mcp"
    private let root = "GET https://api.example/.well-known/oauth-protected-resource"
    private let document = "GET https://as.example/.well-known/oauth-authorization-server"

    private func run(
        _ url: String, server: String? = nil, _ answers: [String: HTTPResponse]
    ) -> (outcome: DiscoveryOutcome?, error: OAuthError?, asked: [OAuthRequest]) {
        var flow = ResourceDiscoveryFlow(url: url, server: server, asksAll: true)
        var event = FlowEvent.begin
        var asked: [OAuthRequest] = []
        while true {
            do throws(OAuthError) {
                switch try flow.next(event, context()) {
                case .send(let request, _):
                    asked.append(request)
                    let name = "\(request.method) \(request.targetURL)"
                    event = .response(answers[name] ?? HTTPResponse(status: 404), to: request)
                case .done(let outcome): return (outcome, nil, asked)
                default: throw OAuthError(.eventUnexpected, doing: "", found: "", advice: "")
                }
            } catch {
                return (nil, error, asked)
            }
            if asked.count > 30 {
                Issue.record("the flow does not end")
                return (nil, nil, asked)
            }
        }
    }

    private func metadata(_ issuer: String) -> HTTPResponse { FlowMessage.metadata(of: issuer).standIn }

    private func resource(_ resource: String, _ servers: JSON = ["https://as.example"]) -> HTTPResponse {
        let json: JSON = ["resource": JSON(resource), "authorization_servers": servers, "scopes_supported": ["read"]]
        return answer(json.text())
    }

    private func challenge(_ parameters: String, status: Int = 401) -> HTTPResponse {
        answer("", status: status, headers: [HTTPHeader("WWW-Authenticate", "Bearer \(parameters)")])
    }

    @Test func theChallengeLeadsToTheServer() throws {
        let place = "https://api.example/somewhere/metadata"
        let run = run(
            url,
            [
                "GET \(url)": challenge("resource_metadata=\"\(place)\", scope=\"read write\""),
                "GET \(place)": resource(url),
                document: metadata(server),
            ])
        let outcome = try #require(run.outcome)
        #expect(outcome.server.issuer == server)
        let found = try #require(outcome.resource)
        #expect(found.identifier == url)
        #expect(found.place == place)
        #expect(found.scope == "read write")
        #expect(found.foundBy.contains("resource_metadata"))
        #expect(outcome.warnings == [])
        #expect(run.asked.allSatisfy { $0.headers["Authorization"] == nil })
    }

    @Test(arguments: [405, 404, 400]) func aResourceThatOnlyTakesPOSTIsAskedByPOST(status: Int) throws {
        let run = run(
            url,
            [
                "GET \(url)": HTTPResponse(status: status), "POST \(url)": challenge("resource_metadata=\"/m\""),
                "GET https://api.example/m": resource(url), document: metadata(server),
            ])
        #expect(run.outcome?.server.issuer == server)
        let post = try #require(run.asked.first { $0.method == "POST" })
        #expect(post.content == .json([:]))
        #expect(run.asked.filter { $0.method == "POST" }.count == 1)
    }

    @Test func theWellKnownAddressesWillDo() throws {
        for place in [wellKnown, root] {
            let run = run(
                url, ["GET \(url)": HTTPResponse(status: 401), place: resource(url), document: metadata(server)])
            #expect(run.outcome?.resource?.place == String(place.dropFirst(4)))
        }
    }

    @Test func aChallengeThatLeadsNowhereIsNotTheEnd() throws {
        let run = run(
            url,
            [
                "GET \(url)": challenge("resource_metadata=\"/gone\""), wellKnown: resource(url),
                document: metadata(server),
            ])
        #expect(run.outcome?.server.issuer == server)
    }

    @Test(arguments: ["https://api.example/mcp/", "https://api.example", "https://API.example/mcp"])
    func aDifferenceInTheResourceIsAWarning(name: String) throws {
        let run = run(
            url, ["GET \(url)": HTTPResponse(status: 401), wellKnown: resource(name), document: metadata(server)])
        #expect(run.outcome?.warnings.map(\.code) == ["resource-differs"])
        #expect(run.outcome?.resource?.identifier == name)
    }

    @Test func ofSeveralServersTheFirstOrTheChosenIsTaken() throws {
        let answers = [
            "GET \(url)": HTTPResponse(status: 401),
            wellKnown: resource(url, ["https://as.example", "https://two.example"]),
            document: metadata(server),
            "GET https://two.example/.well-known/openid-configuration": metadata("https://two.example"),
        ]
        let first = run(url, answers)
        #expect(first.outcome?.server.issuer == server)
        #expect(first.outcome?.warnings.map(\.code) == ["servers-several"])
        let chosen = run(url, server: "https://two.example", answers)
        #expect(chosen.outcome?.server.issuer == "https://two.example")
        #expect(chosen.outcome?.warnings == [])
        let other = run(url, server: server + "/x", answers)
        #expect(other.error != nil)
    }

    @Test func anIssuerIsStillTakenAsOne() throws {
        let run = run(server, [document: metadata(server)])
        #expect(run.outcome?.server.issuer == server)
        #expect(run.outcome?.resource == nil)
        #expect(run.asked.count == 2)
    }

    @Test func theAddressOfTheMetadataWillDo() throws {
        let place = String(wellKnown.dropFirst(4))
        let run = run(place, [wellKnown: resource(url), document: metadata(server)])
        #expect(run.outcome?.resource?.identifier == url)
        #expect(run.outcome?.warnings == [])
        #expect(run.asked.first?.targetURL == place)
    }

    @Test func aResourceWithoutMetadataHasItsOwnHostAsked() throws {
        let run = run(
            url,
            [
                "GET \(url)": challenge("realm=\"api\""),
                "GET https://api.example/.well-known/oauth-authorization-server": metadata("https://api.example"),
            ])
        #expect(run.outcome?.server.issuer == "https://api.example")
        #expect(run.outcome?.warnings.map(\.code) == ["resource-metadata-missing"])
        #expect(run.outcome?.resource?.identifier == url)
    }

    @Test func aResourceThatSaysNothingIsCalledOne() throws {
        let run = run(url, ["GET \(url)": challenge("realm=\"api\"")])
        let error = try #require(run.error)
        #expect(error.code == .resourceMetadataMissing)
        let index = try #require(error.messageIndex)
        #expect(run.asked.indices.contains(index) && run.asked[index].targetURL == url)
    }

    @Test func aServerThatIsNotFoundEndsIt() throws {
        let run = run(
            url,
            [
                "GET \(url)": HTTPResponse(status: 401), wellKnown: resource(url),
                document: metadata("https://other.example"),
            ])
        let error = try #require(run.error)
        #expect(error.code == .issuerMismatch)
        #expect(error.found.contains(wellKnown))
        let index = try #require(error.messageIndex)
        #expect(run.asked.indices.contains(index) && run.asked[index].targetURL == String(document.dropFirst(4)))
    }

    @Test func aResourceThatNamesNoServerEndsIt() throws {
        let run = run(url, ["GET \(url)": HTTPResponse(status: 401), wellKnown: resource(url, [])])
        #expect(run.error?.code == .missingMember)
        #expect(run.error?.advice.contains("--server") == true)
    }

    /// Neither an issuer nor a protected resource: the error is that of the search for an issuer.
    @Test func whatIsNeitherEndsWithWhatCameNearest() throws {
        let run = run(
            "https://web.example",
            ["GET https://web.example/.well-known/openid-configuration": answer("<html>", headers: [])])
        #expect(run.error?.code == .notOAuthResponse)
        #expect(run.error?.messageIndex == 1)
        #expect(run.error?.found.contains("POST https://web.example") == true)
    }

    @Test func whereNobodyAnswersTheResourceIsNotAsked() throws {
        var flow = ResourceDiscoveryFlow(url: server)
        _ = try flow.sent(after: .begin, context())
        let failure = FlowEvent.failed(TransportError(.connect, "nobody is there"))
        _ = try flow.sent(after: failure, context())
        #expect(flow.errorCode(after: failure, context()) == .unanswered)
    }
}
