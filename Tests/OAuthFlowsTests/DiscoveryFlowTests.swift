import HTTPMessage
import JSONKit
import OAuthCore
import OAuthFlows
import OAuthSupport
import Testing

@Suite struct DiscoveryFlowTests {
    private let issuer = "https://as.example/a"
    private let missing = HTTPResponse(status: 404)
    private let places = [
        "https://as.example/.well-known/oauth-authorization-server/a",
        "https://as.example/.well-known/openid-configuration/a",
        "https://as.example/a/.well-known/openid-configuration",
    ]

    /// Runs a flow against answers by address; other addresses answer 404.
    private func run(
        _ issuer: String, _ answers: [String: HTTPResponse], asksAll: Bool = true
    ) throws -> (outcome: DiscoveryOutcome?, error: OAuthError?, asked: [String]) {
        var flow = DiscoveryFlow(issuer: issuer, asksAll: asksAll)
        var event = FlowEvent.begin
        var asked: [String] = []
        while true {
            do throws(OAuthError) {
                switch try flow.next(event, context()) {
                case .send(let request, let message):
                    #expect(message.survivesFailure)
                    asked.append(request.targetURL)
                    event = .response(answers[request.targetURL] ?? missing, to: request)
                case .done(let outcome): return (outcome, nil, asked)
                default: throw OAuthError(.eventUnexpected, doing: "", found: "", advice: "")
                }
            } catch {
                return (nil, error, asked)
            }
        }
    }

    private func document(_ issuer: String, _ more: [(String, JSON)] = []) -> HTTPResponse {
        let json: JSON = [
            "issuer": JSON(issuer), "authorization_endpoint": "https://as.example/authorize",
            "token_endpoint": "https://as.example/token", "response_types_supported": ["code"],
        ]
        return answer(more.reduce(json) { $0.setting($1.0, to: $1.1) }.text())
    }

    @Test func triesEachPlaceThatTheSpecificationsName() throws {
        for place in places {
            let run = try run(issuer, [place: document(issuer)])
            #expect(run.asked == places)
            #expect(run.outcome?.server.issuer == issuer)
            #expect(run.outcome?.attempts.filter(\.isUsed).map(\.request) == ["GET \(place)"])
        }
        let plain = try run("https://as.example", [:])
        #expect(
            plain.asked == [
                "https://as.example/.well-known/oauth-authorization-server",
                "https://as.example/.well-known/openid-configuration",
            ])
    }

    @Test func joinsWhatTheDocumentsSay() throws {
        let run = try run(
            issuer,
            [
                places[0]: document(issuer, [("scopes_supported", ["a", "b"])]),
                places[2]: document(
                    issuer, [("jwks_uri", "https://as.example/jwks"), ("scopes_supported", ["b", "a"])]),
            ])
        let outcome = try #require(run.outcome)
        #expect(outcome.server.jwksURI == "https://as.example/jwks")
        #expect(outcome.warnings.map(\.code) == [])
    }

    @Test func stopsAtADocumentWithAllThatAFlowNeeds() throws {
        let whole = try run(issuer, [places[1]: document(issuer)], asksAll: false)
        #expect(whole.asked == Array(places.prefix(2)))
        let keys = document(
            issuer,
            [("authorization_endpoint", .null), ("token_endpoint", .null), ("jwks_uri", "https://as.example/k")])
        #expect(try run(issuer, [places[0]: keys], asksAll: false).asked == places)
    }

    @Test func tellsWhereTheDocumentsDiffer() throws {
        let run = try run(
            issuer,
            [
                places[0]: document(issuer),
                places[1]: document(
                    issuer,
                    [("token_endpoint", "https://as.example/other"), ("response_types_supported", ["code", "token"])]),
            ])
        let outcome = try #require(run.outcome)
        #expect(outcome.server.tokenEndpoint == "https://as.example/token")
        let warning = try #require(outcome.warnings.first { $0.code == "metadata-differs" })
        #expect(
            warning.message.contains("token_endpoint is https://as.example/other there, not https://as.example/token"))
        #expect(warning.message.contains("response_types_supported has also \"token\" there"))
    }

    @Test func goesOnAfterAFailure() throws {
        var flow = DiscoveryFlow(issuer: issuer, asksAll: true)
        _ = try flow.sent(after: .begin, context())
        let (second, message) = try flow.sent(after: .failed(TransportError(.timeout, "too slow")), context())
        let (third, _) = try flow.sent(after: .response(message.standIn, to: second), context())
        #expect(try flow.outcome(after: .response(missing, to: third), context()).server.issuer == issuer)
    }

    @Test func endsWithWhatCameNearest() throws {
        let broken = try run(issuer, [places[1]: answer("{}", status: 500)])
        #expect(broken.error?.status == 500)
        #expect(broken.error?.messageIndex == 1)
        let page = try run(
            issuer,
            [
                places[0]: answer("<html>", headers: [HTTPHeader("Content-Type", "text/html")]),
                places[1]: answer("{}", status: 500),
            ])
        #expect(page.error?.code == .notOAuthResponse)
        #expect(page.error?.messageIndex == 0)
        let error = try #require(page.error)
        for place in places { #expect(error.found.contains("GET \(place): ")) }
    }

    @Test func anotherIssuerCameNearestAndIsNotUsed() throws {
        let other = try run(issuer, [places[0]: document("https://other.example"), places[1]: answer("[]")])
        #expect(other.error?.code == .issuerMismatch)
        #expect(other.error?.messageIndex == 0)
        let right = try run(issuer, [places[0]: document("https://other.example"), places[2]: document(issuer)])
        #expect(right.outcome?.server.issuer == issuer)
    }

    @Test(arguments: ["{tenantid}", "{tenant}", "${realm}"]) func aTemplateIsRecognised(placeholder: String) throws {
        let run = try run(issuer, [places[2]: document("https://as.example/\(placeholder)/v2.0")])
        let error = try #require(run.error)
        #expect(error.code == .issuerMismatch)
        #expect(error.found.contains("\(placeholder) is a placeholder"))
        #expect(!error.advice.contains("use https"))
    }

    @Test(arguments: [
        ("https://as.example/a/.well-known/openid-configuration", "https://as.example/a"),
        ("https://as.example/.well-known/openid-configuration/a", "https://as.example/a"),
        ("https://as.example/.well-known/oauth-authorization-server/a", "https://as.example/a/"),
        ("https://as.example/.well-known/oauth-authorization-server", "https://as.example"),
    ])
    func theAddressOfTheDocumentWillDo(url: String, issuer: String) throws {
        let run = try run(url, [url: document(issuer)])
        #expect(run.asked.first == url)
        #expect(run.outcome?.server.issuer == issuer)
        let other = try self.run(url, [url: document("https://other.example")])
        #expect(other.error?.code == .issuerMismatch)
    }

    @Test func anIssuerOfKeysAloneIsTaken() throws {
        let json =
            #"{"issuer": "https://as.example/a", "jwks_uri": "https://as.example/jwks", "response_types_supported": ["id_token"]}"#
        let run = try run(issuer, [places[2]: answer(json)])
        #expect(run.outcome?.warnings.map(\.code) == ["no-flow"])
        #expect(run.outcome?.server.hasKeysAlone == true)
    }

    @Test func aCancelledRequestEndsItAtOnce() throws {
        var flow = DiscoveryFlow(issuer: issuer)
        _ = try flow.sent(after: .begin, context())
        #expect(flow.errorCode(after: .failed(TransportError(.cancelled, "")), context()) == .unanswered)
    }

    @Test func aTextThatIsNotAnIssuerIsRefused() {
        var flow = DiscoveryFlow(issuer: "as.example")
        #expect(flow.errorCode(after: .begin, context()) == .issuerInvalid)
    }
}
